#include <catch2/catch.hpp>
#include <cmath>

#include "statistics/proportion.hpp"
#include "statistics/replicated.hpp"

using namespace leontide::statistics;

namespace {

struct Row {
  std::uint64_t hits, draws;
  double wilson_low, wilson_high, exact_low, exact_high;
};

}  // namespace

TEST_CASE("Wilson and Clopper-Pearson intervals are those of Newcombe's table") {
  // Newcombe (1998), Statistics in Medicine 17, 857-872, table I: methods 3 and 5, four decimals, 95 %.
  const Row table[] = {{81, 263, 0.2553, 0.3662, 0.2527, 0.3676},
                       {15, 148, 0.0624, 0.1605, 0.0578, 0.1617},
                       {0, 20, 0.0000, 0.1611, 0.0000, 0.1684},
                       {1, 29, 0.0061, 0.1718, 0.0009, 0.1776}};
  for (const Row& row : table) {
    INFO(row.hits << " of " << row.draws);
    const Proportion score = wilson(row.hits, row.draws), exact = clopper_pearson(row.hits, row.draws);
    CHECK(score.low == Approx(row.wilson_low).margin(5e-5));
    CHECK(score.high == Approx(row.wilson_high).margin(5e-5));
    CHECK(exact.low == Approx(row.exact_low).margin(5e-5));
    CHECK(exact.high == Approx(row.exact_high).margin(5e-5));
  }
}

TEST_CASE("intervals of none and of all are exact and closed at the end") {
  // With no hits the exact upper end solves (1 - p)^n = 0.025.
  const Proportion none = proportion(0, 10000);
  CHECK(none.method == IntervalMethod::clopper_pearson);
  CHECK(none.estimate == 0);
  CHECK(none.low == 0);
  CHECK(none.high == Approx(-std::expm1(std::log(0.025) / 10000)).epsilon(1e-12));
  const Proportion all = proportion(10000, 10000);
  CHECK(all.high == 1);
  CHECK(all.low == Approx(std::exp(std::log(0.025) / 10000)).epsilon(1e-12));
  CHECK(proportion(few, 10000).method == IntervalMethod::wilson);
  CHECK(wilson(0, 20).low == 0);
  CHECK(wilson(20, 20).high == 1);
}

TEST_CASE("a chance of which few trials tell is covered as its interval says") {
  // The chance that the interval of k hits of n holds p, summed over k by the binomial law itself.
  const auto covered = [](double p, std::uint64_t n) {
    double sum = 0;
    for (std::uint64_t k = 0; k <= 60; ++k) {
      const Proportion share = proportion(k, n);
      if (share.low > p || share.high < p) continue;
      const double count = static_cast<double>(k), all = static_cast<double>(n);
      sum += std::exp(std::lgamma(all + 1) - std::lgamma(count + 1) - std::lgamma(all - count + 1) +
                      count * std::log(p) + (all - count) * std::log1p(-p));
    }
    return sum;
  };
  for (const double expected : {0.1, 0.3, 1.0, 2.0, 3.0, 5.0, 9.0, 15.0, 22.0}) {
    CAPTURE(expected);
    CHECK(covered(expected / 1000, 1000) > 0.94);
  }
}

TEST_CASE("few hits in pairs are told as few independent ones, or wider") {
  const Proportion pairs = share_over_pairs({9998, 2, 0, 0, 0}), exact = clopper_pearson(2, 20000);
  CHECK(pairs.low <= exact.low);
  CHECK(pairs.high >= exact.high);
  CHECK(is_conservative(pairs.method));
}

TEST_CASE("intervals mirror, nest by level and hold the estimate") {
  for (const std::uint64_t n : {1, 2, 17, 1000}) {
    for (std::uint64_t k = 0; k <= n; k += n / 2 + 1) {
      for (const auto method : {wilson, clopper_pearson}) {
        const Proportion here = method(k, n, 0.95), there = method(n - k, n, 0.95),
                         wider = method(k, n, 0.99);
        CHECK(here.low == Approx(1 - there.high).margin(1e-12));
        CHECK((wider.low <= here.low && wider.high >= here.high));
        CHECK((here.low <= here.estimate && here.estimate <= here.high));
        CHECK((here.low >= 0 && here.high <= 1));
      }
    }
  }
}

TEST_CASE("the exact interval inverts the binomial test") {
  // P(X >= 3 | low) = P(X <= 3 | high) = 0.05 for 3 of 10 at 90 %, by summing the binomial.
  const Proportion p = clopper_pearson(3, 10, 0.9);
  const auto at_most = [](int k, double share) {
    double sum = 0, term = std::pow(1 - share, 10);
    for (int i = 0; i <= k; ++i)
      sum += term, term *= (10.0 - i) / (i + 1) * share / (1 - share);
    return sum;
  };
  CHECK(1 - at_most(2, p.low) == Approx(0.05).epsilon(1e-9));
  CHECK(at_most(3, p.high) == Approx(0.05).epsilon(1e-9));
}

TEST_CASE("without draws nothing is known") {
  const Proportion p = proportion(0, 0);
  CHECK(std::isnan(p.estimate));
  CHECK((p.low == 0 && p.high == 1));
  CHECK(name_of(p.method) == "Clopper-Pearson (conservative)");
}
