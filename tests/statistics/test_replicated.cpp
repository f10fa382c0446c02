#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/philox.hpp"
#include "statistics/replicated.hpp"

using namespace leontide::statistics;

namespace {
using Counts = std::vector<std::uint64_t>;
}

TEST_CASE("Student's quantiles are those of the tables") {
  // scipy.stats.t.ppf; two and four decimals as in any printed table (2.131, 2.040, 63.66).
  CHECK(student_reach(0.95, 15) == Approx(2.13144954555932).epsilon(1e-12));
  CHECK(student_reach(0.95, 31) == Approx(2.03951344639641).epsilon(1e-12));
  CHECK(student_reach(0.99, 1) == Approx(63.656741162874).epsilon(1e-10));
  CHECK(normal_reach(0.95) == Approx(1.95996398454005).epsilon(1e-13));
  CHECK(std::isinf(student_reach(0.95, 0)));
}

TEST_CASE("replicates give Student's interval of their shares") {
  // By numpy and scipy: shares 0.24, 0.30, 0.18, 0.28.
  const Proportion share = share_over_replicates(Counts{12, 15, 9, 14}, Counts(4, 50));
  CHECK(share.hits == 50);
  CHECK(share.draws == 200);
  CHECK(share.estimate == 0.25);
  CHECK(share.low == Approx(0.165800385154015).epsilon(1e-12));
  CHECK(share.high == Approx(0.334199614845985).epsilon(1e-12));
  CHECK(name_of(share.method) == "Student over replicates");
  const Estimate mean = mean_over_replicates(std::vector<double>{0.24, 0.30, 0.18, 0.28});
  CHECK(mean.low == Approx(share.low).epsilon(1e-12));
  CHECK(mean.high == Approx(share.high).epsilon(1e-12));
}

TEST_CASE("replicates without or with nothing but hits are pooled") {
  const Proportion none = share_over_replicates(Counts{0, 0, 0, 0}, Counts(4, 50));
  CHECK(none.method == IntervalMethod::clopper_pearson);
  CHECK(none.high == Approx(clopper_pearson(0, 200).high));
  CHECK(share_over_replicates(Counts{50, 50}, Counts(2, 50)).low == Approx(clopper_pearson(100, 100).low));
  CHECK(share_over_replicates(Counts{7}, Counts{50}).method == IntervalMethod::clopper_pearson);
}

TEST_CASE("equal replicates leave the rounding to whole hits") {
  const Proportion share = share_over_replicates(Counts(16, 512), Counts(16, 1024));
  CHECK(share.estimate == 0.5);
  const double half = student_reach(0.95, 15) / (1024 * std::sqrt(12.0 * 16));
  CHECK(share.high - 0.5 == Approx(half).epsilon(1e-9));
}

TEST_CASE("the interval of a share over replicates stays within 0 and 1") {
  CHECK(share_over_replicates(Counts{0, 0, 0, 1}, Counts(4, 50)).low == 0);
  CHECK(share_over_replicates(Counts{50, 50, 50, 49}, Counts(4, 50)).high == 1);
}

TEST_CASE("replicates of which some draws failed give the share of those that completed") {
  // The ratio estimator of Cochran 1977, eq. 2.39, computed apart: s^2 = sum (h - p n)^2 / 3, v = s^2 / (4
  // mean(n)^2).
  const Proportion share = share_over_replicates(Counts{12, 15, 9, 14}, Counts{50, 48, 50, 45});
  CHECK(share.draws == 193);
  CHECK(share.estimate == 50.0 / 193);
  CHECK(share.low == Approx(0.157240391107143).epsilon(1e-12));
  CHECK(share.high == Approx(0.360894323918764).epsilon(1e-12));
  const Proportion sure = share_over_replicates(Counts{50, 49, 50}, Counts{50, 49, 50});
  CHECK(sure.estimate == 1);
  CHECK(sure.high == 1);
  CHECK(share_over_replicates(Counts{3, 0, 4}, Counts{50, 0, 50}).draws == 100);
}

TEST_CASE("pairs put the effective number of draws into Wilson's interval") {
  // 30 pairs without, 60 with one, 10 with two hits: variance of the mean 1 / 1100, so 264 draws out of 200.
  const Proportion share = share_over_pairs({30, 60, 10});
  CHECK(share.estimate == 0.4);
  CHECK(share.low == Approx(0.342746873360438).epsilon(1e-12));
  CHECK(share.high == Approx(0.460121583851234).epsilon(1e-12));
  CHECK(name_of(share.method) == "Wilson over pairs");
}

