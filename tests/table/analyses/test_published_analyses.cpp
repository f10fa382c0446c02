// Published and exactly recomputed results beyond those of test_reference.cpp. Numbers are typed from their
// sources or come from exact rational arithmetic on the same tables.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "support/close.hpp"
#include "support/published.hpp"
#include "support/shared.hpp"
#include "table/analyses/content.hpp"
#include "table/analyses/decomposition.hpp"
#include "table/analyses/linkages.hpp"
#include "table/analyses/multiplier_report.hpp"
#include "table/changes/balance.hpp"
#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"

namespace leontide::table {

namespace {

std::vector<double> per_unit(std::vector<double> amounts, const std::vector<double>& output) {
  for (std::size_t j = 0; j < amounts.size(); ++j)
    amounts[j] /= output[j];
  return amounts;
}

}  // namespace

TEST_CASE("Germany 1995: both definitions of forward linkage, the diagonal of L and the first column of G") {
  // Beutel (2008), pp. 485-500, four decimals. The forward linkage of industry is printed 1.6691 in the test
  // that carries these figures, 1.6910 with two digits exchanged: the mean of the six printed values is what
  // their test compares, to 1e-2, and 1.6691 moves it by 0.0037 only. Every other digit comes out.
  const Accounts germany = germany_1995();
  const Matrix a = coefficients(germany, Requirements::regional).values;
  const Linkages found = linkages(a, germany.output);
  require_close(found.forward_ghosh, {2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106}, 0.51e-4);
  CHECK(std::abs(found.forward_ghosh[1] - 1.6691) > 0.0218);
  require_close(found.backward, {1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782}, 0.51e-4);
  require_close(found.forward_leontief_normalised,
                {0.6590546431328088, 1.4636071839748408, 0.7033657934493311, 0.9853428716237215,
                 1.4521891265718616, 0.7364403812474356},
                1e-12);
  require_close(found.forward_ghosh_normalised,
                {1.260193673190698, 1.0086777727736316, 0.808729724878587, 0.9453812846344161,
                 1.2548861630638886, 0.7221313814587792},
                1e-12);
  const Matrix l = leontief_inverse(a);
  require_close({l(0, 0), l(1, 1), l(2, 2)}, {1.0339, 1.4292, 1.0289}, 0.51e-4);
  const Matrix g = leontief_inverse(allocation_coefficients(germany.flows, germany.output));
  std::vector<double> first;
  for (std::size_t i = 0; i < 6; ++i)
    first.push_back(g(i, 0));
  require_close(first, {1.0339, 0.0118, 0.0037, 0.0103, 0.0117, 0.0043}, 0.51e-4);
  CHECK(found.roles[0] == SectorRole::key);
  CHECK(found.roles[1] == SectorRole::key);
  CHECK(found.roles[2] == SectorRole::backward);
  CHECK(found.roles[4] == SectorRole::forward);
  CHECK(found.roles[5] == SectorRole::weak);
}

TEST_CASE(
    "The two-region table of pymrio's tests gives its satellites, footprints and downstream intensities") {
  // IndEcol/pymrio, tests/test_math.py, fixture td_small_MRIO; results in exact rational arithmetic.
  const std::vector<double> output{51, 15, 58, 50, 52, 39};
  const Matrix flows(6, 6, {10, 5, 1, 6, 5,  7, 0, 2,  0, 0, 5,  3, 10, 3, 20, 4, 2,  0,
                            5,  0, 0, 1, 10, 9, 0, 10, 1, 0, 20, 1, 5,  0, 0,  1, 10, 10});
  const Matrix demand(6, 2, {14, 3, 2.5, 2.5, 13, 6, 5, 20, 10, 10, 3, 10});
  const LeontiefSystem system(technical_coefficients(flows, output));
  const Matrix allocation = allocation_coefficients(flows, output);
  const std::vector<std::vector<double>> amounts{{20, 1, 42, 4, 20, 5}, {5, 4, 11, 8, 2, 10}};
  const std::vector<std::vector<double>> downstream{
      {0.4817277859850838, 0.48999985526114276, 0.7494470687589149, 0.3843835320814312, 0.48030952075368466,
       0.5091416245335971},
      {0.2683287544867367, 0.2572466238559589, 0.28759602415907465, 0.18651649846333307, 0.2185684128472883,
       0.2521640836730766}};
  const std::vector<std::vector<double>> households{{50, 10}, {100, 20}};
  const std::vector<std::vector<double>> footprint{{100.24287740891197, 51.757122591088034},
                                                   {118.84794525841009, 41.152054741589914}};
  // By consuming region and sector of the good, regions of origin added up (D_cba).
  const std::vector<std::vector<double>> by_product{
      {14.059498889254174, 18.86325555150818, 17.320122968149615, 8.71616437964097, 18.86325555150818,
       14.177702659938886},
      {5.395407054390734, 7.594657671782179, 5.857880532237174, 5.657139420727302, 7.594657671782179,
       7.900257649080432}};
  for (std::size_t s = 0; s < 2; ++s) {
    const std::vector<double> direct = per_unit(amounts[s], output);
    require_close(downstream_intensities(direct, allocation), downstream[s], 1e-12);
    const std::vector<double> effects = system.effects(direct);
    const std::vector<double> found = footprints(effects, demand);
    for (std::size_t r = 0; r < 2; ++r) {
      CHECK(found[r] + households[s][r] == Approx(footprint[s][r]).epsilon(1e-10));
      for (std::size_t k = 0; k < 3; ++k) {
        const double both = effects[k] * demand(k, r) + effects[k + 3] * demand(k + 3, r);
        CHECK(both == Approx(by_product[s][3 * r + k]).epsilon(1e-10));
      }
    }
    CHECK(sum(found) == Approx(sum(amounts[s])).epsilon(1e-12));  // footprints are the territory, moved
  }
}

TEST_CASE("RAS of the table with a zero cell gives its solution and keeps the zero") {
  // Inputs: E. M. Quilis, temporal-disaggregation library, ras demo (2012): coefficients of flows F0 over x0,
  // brought to x1, then to margins u and v. Solution recomputed there in double precision.
  const std::vector<double> before{200, 300, 200};
  const std::vector<double> after{200, 400, 300};
  const Matrix prior = scale_columns(
      technical_coefficients(Matrix(3, 3, {50, 100, 0, 30, 50, 20, 20, 50, 30}), before), after);
  const Balanced found = ras(prior, {{160, 150, 120}, {100, 250, 80}, {}, {}});
  require_close(found.values.values,
                {45.25229213675921, 114.74770786323727, 0, 36.23060604330511, 76.55927102729198,
                 37.210122929403994, 18.517101819935675, 58.69302110947075, 42.78987707059601},
                1e-9);
  CHECK(found.values(0, 2) == 0);
}

TEST_CASE("The published type I multipliers of the United Kingdom 2010 come out for all 127 products") {
  // Office for National Statistics, Input-Output Analytical Tables 2010 (Open Government Licence). Flows have
  // six decimals: with direct coefficients down to 1e-4 that rounding moves a ratio by up to 1e-4 of itself.
  if (!have_shared("reference/uk2010_siot_127_flows.csv")) return;
  Diagnostics diagnostics;
  const auto table = read_csv(shared_folder() / "reference/uk2010_siot_127_flows.csv", "flows", diagnostics);
  const auto published =
      read_csv(shared_folder() / "reference/uk2010_published_multipliers.csv", "multipliers", diagnostics);
  REQUIRE(table);
  REQUIRE(published);
  constexpr std::size_t n = 127;
  const auto numbers = [&](std::size_t row) {
    std::vector<double> out;
    for (std::size_t k = 1; k < table->header.size(); ++k)
      out.push_back(csv_number(*table, table->rows[row][k], diagnostics).value_or(0));
    return out;
  };
  Matrix flows(n, n);
  std::vector<double> output;
  std::vector<double> pay(n);
  std::vector<double> gva(n);
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    const std::vector<double> row = numbers(i);
    const std::string& label = table->rows[i].front().text;
    if (i < n) std::copy(row.begin(), row.end(), flows.values.begin() + static_cast<std::ptrdiff_t>(i * n));
    if (label == "x_total_output") output = row;
    if (label == "compensation_of_employees") pay = row;
    if (label == "compensation_of_employees" || label == "gross_operating_surplus" ||
        label == "taxes_less_subsidies_on_production") {
      for (std::size_t j = 0; j < n; ++j)
        gva[j] += row[j];
    }
  }
  const std::vector<DirectCoefficients> direct{{"gva", per_unit(gva, output)},
                                               {"pay", per_unit(pay, output)}};
  const MultiplierReport found =
      multiplier_report(technical_coefficients(flows, output), direct, std::nullopt);
  const char* columns[] = {"gva_multiplier", "employment_cost_multiplier"};
  std::size_t compared = 0;
  for (std::size_t e = 0; e < 2; ++e) {
    const std::size_t at = published->column(columns[e]).value();
    for (std::size_t j = 0; j < n; ++j) {
      const auto number = parse_number(published->rows[j][at].text);
      if (!number || direct[e].values[j] == 0) continue;
      INFO(columns[e] << " of " << published->rows[j].front().text);
      CHECK(found.effects[e].type_one[j] == Approx(*number).epsilon(1e-7));
      ++compared;
    }
  }
  CHECK(compared > 240);
  CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("Miller and Blair's households with a stated income give their type I and type II multipliers") {
  // Miller & Blair (2009), Input-Output Analysis, 2nd ed., sections 2.5 and 6.2: two sectors; households earn
  // 300 and 500 of the sectors, 50 of each other and 150 elsewhere, 1000 in all, and buy 50, 400 and 50.
  const Matrix a(2, 2, {0.15, 0.25, 0.2, 0.05});
  const Households households{{0.3, 0.25}, {50. / 1000, 400. / 1000}, 50. / 1000};
  const std::vector<DirectCoefficients> direct{{"income", households.income, households.own}};
  const EffectMultipliers found = multiplier_report(a, direct, households).effects[0];
  CHECK(found.type_one[0] == Approx(1.47).margin(0.005));
  CHECK(found.type_one[1] == Approx(1.52).margin(0.005));
  // The last row of the closed inverse, to its three decimals.
  CHECK(found.total_closed[0] == Approx(0.570).margin(5e-4));
  CHECK(found.total_closed[1] == Approx(0.489).margin(5e-4));
  CHECK(found.type_two[0] == Approx(1.90).margin(0.005));
  CHECK(found.type_two[1] == Approx(1.96).margin(0.005));
}

TEST_CASE("The mean over all orders reproduces published decompositions of three and four factors") {
  // README of the Python package shapley_decomposition (github.com/canitez01/shapley_decomposition): inputs
  // and contributions as printed there.
  const auto chosen = [](const std::vector<std::array<double, 2>>& factors, unsigned mask) {
    std::vector<double> out;
    for (std::size_t k = 0; k < factors.size(); ++k)
      out.push_back(factors[k][(mask >> k) & 1U]);
    return out;
  };
  // Value added per head of Turkey, 2000 and 2018: per worker, employment, participation, share of working
  // age.
  const std::vector<std::array<double, 2>> turkey{
      {27017.637990, 43770.525560}, {0.935050, 0.891050}, {0.515090, 0.576190}, {0.633046, 0.668674}};
  const auto product = [&](unsigned mask) {
    const std::vector<double> x = chosen(turkey, mask);
    return std::vector<double>{x[0] * x[1] * x[2] * x[3]};
  };
  const auto found = decompose_orders(4, product, OrderMean::all_orders);
  const double published[] = {5431.365538, -556.985657, 1285.200011, 629.528410};
  for (std::size_t k = 0; k < 4; ++k)
    CHECK(found[k][0] == Approx(published[k]).epsilon(1e-5));
  // Skewness (mean - median) / standard deviation, three factors.
  const std::vector<std::array<double, 2>> sample{
      {-0.247181, -0.285440}, {-0.315957, -0.333088}, {1.045188, 1.072090}};
  const auto skewness = [&](unsigned mask) {
    const std::vector<double> x = chosen(sample, mask);
    return std::vector<double>{(x[0] - x[1]) / x[2]};
  };
  const auto parts = decompose_orders(3, skewness, OrderMean::all_orders);
  CHECK(parts[0][0] == Approx(-0.036146).margin(2e-6));
  CHECK(parts[1][0] == Approx(0.016184).margin(2e-6));
  CHECK(parts[2][0] == Approx(-0.001398).margin(2e-6));
}

}  // namespace leontide::table
