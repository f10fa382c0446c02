// Hypothetical extraction: the published losses, and the block formulas against solving each case anew.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "support/made_up.hpp"
#include "support/published.hpp"
#include "table/analyses/extraction.hpp"
#include "table/analyses/linkages.hpp"
#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

using Groups = std::vector<std::vector<std::size_t>>;

Groups each(std::size_t n) {
  Groups groups;
  for (std::size_t i = 0; i < n; ++i)
    groups.push_back({i});
  return groups;
}

bool in(const std::vector<std::size_t>& group, std::size_t i) {
  return std::find(group.begin(), group.end(), i) != group.end();
}

/// The economy without the group's dealings, solved from the matrix with cells struck out.
std::vector<double> solved_anew(const Accounts& table, const std::vector<std::size_t>& group,
                                Extraction variant) {
  const std::size_t n = table.size();
  Matrix a = coefficients(table, Requirements::regional).values;
  std::vector<double> f = multiply(a, table.output);
  for (std::size_t i = 0; i < n; ++i)
    f[i] = table.output[i] - f[i];
  if (variant == Extraction::forward_ghosh) {
    Matrix b = allocation_from(a, table.output);
    std::vector<double> primary = multiply(table.output, b);
    for (std::size_t j = 0; j < n; ++j)
      primary[j] = table.output[j] - primary[j];
    for (const std::size_t i : group) {
      for (std::size_t j = 0; j < n; ++j)
        b(i, j) = 0;
    }
    return LeontiefSystem(b).effects(primary);
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const bool row = in(group, i);
      const bool column = in(group, j);
      const bool gone = variant == Extraction::backward           ? column
                        : variant == Extraction::forward_leontief ? row
                        : variant == Extraction::external         ? row != column
                                                                  : row || column;
      if (gone) a(i, j) = 0;
    }
    if (variant == Extraction::complete && in(group, i)) f[i] = 0;
  }
  return LeontiefSystem(a).outputs(f);
}

}  // namespace

TEST_CASE("Extraction from Germany 1995 loses what the manual's table gives") {
  // On Table 15.4 of Beutel (2008); losses in exact rational arithmetic from the same table.
  const Accounts germany = germany_1995();
  const Matrix a = coefficients(germany, Requirements::regional).values;
  const std::vector<double> shares = value_added_shares(germany);
  const auto losses = [&](Extraction variant) {
    std::vector<double> out;
    for (const ExtractionLoss& loss : extract(a, germany.output, shares, each(6), variant))
      out.push_back(loss.output);
    return out;
  };
  const std::vector<double> complete{72406.85729922354, 1390742.7820126475, 432910.14205706026,
                                     734895.671330614,  781951.1741983863,  667064.5399833797};
  const std::vector<double> backward{29935.463870735373, 635437.4639746184, 194211.54433029983,
                                     276593.5936554577,  291716.272917381,  183069.71031309618};
  const std::vector<double> first = losses(Extraction::complete);
  const std::vector<double> second = losses(Extraction::backward);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(first[i] == Approx(complete[i]).epsilon(1e-11));
    CHECK(second[i] == Approx(backward[i]).epsilon(1e-11));
  }
}

TEST_CASE("Every variant loses what solving the economy anew loses, for sectors and for groups") {
  const Accounts table = made_up(9, 31);
  const Matrix a = coefficients(table, Requirements::regional).values;
  const std::vector<double> shares = value_added_shares(table);
  Groups groups = each(9);
  groups.push_back({1, 4});
  groups.push_back({0, 2, 8});
  for (const Extraction variant :
       {Extraction::complete, Extraction::transactions, Extraction::external, Extraction::backward,
        Extraction::forward_leontief, Extraction::forward_ghosh}) {
    const auto losses = extract(a, table.output, shares, groups, variant);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      INFO("variant " << static_cast<int>(variant) << ", group " << g);
      const std::vector<double> after = solved_anew(table, groups[g], variant);
      ExtractionLoss expected;
      for (std::size_t i = 0; i < 9; ++i) {
        expected.output += table.output[i] - after[i];
        expected.value_added += shares[i] * (table.output[i] - after[i]);
        if (!in(groups[g], i)) expected.output_others += table.output[i] - after[i];
      }
      CHECK(losses[g].output == Approx(expected.output).epsilon(1e-10));
      CHECK(losses[g].output_others == Approx(expected.output_others).epsilon(1e-9).margin(1e-9));
      CHECK(losses[g].value_added == Approx(expected.value_added).epsilon(1e-10));
    }
  }
}

TEST_CASE("Extraction one by one keeps its sum rules") {
  const Accounts table = made_up(8, 33);
  const Matrix a = coefficients(table, Requirements::regional).values;
  const Matrix l = leontief_inverse(a);
  const std::vector<double> shares = value_added_shares(table);
  const std::vector<double> multipliers = output_multipliers(l);
  const auto run = [&](Extraction variant, const Groups& groups) {
    return extract(a, table.output, shares, groups, variant);
  };
  const auto complete = run(Extraction::complete, each(8));
  const auto transactions = run(Extraction::transactions, each(8));
  for (std::size_t k = 0; k < 8; ++k) {
    // The whole loss is the multiplier over its own part, times output (Szyrmer 1992).
    CHECK(complete[k].output == Approx(multipliers[k] / l(k, k) * table.output[k]).epsilon(1e-12));
    double demand = table.output[k];
    for (std::size_t j = 0; j < 8; ++j)
      demand -= a(k, j) * table.output[j];
    CHECK(complete[k].output - transactions[k].output == Approx(demand).epsilon(1e-10));
  }
  // All sectors together: everything, or everything but final demand.
  std::vector<std::size_t> all(8);
  std::iota(all.begin(), all.end(), std::size_t{0});
  CHECK(run(Extraction::complete, {all})[0].output == Approx(sum(table.output)).epsilon(1e-12));
  CHECK(run(Extraction::transactions, {all})[0].output == Approx(sum(table.flows.values)).epsilon(1e-12));
  CHECK(run(Extraction::external, {all})[0].output == Approx(0).margin(1e-9));
}

TEST_CASE("A group with a sector twice or none of the table is refused") {
  const Accounts table = made_up(3, 1);
  const Matrix a = coefficients(table, Requirements::regional).values;
  const std::vector<double> shares = value_added_shares(table);
  CHECK_THROWS_AS(extract(a, table.output, shares, {{1, 1}}, Extraction::complete), Refusal);
  CHECK_THROWS_AS(extract(a, table.output, shares, {{3}}, Extraction::backward), Refusal);
}

}  // namespace leontide::table