TEST_CASE("pairs that hit like independent draws get nearly the plain interval, copies get half the draws") {
  const Proportion apart = share_over_pairs({4900, 4200, 900}), plain = wilson(6000, 20000);
  CHECK(apart.low == Approx(plain.low).epsilon(1e-4));
  CHECK(apart.high == Approx(plain.high).epsilon(1e-4));
  const Proportion copies = share_over_pairs({7000, 0, 3000}), half = wilson(3000, 10000);
  CHECK(copies.low == Approx(half.low).epsilon(1e-4));
  CHECK(copies.high == Approx(half.high).epsilon(1e-4));
}

TEST_CASE("pairs with none, all or exactly one hit each are bounded by the number of pairs") {
  CHECK(share_over_pairs({40, 0, 0}).high == Approx(0.0880973028788024).epsilon(1e-12));  // 1 - 0.025^(1/40)
  CHECK(share_over_pairs({0, 0, 40}).low == Approx(1 - 0.0880973028788024).epsilon(1e-12));
  CHECK(share_over_pairs({0, 40, 0}).low == Approx(0.5 - 0.0880973028788024 / 2).epsilon(1e-12));
  CHECK(share_over_pairs({0, 40, 0}).estimate == 0.5);
  CHECK(std::isnan(share_over_pairs({}).estimate));
}

TEST_CASE("the mean over pairs has Student's interval of the means of pairs") {
  // Pair means 1, 2, 3, 4: sum of squares 5, t of 3 degrees 3.182446305284263 (scipy).
  // Four pairs, squares of deviations 5: sqrt(5 / 3 / 4).
  CHECK(error_over_pairs({4, 2.5, 5}, {}) == Approx(std::sqrt(5.0 / 12)).epsilon(1e-12));
}

TEST_CASE("a single replicate or pair says nothing of its error") {
  CHECK(std::isinf(mean_over_replicates(std::vector<double>{3.0}).high));
  CHECK(mean_over_replicates(std::vector<double>{3.0}).value == 3);
  CHECK(std::isnan(error_over_pairs({}, {})));
}

TEST_CASE("a pair with one draw keeps it") {
  // The ratio estimator's variance (Cochran 1977, eq. 2.39), computed apart, in Wilson's interval.
  const Proportion share = share_over_pairs({30, 60, 10, 7, 5});
  CHECK(share.hits == 85);
  CHECK(share.draws == 212);
  CHECK(share.low == Approx(0.344757347556355).epsilon(1e-12));
  CHECK(share.high == Approx(0.459859853343189).epsilon(1e-12));
  // A single hit in a pair whose other draw failed is a hit.
  CHECK(share_over_pairs({1000, 0, 0, 0, 1}).hits == 1);
  CHECK(share_over_pairs({0, 0, 10, 0, 3}).estimate == 1);
}

// Lognormals of mean 1, whose relative spread is 0.8: Student's interval of their mean holds 1 in 88.6 %.
TEST_CASE("the interval of a mean of skewed replicates holds it as often as it says") {
  const double variance = std::log(1.64);
  int held = 0, held_by_student = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    alignas(64) double uniform[64];
    leontide::lanes::uniforms(seed, 0, 0, 0, uniform);
    std::vector<double> means;
    for (std::size_t i = 0; i < 8; ++i) {
      const double z =
          std::sqrt(-2 * std::log(1 - uniform[i])) * std::cos(6.283185307179586 * uniform[i + 8]);
      means.push_back(std::exp(std::sqrt(variance) * z - variance / 2));
    }
    const Estimate found = positive_mean_over_replicates(means, 0.01);
    const Estimate student = mean_over_replicates(means);
    REQUIRE(found.value == student.value);
    held += found.low <= 1 && 1 <= found.high ? 1 : 0;
    held_by_student += student.low <= 1 && 1 <= student.high ? 1 : 0;
  }
  INFO(held << " and " << held_by_student << " of 2000");
  CHECK(held > 1820);
  CHECK(held_by_student < 1800);
}

TEST_CASE("replicates that happen to be equal leave the error that is known") {
  const Estimate found = positive_mean_over_replicates(std::vector<double>(8, 1e-6), 0.1);
  CHECK(found.value == Approx(1e-6));
  CHECK(found.error == Approx(1e-7));
  CHECK(found.low == Approx(1e-6 * std::exp(-0.195996)).epsilon(1e-4));
  CHECK(found.high == Approx(1e-6 * std::exp(0.195996)).epsilon(1e-4));
}
