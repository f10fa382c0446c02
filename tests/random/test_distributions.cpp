#include <catch2/catch.hpp>
#include <cmath>

#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::for_each_block;
using leontide::random_test::plan_of;
using leontide::random_test::scalar;
using leontide::random_test::Summary;
using leontide::random_test::width;

namespace {

struct Case {
  const char* name;
  Law law;
  double mean, sd;  // by the textbook formulas
};

}  // namespace

// 256 000 draws with a fixed seed; the mean is within 4 standard errors, the standard deviation within 2 %.
TEST_CASE("draws have the moments of their distributions") {
  const double e = std::exp(1.0);
  const Case cases[] = {
      {"uniform", Uniform{-1, 3}, 1, 4 / std::sqrt(12.0)},
      {"normal", Normal{5, 2}, 5, 2},
      {"lognormal", Lognormal{2, 0.5}, 2 * std::exp(0.125),
       2 * std::exp(0.125) * std::sqrt(std::exp(0.25) - 1)},
      {"triangular", Triangular{0, 1, 4}, 5.0 / 3, std::sqrt((0 + 1 + 16 - 0 - 0 - 4) / 18.0)},
      {"pert", Pert{0, 1, 4, 4}, (0 + 4 * 1 + 4) / 6.0,
       4 * std::sqrt(2.0 * 4 / (36.0 * 7))},  // beta(2, 4) times 4
      {"beta", Beta{2, 5, 1, 3}, 1 + 2 * 2 / 7.0, 2 * std::sqrt(10 / (49.0 * 8))},
      {"gamma", Gamma{3, 2}, 6, 2 * std::sqrt(3.0)},
      {"student-t", StudentT{8, 1, 2}, 1, 2 * std::sqrt(8 / 6.0)},
      {"truncated-normal", TruncatedNormal{0, 1, 0, HUGE_VAL}, std::sqrt(2 / M_PI), std::sqrt(1 - 2 / M_PI)},
      {"discrete", Discrete{{0, 1, 10}, {0.5, 0.3, 0.2}}, 2.3, std::sqrt(0.3 + 20 - 2.3 * 2.3)},
      {"empirical", Empirical{{1, 2, 3, 4}}, 2.5, std::sqrt(1.25)},
      {"poisson", Poisson{3.5}, 3.5, std::sqrt(3.5)},
      {"weibull", Weibull{2, 3}, 3 * std::sqrt(M_PI) / 2, 3 * std::sqrt(1 - M_PI / 4)},  // Rayleigh
      {"binomial", Binomial{12, 0.3}, 3.6, std::sqrt(12 * 0.3 * 0.7)},
      {"negative-binomial", NegativeBinomial{2.5, 0.4}, 2.5 * 0.6 / 0.4, std::sqrt(2.5 * 0.6) / 0.4},
      {"mixture", Mixture{{0.75, 0.25}, {{Normal{0, 1}}, {Uniform{2, 6}}}}, 1,
       std::sqrt(0.75 * 1 + 0.25 * (16 / 12.0 + 16) - 1)},
      {"constant", Constant{e}, e, 0},
  };
  for (const Case& c : cases) {
    const Driver driver = scalar("x", c.law);
    Summary summary;
    for_each_block(plan_of({&driver, 1}), 4000, [&](const InputBlock& block) {
      for (const double x : block.trial_row(0))
        summary.add(x);
    });
    INFO(c.name);
    CHECK(std::fabs(summary.mean() - c.mean) <= 4 * c.sd / std::sqrt(summary.count) + 1e-15);
    CHECK(std::fabs(summary.sd() - c.sd) <= 0.02 * c.sd);
  }
}

TEST_CASE("a distribution drawn by steps has an independent draw at every step, the base year too") {
  const Driver driver = scalar("x", Normal{0, 1}, Driver::Draw::step);
  double products = 0, count = 0;
  Summary base;
  for_each_block(plan_of({&driver, 1}, 3), 1000, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      base.add(block.step_rows(0)[i]);
      products +=
          block.step_rows(0)[i] * block.step_rows(1)[i] + block.step_rows(1)[i] * block.step_rows(2)[i];
      count += 2;
    }
  });
  CHECK(std::fabs(base.mean()) < 4 / std::sqrt(base.count));
  CHECK(base.sd() == Approx(1).epsilon(0.02));
  CHECK(std::fabs(products / count) < 4 / std::sqrt(count));
}
