// Decompositions of a change: adding up, the mean and the range over orders.
#include <algorithm>
#include <catch2/catch.hpp>

#include "support/close.hpp"
#include "support/made_up.hpp"
#include "table/analyses/decomposition.hpp"
#include "table/coefficients.hpp"
#include "table/multipliers.hpp"

namespace leontide::table {

namespace {

Matrix regional(const Accounts& table) {
  return coefficients(table, Requirements::regional).values;
}

/// Of three factors, each at one of its states.
double product(const std::vector<double>& before, const std::vector<double>& after, unsigned mask) {
  double all = 1;
  for (std::size_t k = 0; k < 3; ++k)
    all *= (mask >> k & 1U) != 0 ? after[k] : before[k];
  return all;
}

}  // namespace

TEST_CASE("Decompositions add up exactly, whatever mean of orders is taken") {
  const Accounts from = made_up(8, 21);
  const Accounts to = made_up(8, 22);
  const auto state = [](const Accounts& table) {
    return DecompositionState{value_added_shares(table), regional(table), table.final_demand.values};
  };
  std::vector<double> change = to.value_added_total;
  for (std::size_t i = 0; i < change.size(); ++i)
    change[i] -= from.value_added_total[i];
  for (const OrderMean mean : {OrderMean::two_polar, OrderMean::all_orders}) {
    const Decomposition found = decompose(state(from), state(to), {mean});
    require_relatively_close(found.change, change, 1e-10);
    const std::vector<double> mix = row_sums(found.mix);
    const std::vector<double> level = row_sums(found.level);
    for (std::size_t i = 0; i < change.size(); ++i) {
      CHECK(found.coefficients[i] + found.technology[i] + mix[i] + level[i] ==
            Approx(change[i]).epsilon(1e-10).margin(1e-10));
    }
    // Backwards is the negative.
    const Decomposition back = decompose(state(to), state(from), {mean});
    for (std::size_t i = 0; i < change.size(); ++i)
      CHECK(back.technology[i] == Approx(-found.technology[i]).epsilon(1e-9).margin(1e-9));
  }
}

TEST_CASE("The mean of all orders is the mean over the permutations themselves") {
  // y = a b c: with three factors the orders can be written out.
  const std::vector<double> before{2, 3, 5};
  const std::vector<double> after{7, 11, 13};
  const auto value = [&](unsigned mask) { return std::vector<double>{product(before, after, mask)}; };
  std::vector<std::size_t> order{0, 1, 2};
  std::vector<double> mean(3);
  do {
    unsigned mask = 0;
    for (const std::size_t k : order) {
      mean[k] += (value(mask | 1U << k)[0] - value(mask)[0]) / 6;
      mask |= 1U << k;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  const auto found = decompose_orders(3, value, OrderMean::all_orders);
  const auto polar = decompose_orders(3, value, OrderMean::two_polar);
  for (std::size_t k = 0; k < 3; ++k)
    CHECK(found[k][0] == Approx(mean[k]).epsilon(1e-13));
  // First order a, b, c and its mirror c, b, a: a moves first in one, last in the other.
  CHECK(polar[0][0] == Approx(0.5 * (5 * 3 * 5 + 5 * 11 * 13)));
  CHECK(polar[1][0] == Approx(0.5 * (7 * 8 * 5 + 2 * 8 * 13)));
  CHECK(polar[2][0] == Approx(0.5 * (7 * 11 * 8 + 2 * 3 * 8)));
}

TEST_CASE("Orders of change have a range, and ratios that multiply to the whole") {
  // y = a b c: what a factor multiplies by does not hang on the order, what it adds does.
  const std::vector<double> before{2, 3, 5};
  const std::vector<double> after{7, 11, 4};
  const auto value = [&](unsigned mask) { return product(before, after, mask); };
  for (const OrderMean mean : {OrderMean::all_orders, OrderMean::two_polar}) {
    const std::vector<OrderRange> found = range_over_orders(3, value, mean);
    for (std::size_t k = 0; k < 3; ++k)
      CHECK(found[k].ratio == Approx(after[k] / before[k]).epsilon(1e-13));
    CHECK(found[0].low == Approx(5 * 3 * 4));
    CHECK(found[0].high == Approx(5 * 11 * 5));
    CHECK(found[2].low == Approx(-1 * 7 * 11));
    CHECK(found[2].high == Approx(-1 * 2 * 3));
  }
}

TEST_CASE("An account decomposes into intensity, technology and final demand, three factors of all orders") {
  const Accounts from = made_up(5, 31);
  const Accounts to = made_up(5, 32);
  const std::vector<double> earlier{1, 2, 3, 4, 5};
  const std::vector<double> later{2, 1, 5, 3, 6};
  const auto state = [](const Accounts& table, std::vector<double> amounts) {
    for (std::size_t i = 0; i < amounts.size(); ++i)
      amounts[i] /= table.output[i];
    return DecompositionState{std::move(amounts), regional(table), table.final_demand.values};
  };
  const Decomposition found =
      decompose(state(from, earlier), state(to, later), {OrderMean::all_orders, true});
  REQUIRE(found.ranges.size() == 3);
  // The three factors written out: e L f, each at one of its states.
  const auto total = [&](unsigned mask) {
    const DecompositionState one = state(from, earlier);
    const DecompositionState other = state(to, later);
    const Matrix l = leontief_inverse((mask & 2U) != 0 ? other.a : one.a);
    const std::vector<double> demand = row_sums((mask & 4U) != 0 ? other.final_demand : one.final_demand);
    const std::vector<double> outputs = multiply(l, demand);
    const auto& shares = (mask & 1U) != 0 ? other.value_shares : one.value_shares;
    double sum_of = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i)
      sum_of += shares[i] * outputs[i];
    return sum_of;
  };
  const double e = (total(1) - total(0)) / 3 + (total(3) - total(2)) / 6 + (total(5) - total(4)) / 6 +
                   (total(7) - total(6)) / 3;
  CHECK(sum(found.coefficients) == Approx(e).epsilon(1e-10));
  CHECK(sum(found.mix.values) == 0);
  CHECK(sum(found.coefficients) + sum(found.technology) + sum(found.level.values) ==
        Approx(sum(later) - sum(earlier)).epsilon(1e-10));
  double product = 1;
  for (const OrderRange& range : found.ranges)
    product *= range.ratio;
  CHECK(product == Approx(sum(later) / sum(earlier)).epsilon(1e-10));
  CHECK(found.ranges[1].low <= sum(found.technology));
  CHECK(found.ranges[1].high >= sum(found.technology));
}

}  // namespace leontide::table
