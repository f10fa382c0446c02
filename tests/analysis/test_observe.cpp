// `observe`: chances revised by known figures, against closed forms.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "analysis/observe.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;
using analysis::RevisionEnd;

namespace {

const std::string one_normal = "drivers:\n  z: {distribution: normal, mean: 0, sd: 1}\n";

std::string figure(const std::string& indicator, const std::string& value, const std::string& sd) {
  return "  - {indicator: " + indicator + ", year: 2025, value: " + value + ", sd: " + sd + "}\n";
}

/// A normal law of independent standard scores, revised by one linear figure after another.
struct Law {
  explicit Law(std::size_t n) : mean(n), covariance(n * n) {
    for (std::size_t i = 0; i < n; ++i)
      covariance[i * n + i] = 1;
  }
  void see(const std::vector<double>& slopes, double value, double sd) {
    const std::size_t n = mean.size();
    std::vector<double> gain(n);
    double variance = sd * sd, expected = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        gain[i] += covariance[i * n + j] * slopes[j];
      variance += gain[i] * slopes[i];
      expected += mean[i] * slopes[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
      mean[i] += gain[i] / variance * (value - expected);
      for (std::size_t j = 0; j < n; ++j)
        covariance[i * n + j] -= gain[i] * gain[j] / variance;
    }
  }
  double mean_of_sum() const { return std::accumulate(mean.begin(), mean.end(), 0.0); }
  double variance_of_sum() const { return std::accumulate(covariance.begin(), covariance.end(), 0.0); }

  std::vector<double> mean, covariance;
};

}  // namespace

