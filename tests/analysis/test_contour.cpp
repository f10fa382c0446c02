// `observe` where five sharp figures leave a law that no normal law is near: closed forms and quadrature.
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/observe.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;
using analysis::RevisionEnd;

namespace {

constexpr int seeds = 2;

// A sanitized build takes ten times as long a trial; what it looks for needs few of them.
#ifdef __has_feature
constexpr std::uint64_t contour_trials = __has_feature(address_sanitizer) ? 8192 : analysis::observe_trials;
#else
constexpr std::uint64_t contour_trials = analysis::observe_trials;
#endif

std::string sharp(const std::string& indicator, double value, double sd) {
  return "  - {indicator: " + indicator + ", year: 2025, value: " + std::to_string(value) +
         ", sd: " + std::to_string(sd) + "}\n";
}

struct Held {
  int chances = 0;   ///< seeds whose interval holds the exact one
  double mean = 0;   ///< of the chances
  double error = 0;  ///< of that mean, as the intervals say
  double least_effective = 1e9;
};

/// The first target's chance after the figures, over seeds.
Held revise(const std::string& drivers, const std::string& variables, const std::string& indicators,
            const std::string& targets, const std::string& seen, double exact) {
  Held held;
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto plan = small_plan(drivers, variables, indicators, targets,
                                 "observed:\n" + seen + "sampling: {seed: " + std::to_string(seed) + "}\n");
    const auto revised = analysis::observe(plan, 0, contour_trials, 2, {});
    REQUIRE(revised.end == RevisionEnd::revised);
    const auto& after = revised.questions.back().after;
    INFO("seed " << seed << ": " << after.low << " to " << after.high << ", effective " << revised.effective);
    held.chances += after.low <= exact && exact <= after.high ? 1 : 0;
    held.mean += after.value / seeds;
    held.error += after.error * after.error / (seeds * seeds);
    held.least_effective = std::min(held.least_effective, revised.effective);
  }
  held.error = std::sqrt(held.error);
  return held;
}

}  // namespace

// All five figures of z0 … z5 are solved for z0, z1, z3, z4 and z5 given z2, so that z2 has the density
// phi(z0) … phi(z5) over the determinant of the figures' slopes, z2 apart, where their errors are small:
// y2 times the logistic function of z3, but for what is constant. The midpoint rule over z2.
TEST_CASE("five sharp figures of a model far from linear leave the chance that quadrature gives") {
  const std::vector<double> y = {1.8, 1.5, 0.6, 0.4, 0.9};
  double all = 0, met = 0;
  constexpr int steps = 40000;
  for (int i = 0; i < steps; ++i) {
    const double z2 = -8 + 16.0 * (i + 0.5) / steps;
    if (!(std::exp(z2) > y[2])) continue;
    const double z1 = std::log(y[1] / (1 + z2 * z2)), z0 = (std::log(y[0]) - z1) / 2;
    const double z3 = std::log(std::exp(z2) / y[2] - 1), z4 = y[3] - z0 * z3, z5 = y[4] - z4 * z4;
    const double squares = z0 * z0 + z1 * z1 + z2 * z2 + z3 * z3 + z4 * z4 + z5 * z5;
    const double weight = std::exp(-squares / 2) * (1 + std::exp(-z3));
    all += weight;
    met += z0 + z1 + z2 + z3 + z4 + z5 >= 0.5 ? weight : 0;
  }
  std::string drivers = "drivers:\n", indicators = "  i: {value: x}\n", seen;
  const char* errors[] = {"0.003", "0.003", "0.001", "0.002", "0.003"};
  for (std::size_t k = 0; k < 6; ++k) {
    const std::string n = std::to_string(k);
    drivers += "  z" + n + ": {distribution: normal, mean: 0, sd: 1}\n";
    if (k == 5) break;
    indicators += "  y" + n + ": {value: y" + n + "}\n";
    seen += sharp("y" + n, y[k], std::stod(errors[k]));
  }
  const Held held = revise(drivers,
                           "  y0: exp(2 * z0 + z1)\n  y1: exp(z1) * (1 + z2^2)\n"
                           "  y2: exp(z2) / (1 + exp(z3))\n  y3: z0 * z3 + z4\n  y4: z4^2 + z5\n"
                           "  x: z0 + z1 + z2 + z3 + z4 + z5\n",
                           indicators, at_least("t", "i", "0.5"), seen, met / all);
  CHECK(held.least_effective > analysis::least_effective(contour_trials));
  CHECK(held.chances >= seeds - 1);
  CHECK(held.mean == Approx(met / all).margin(4 * held.error));
}

