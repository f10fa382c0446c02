// `attribute`: parts that sum to the change, by all subsets and by sampled orders.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "analysis/attribution.hpp"
#include "small_plan.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

const std::string noise = "drivers:\n  z: {distribution: normal, mean: 0, sd: 1}\n";

/// Levers l0, l1, … of strengths 0.1, 0.2, …, on from 2025.
analysis::Prepared levers(std::size_t count, const std::string& y, const std::string& bound,
                          const std::string& drivers = noise) {
  std::string inputs = drivers + "levers:\n", on;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "l" + std::to_string(i);
    inputs += "  " + name + ": {start: 2025, strength: {process: constant, value: 0." +
              std::to_string(i + 1) + "}}\n";
    on += (i > 0 ? ", " : "") + name;
  }
  return small_plan(inputs, "  y: " + y + "\n", "  i: {value: y}\n", at_least("t", "i", bound),
                    "levers: [" + on + "]\n");
}

std::string sum_of(std::size_t count) {
  std::string sum = "z";
  for (std::size_t i = 0; i < count; ++i)
    sum += " + lever(l" + std::to_string(i) + ")";
  return sum;
}

double sum(const std::vector<statistics::Estimate>& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [](double all, const auto& part) { return all + part.value; });
}

}  // namespace

TEST_CASE("sampled orders give each lever its strength, and parts that sum to the change") {
  const auto plan = levers(8, sum_of(8), "1");
  analysis::AttributionOptions options;
  options.trials = 8192;
  options.threads = 2;
  const auto split = analysis::attribute(plan, 0, options, {});
  CHECK_FALSE(split.need.is_exact);
  CHECK(split.need.runs_a_trial == 28);
  CHECK(split.runs <= split.need.runs());
  const auto& shares = split.questions.back();
  CHECK(sum(shares.chance) == Approx(shares.with_all - shares.without).margin(1e-12));
  CHECK(shares.without == Approx(1 - normal_share(1)).margin(0.02));
  CHECK(shares.with_all == Approx(1 - normal_share(1 - 3.6)).margin(0.02));
  for (std::size_t i = 0; i < 8; ++i) {
    const double strength = 0.1 * static_cast<double>(i + 1);
    CHECK(shares.value[i].value == Approx(strength).epsilon(1e-10));
    CHECK(shares.alone[i] == Approx(normal_share(1) - normal_share(1 - strength)).margin(0.02));
    CHECK(shares.last[i] == Approx(normal_share(2.6) - normal_share(2.6 - strength)).margin(0.02));
  }
  options.threads = 1;
  const auto again = analysis::attribute(plan, 0, options, {});
  CHECK(again.questions.back().chance[3].low == shares.chance[3].low);
}

// Either lever by itself meets the target in the trials with z >= 0: they share that chance by halves.
TEST_CASE("levers that share a chance sum to it") {
  const auto plan = levers(2, "where(z > 0, where(lever(l0) + lever(l1) > 0, 1, 0), 0)", "1");
  analysis::AttributionOptions options;
  options.trials = 4096;
  const auto split = analysis::attribute(plan, 0, options, {});
  const auto& shares = split.questions.back();
  CHECK(shares.without == 0);
  CHECK(sum(shares.chance) == Approx(shares.with_all).margin(1e-12));
  CHECK(shares.chance[0].value == Approx(shares.chance[1].value).margin(1e-12));
  CHECK(shares.last[0] == 0);
}

TEST_CASE("twelve levers need less than a thousandth of all subsets, and say so") {
  const auto plan = levers(9, sum_of(9), "1");
  analysis::AttributionOptions options;
  options.threads = 1;
  options.trials = 1500;
  const auto need = analysis::attribution_need(plan, 0, options);
  CHECK(need.runs_a_trial == 32);
  CHECK(need.trials == 1536);
  CHECK(need.bytes < 1'000'000);
  options.trials = 0;
  options.runs = 100'000;
  CHECK(analysis::attribution_need(plan, 0, options).runs() <= 100'000);
}

TEST_CASE("orders are sampled until the interval is as narrow as asked, or the runs are used up") {
  const auto plan = levers(8, sum_of(8), "1");
  analysis::AttributionOptions options;
  options.threads = 2;
  options.width = 0.02;
  const auto split = analysis::attribute(plan, 0, options, {});
  REQUIRE(split.is_narrow);
  CHECK(split.trials < split.need.trials);
  for (const auto& share : split.questions.back().chance)
    CHECK(share.high - share.low <= 0.02);
  options.width = 0.0001;
  options.runs = 100'000;
  const auto wide = analysis::attribute(plan, 0, options, {});
  CHECK_FALSE(wide.is_narrow);
  CHECK(wide.runs <= 100'000);
}

TEST_CASE("a lever that shows in no trial has an interval, and failed trials have no part") {
  const auto plan = levers(2, "z + lever(l1) + 0 * lever(l0) + 0 * log(w - 0.3)", "0",
                           noise + "  w: {distribution: uniform, low: 0, high: 1}\n");
  analysis::AttributionOptions options;
  options.trials = 8192;
  const auto split = analysis::attribute(plan, 0, options, {});
  const auto& shares = split.questions.back();
  CHECK(static_cast<double>(split.completed) == Approx(0.7 * 8192).epsilon(0.03));
  CHECK(shares.without == Approx(0.5).margin(0.03));
  CHECK(shares.chance[0].value == 0);
  CHECK(shares.chance[0].low < 0);
  CHECK(shares.chance[0].high > 0);
  CHECK(sum(shares.chance) == Approx(shares.with_all - shares.without).margin(1e-12));
  CHECK(shares.value[1].value == Approx(0.2).epsilon(1e-10));

  const auto none = levers(2, "z + lever(l0) + lever(l1) + log(0 - 1 - z^2)", "0");
  const auto nothing = analysis::attribute(none, 0, options, {});
  CHECK(nothing.completed == 0);
  CHECK(std::isnan(nothing.questions.back().chance[0].value));
}
