#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "statistics/resample.hpp"

using namespace leontide::statistics;

TEST_CASE("a bootstrap sample is a function of seed and number, and counts agree with indices") {
  const auto indices = bootstrap_indices(7, 3, 1000);
  CHECK(indices == bootstrap_indices(7, 3, 1000));
  CHECK(indices != bootstrap_indices(7, 4, 1000));
  CHECK(indices != bootstrap_indices(8, 3, 1000));
  std::vector<std::uint32_t> counts(1000);
  for (const std::uint32_t index : indices)
    ++counts.at(index);
  CHECK(counts == bootstrap_counts(7, 3, 1000));
  // 1/e of the draws are left out, give or take four standard errors of (e^-1 - 2 e^-2) / n.
  const auto left_out = std::count(counts.begin(), counts.end(), 0U);
  CHECK(static_cast<double>(left_out) == Approx(367.9).margin(4 * 9.86));
}

TEST_CASE("every permutation is equally likely") {
  // Six orders of three, 6000 permutations: the chi-square statistic, 5 degrees, stays below its 99.9 %
  // point.
  int counts[27] = {};
  for (std::uint32_t number = 0; number < 6000; ++number) {
    const auto order = permutation(11, number, 3);
    ++counts[order[0] * 9 + order[1] * 3 + order[2]];
  }
  double statistic = 0;
  int seen = 0;
  for (const int count : counts) {
    if (count == 0) continue;
    ++seen;
    statistic += (count - 1000.0) * (count - 1000.0) / 1000;
  }
  CHECK(seen == 6);
  CHECK(statistic < 20.52);
}

TEST_CASE("a long permutation holds every index once") {
  auto order = permutation(1, 0, 777);
  CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> all(777);
  std::iota(all.begin(), all.end(), 0U);
  CHECK(order == all);
}