// x ~ N(0, 1) for good, y(t) = x + e(t), e ~ N(0, 0.5^2); y(2025) seen as 1.2 with error 0.3. Then x has mean
// 1.2 / 1.34 and variance 0.34 / 1.34, and y(2026) adds 0.25 (normal-normal conjugacy).
TEST_CASE("revised chances of a linear Gaussian model are those in closed form") {
  const std::string drivers =
      "drivers:\n  x: {distribution: normal, mean: 0, sd: 1}\n"
      "  e: {distribution: normal, mean: 0, sd: 0.5, draw: step}\n";
  const auto plan = small_plan(drivers, "  y: x + e\n", "  i: {value: y}\n", at_least("t", "i", "1"),
                               "observed: [{indicator: i, year: 2025, value: 1.2, sd: 0.3}]\n");
  const auto revised = analysis::observe(plan, 0, 65536, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  const double mean = 1.2 / 1.34;
  const double variance = 0.34 / 1.34 + 0.25;
  const double exact = 1 - normal_share((1 - mean) / std::sqrt(variance));
  const auto& after = revised.questions.back().after;
  CHECK(std::fabs(after.value - exact) < 4 * after.error);
  CHECK(after.error < 0.01);
  CHECK(std::fabs(revised.questions.back().before.value - (1 - normal_share(1 / std::sqrt(1.25)))) < 0.01);
  CHECK(revised.indicators[0].after[1] == Approx(mean).margin(0.03));
  CHECK(revised.indicators[0].after[2] ==
        Approx(mean + 1.2815515655446004 * std::sqrt(variance)).margin(0.05));
}

// A walk seen twice: a Kalman filter by hand. y(1) = w1, y(2) = w1 + w2, unit steps, errors 0.2 and 0.2.
TEST_CASE("figures of two years revise one after the other, with resampling between them") {
  const std::string drivers = "drivers:\n  w: {process: random-walk, start: 0, sd: 1}\n";
  const auto plan = small_plan(drivers, "  y: w\n", "  i: {value: y}\n", at_least("t", "i", "3"),
                               "observed:\n  - {indicator: i, year: 2025, value: 1.5, sd: 0.2}\n"
                               "  - {indicator: i, year: 2026, value: 2.6, sd: 0.2}\n");
  const auto revised = analysis::observe(plan, 0, 131072, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  double mean = 0;
  double variance = 0;
  for (const double figure : {1.5, 2.6}) {
    variance += 1;
    const double gain = variance / (variance + 0.04);
    mean += gain * (figure - mean);
    variance *= 1 - gain;
  }
  const double exact = 1 - normal_share((3 - mean) / std::sqrt(variance));
  const auto& after = revised.questions.back().after;
  CHECK(std::fabs(after.value - exact) < 4 * after.error + 1e-4);
  CHECK(revised.indicators[0].after[1] == Approx(mean).margin(0.02));
  const auto again = analysis::observe(plan, 0, 131072, 7, {});
  CHECK(again.questions.back().after.value == after.value);
}

TEST_CASE("five sharp figures leave a sample that counts, with the chance in closed form") {
  std::string drivers = "drivers:\n", sum, variables, indicators, seen = "observed:\n";
  for (int i = 0; i < 8; ++i) {
    drivers += "  z" + std::to_string(i) + ": {distribution: normal, mean: 0, sd: 1}\n";
    sum += (i > 0 ? " + z" : "z") + std::to_string(i);
  }
  Law law(8);
  for (int i = 0; i < 5; ++i) {
    const std::string n = std::to_string(i);
    variables += "  y" + n + ": z" + n + " + 0.5 * z" + std::to_string(i + 1) + " - 0.3 * z7\n";
    indicators += "  y" + n + ": {value: y" + n + "}\n";
    seen += figure("y" + n, std::to_string(0.3 * i - 0.5), "0.01");
    std::vector<double> slopes(8);
    slopes[static_cast<std::size_t>(i)] = 1;
    slopes[static_cast<std::size_t>(i) + 1] = 0.5;
    slopes[7] = -0.3;
    law.see(slopes, 0.3 * i - 0.5, 0.01);
  }
  const double exact = 1 - normal_share((1 - law.mean_of_sum()) / std::sqrt(law.variance_of_sum()));
  int held = 0;
  for (const char* seed : {"1", "2", "3", "4", "5"}) {
    const auto plan =
        small_plan(drivers, variables + "  s: " + sum + "\n", indicators + "  i: {value: s}\n",
                   at_least("t", "i", "1"), seen + "sampling: {seed: " + std::string(seed) + "}\n");
    const auto revised = analysis::observe(plan, 0, 65536, 2, {});
    REQUIRE(revised.end == RevisionEnd::revised);
    CHECK(revised.effective > 1000);
    const auto& after = revised.questions.back().after;
    held += after.low <= exact && exact <= after.high ? 1 : 0;
    CHECK(after.high - after.low < 0.03);
  }
  CHECK(held >= 4);
}

// d is Poisson of mean 3, h standard normal, d + h / 2 seen as 4.3 all but exactly: d = k has weight
// 3^k / k! phi((4.3 - k) / 0.5).
TEST_CASE("a sharp figure revises a discrete driver") {
  const auto plan = small_plan(
      "drivers:\n  d: {distribution: poisson, mean: 3}\n  h: {distribution: normal, mean: 0, sd: 1}\n",
      "  y: d + 0.5 * h\n  x: d\n", "  seen: {value: y}\n  i: {value: x}\n", at_least("t", "i", "4.5"),
      "observed:\n" + figure("seen", "4.3", "0.005"));
  const auto revised = analysis::observe(plan, 0, 65536, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  double all = 0, above = 0, term = 1;
  for (int k = 0; k < 12; ++k) {
    const double apart = (4.3 - k) / 0.5;
    all += term * std::exp(-apart * apart / 2);
    if (k >= 5) above += term * std::exp(-apart * apart / 2);
    term *= 3.0 / (k + 1);
  }
  const auto& after = revised.questions.back().after;
  CHECK(std::fabs(after.value - above / all) < 4 * after.error + 1e-3);
  CHECK(revised.effective > 1000);
}

// Heaps between which no small step leads: |m| seen all but exactly leaves both signs of m, an event and a
// normal share what they add up to. P(no event) follows from the densities of x - size on either side.
TEST_CASE("trials move between the heaps that sharp figures leave") {
  const std::string drivers =
      "drivers:\n  m: {distribution: mixture, weights: [0.5, 0.5], parts: [{distribution: normal, mean: -2, "
      "sd: 0.5}, {distribution: normal, mean: 2, sd: 0.5}]}\n"
      "  k: {distribution: discrete, values: [0, 1], chances: [0.9, 0.1]}\n"
      "  s: {distribution: normal, mean: 0, sd: 1}\n  t: {distribution: student-t, df: 3}\n"
      "  w: {process: random-walk, start: 0, drift: 0, sd: 1}\n";
  // Of x = k + s / 2 seen as 1 with error 0.05: k = 1 has weight 0.1 phi(0), k = 0 has 0.9 phi(1 / sd).
  const double sd = std::sqrt(0.25 + 0.0025);
  const double with = 0.1, without = 0.9 * std::exp(-0.5 / (sd * sd));
  const double exact[] = {0.5, with / (with + without)};
  int held[2] = {};
  for (const char* seed : {"1", "2", "3", "4", "5", "6"}) {
    const auto plan = small_plan(
        drivers, "  x: k + 0.5 * s\n  b: abs(m)\n",
        "  w: {value: w}\n  x: {value: x}\n  k: {value: k}\n  b: {value: b}\n  m: {value: m}\n  t: {value: "
        "t}\n",
        at_least("p", "m", "0") + at_least("q", "k", "0.5"),
        "observed:\n" + figure("x", "1", "0.05") + figure("b", "2.2", "0.02") + figure("t", "2.1", "0.1") +
            "  - {indicator: w, year: 2026, value: 2.5, sd: 0.05}\n" + "sampling: {seed: " + seed + "}\n");
    const auto revised = analysis::observe(plan, 0, 16384, 2, {});
    REQUIRE(revised.end == RevisionEnd::revised);
    INFO("seed " << seed << ": effective " << revised.effective);
    CHECK(revised.effective > 1000);
    for (std::size_t q = 0; q < 2; ++q) {
      const auto& after = revised.questions[revised.questions.size() - 2 + q].after;
      INFO(after.low << " to " << after.high);
      held[q] += after.low <= exact[q] && exact[q] <= after.high ? 1 : 0;
      CHECK(after.high - after.low < 0.07);
    }
  }
  CHECK(held[0] >= 4);
  CHECK(held[1] >= 4);
}

TEST_CASE("the effective sample asked for is a thousand, less of fewer trials") {
  CHECK(analysis::least_effective(65536) == 1000);
  CHECK(analysis::least_effective(1u << 20U) == 1000);
  CHECK(analysis::least_effective(32768) == 500);
  CHECK(analysis::least_effective(1024) == 100);
}

// Sharpness is no contradiction: a figure at 2.5 standard deviations, as far out as 1.24 % of futures.
TEST_CASE("a figure contradicts by its tail, not by how sharp it is") {
  const auto sharp = small_plan(one_normal, "  y: z\n", "  i: {value: y}\n", at_least("t", "i", "2.5"),
                                "observed:\n" + figure("i", "2.5", "0.0001"));
  const auto revised = analysis::observe(sharp, 0, 65536, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  CHECK(revised.figures[0].tail == Approx(0.012419).epsilon(0.15));
  CHECK(std::fabs(revised.questions.back().after.value - 0.5) < 0.02);

  // N(0, 1 + 1): at 4.8 the tail is 2 (1 - Phi(4.8 / sqrt(2))) = 6.9e-4, though trials near it are plenty.
  const auto wide = small_plan(one_normal, "  y: z\n", "  i: {value: y}\n", at_least("t", "i", "1"),
                               "observed:\n" + figure("i", "4.8", "1"));
  const auto refused = analysis::observe(wide, 0, 65536, 2, {});
  CHECK(refused.end == RevisionEnd::contradicted);
  CHECK(refused.figures[0].contradicts);
  CHECK(refused.figures[0].tail == Approx(6.88e-4).epsilon(0.05));

  const auto far = small_plan(one_normal, "  y: z\n", "  i: {value: y}\n", at_least("t", "i", "1"),
                              "observed:\n" + figure("i", "9", "0.01"));
  const auto beyond = analysis::observe(far, 0, 4096, 2, {});
  CHECK(beyond.end == RevisionEnd::contradicted);
  CHECK(beyond.figures[0].share_below == 1);
}

TEST_CASE("figures that are possible one by one and not together are a contradiction") {
  const auto plan = small_plan(one_normal, "  y: z\n  x: 2 * z\n", "  i: {value: y}\n  j: {value: x}\n",
                               at_least("t", "i", "1"),
                               "observed:\n" + figure("i", "1", "0.05") + figure("j", "-1", "0.05"));
  const auto revised = analysis::observe(plan, 0, 16384, 2, {});
  CHECK(revised.end == RevisionEnd::contradicted);
  CHECK_FALSE(revised.figures[0].contradicts);
  CHECK(revised.figures[1].contradicts);
  CHECK(revised.figures[1].tail > 0.1);
}

// A trial fails where w < 0.3, whatever z is: of those that complete w is uniform on (0.3, 1).
TEST_CASE("trials that fail weigh nothing in a revision") {
  const auto plan = small_plan(one_normal + "  w: {distribution: uniform, low: 0, high: 1}\n",
                               "  y: z + 0 * log(w - 0.3)\n  x: w\n", "  seen: {value: y}\n  i: {value: x}\n",
                               at_least("t", "i", "0.65"), "observed:\n" + figure("seen", "1", "0.1"));
  const auto revised = analysis::observe(plan, 0, 65536, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  const auto& after = revised.questions.back().after;
  CHECK(std::fabs(after.value - 0.5) < 4 * after.error);
  CHECK(std::fabs(revised.questions.back().before.value - 0.5) < 0.02);
  CHECK(static_cast<double>(revised.tally.completed()) == Approx(0.7 * 65536).epsilon(0.02));

  const auto none = small_plan(one_normal, "  y: z + 0 * log(0 - 1 - z^2)\n", "  i: {value: y}\n",
                               at_least("t", "i", "1"), "observed:\n" + figure("i", "1", "0.1"));
  const auto nothing = analysis::observe(none, 0, 4096, 2, {});
  CHECK(nothing.end == RevisionEnd::none_completed);
  CHECK(std::isnan(nothing.figures[0].tail));
  CHECK_FALSE(nothing.figures[0].contradicts);
  CHECK(std::isnan(nothing.questions.back().before.value));
}

TEST_CASE("a revised chance of which no trial was seen has an interval") {
  const auto plan = small_plan(one_normal, "  y: z\n", "  i: {value: y}\n", at_least("t", "i", "8"),
                               "observed:\n" + figure("i", "1", "0.5"));
  const auto revised = analysis::observe(plan, 0, 4096, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  for (const auto& chance : {revised.questions.back().before, revised.questions.back().after}) {
    CHECK(chance.value == 0);
    CHECK(chance.low == 0);
    CHECK(chance.high > 1e-4);
    CHECK(chance.high < 0.05);
  }
}

TEST_CASE("a model in which nothing is random is not revised by a figure that fits it") {
  const auto plan = small_plan("parameters: {p: 1}\n", "  y: p\n", "  i: {value: y}\n",
                               at_least("t", "i", "0"), "observed:\n" + figure("i", "1.1", "0.1"));
  const auto revised = analysis::observe(plan, 0, 1024, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  CHECK(revised.questions.back().after.value == 1);
}

// y = (z - 1)^2 seen as 4: at z = 3 and at z = -1, where its slope is the same, so that the chance of the
// first is phi(3) / (phi(3) + phi(-1)) = 1.80 %. An island of 1024 trials often meets none of it.
TEST_CASE("a figure with two explanations leaves each its own chance") {
  const double exact = 1 / (1 + std::exp(4.0));
  int held = 0;
  double mean = 0;
  constexpr int seeds = 12;
  for (int seed = 1; seed <= seeds; ++seed) {
    const auto plan = small_plan(
        one_normal, "  y: (z - 1)^2\n  x: z\n", "  y: {value: y}\n  i: {value: x}\n", at_least("t", "i", "1"),
        "observed:\n" + figure("y", "4", "0.01") + "sampling: {seed: " + std::to_string(seed) + "}\n");
    const auto revised = analysis::observe(plan, 0, 16384, 2, {});
    REQUIRE(revised.end == RevisionEnd::revised);
    const auto& after = revised.questions.back().after;
    mean += after.value / seeds;
    held += after.low <= exact && exact <= after.high ? 1 : 0;
  }
  CHECK(held >= 9);
  CHECK(mean == Approx(exact).margin(0.003));
}

TEST_CASE("a figure that the model cannot give contradicts it, though neither tail is small") {
  const std::string drivers =
      one_normal + "  k: {distribution: discrete, values: [0, 10], chances: [0.5, 0.5]}\n";
  const auto gap = small_plan(drivers, "  y: k\n", "  i: {value: y}\n", at_least("t", "i", "1"),
                              "observed:\n" + figure("i", "5", "0.01"));
  const auto between = analysis::observe(gap, 0, 4096, 2, {});
  CHECK(between.end == RevisionEnd::contradicted);
  CHECK(between.figures[0].tail > 0.5);
  CHECK(between.figures[0].contradicts);

  // Between the parts of a mixture no trial lies, either.
  const auto parts = small_plan(
      "drivers:\n  m: {distribution: mixture, weights: [0.5, 0.5], parts: "
      "[{distribution: uniform, low: 0, high: 1}, {distribution: uniform, low: 9, high: 10}]}\n",
      "  y: m\n", "  i: {value: y}\n", at_least("t", "i", "1"), "observed:\n" + figure("i", "5", "0.1"));
  const auto thin = analysis::observe(parts, 0, 65536, 2, {});
  CHECK(thin.end == RevisionEnd::contradicted);
  CHECK(thin.figures[0].tail > 0.5);

  // Heaps of sd 0.1 about 0 and 10: so wide an error reaches both.
  const auto wide = small_plan(drivers, "  y: k + 0.1 * z\n", "  i: {value: y}\n", at_least("t", "i", "5"),
                               "observed:\n" + figure("i", "5", "3"));
  const auto revised = analysis::observe(wide, 0, 4096, 2, {});
  REQUIRE(revised.end == RevisionEnd::revised);
  CHECK(revised.questions.back().after.value == Approx(0.5).margin(0.05));

  // The first figure leaves one of the heaps, and the second wants the other: k is one number for both.
  const auto both =
      small_plan(drivers, "  y: k + z\n  x: k\n", "  i: {value: y}\n  j: {value: x}\n",
                 at_least("t", "i", "5"), "observed:\n" + figure("j", "0", "0.01") + figure("i", "3", "0.1"));
  const auto kept = analysis::observe(both, 0, 16384, 2, {});
  REQUIRE(kept.end == RevisionEnd::revised);
  CHECK(kept.figures[1].nearest < 1);
}