// y_k = n x_k with n Poisson of mean 6 and x_k lognormal: n has weight 6^n / n! times phi(log(y_k / n) /
// sigma_k) over all k.
TEST_CASE("five sharp figures of a discrete driver and of what multiplies it leave it its law") {
  const std::vector<double> y = {5.2, 4.1, 7.5, 6.6, 5.8}, sigma = {0.3, 0.5, 0.4, 0.6, 0.35};
  double all = 0, met = 0, term = 1;
  for (int n = 1; n < 40; ++n) {
    term *= 6.0 / n;
    double weight = term;
    for (std::size_t k = 0; k < 5; ++k)
      weight *= std::exp(-std::pow(std::log(y[k] / n) / sigma[k], 2) / 2);
    all += weight;
    met += n >= 6 ? weight : 0;
  }
  std::string drivers = "drivers:\n  n: {distribution: poisson, mean: 6}\n", variables = "  x: n\n",
              indicators = "  i: {value: x}\n", seen;
  for (std::size_t k = 0; k < 5; ++k) {
    const std::string name = std::to_string(k);
    drivers +=
        "  x" + name + ": {distribution: lognormal, median: 1, sigma: " + std::to_string(sigma[k]) + "}\n";
    variables += "  y" + name + ": n * x" + name + "\n";
    indicators += "  y" + name + ": {value: y" + name + "}\n";
    seen += sharp("y" + name, y[k], 0.005);
  }
  const Held held = revise(drivers, variables, indicators, at_least("t", "i", "5.5"), seen, met / all);
  CHECK(held.least_effective > analysis::least_effective(contour_trials));
  CHECK(held.chances >= seeds - 1);
  CHECK(held.mean == Approx(met / all).margin(4 * held.error));
}

// On a circle about 0 the law is the same in every direction: a is at least half the radius in a third of it.
TEST_CASE("five circles, each of scores of its own, leave the chance of an arc") {
  std::string drivers = "drivers:\n", variables = "  x: a0\n", indicators = "  i: {value: x}\n", seen;
  for (int k = 0; k < 5; ++k) {
    const std::string n = std::to_string(k);
    for (const char* name : {"a", "b"})
      drivers += "  " + (name + n) + ": {distribution: normal, mean: 0, sd: 1}\n";
    variables += "  y" + n + ": a" + n + "^2 + b" + n + "^2\n";
    indicators += "  y" + n + ": {value: y" + n + "}\n";
    seen += sharp("y" + n, 1 + 0.3 * k, 0.002);
  }
  const Held held = revise(drivers, variables, indicators, at_least("t", "i", "0.5"), seen, 1.0 / 3);
  CHECK(held.least_effective > analysis::least_effective(contour_trials));
  CHECK(held.chances >= seeds - 1);
  CHECK(held.mean == Approx(1.0 / 3).margin(4 * held.error));
}

TEST_CASE("revised chances along contours are the same for any number of threads") {
  const std::string drivers =
      "drivers:\n  a: {distribution: normal, mean: 0, sd: 1}\n  b: {distribution: normal, mean: 0, sd: 1}\n";
  const auto plan = small_plan(drivers, "  y: a^2 + b^2\n  x: a\n", "  y: {value: y}\n  i: {value: x}\n",
                               at_least("t", "i", "0.5"), "observed:\n" + sharp("y", 1, 0.001));
  const auto one = analysis::observe(plan, 0, 16384, 1, {}), seven = analysis::observe(plan, 0, 16384, 7, {});
  REQUIRE(one.end == RevisionEnd::revised);
  CHECK(one.questions.back().after.value == seven.questions.back().after.value);
  CHECK(one.effective == seven.effective);
  CHECK(one.evaluations == seven.evaluations);
}
