#include <catch2/catch.hpp>

#include "simulation/rounds.hpp"
#include "simulation/transport/record_bytes.hpp"
#include "support/prepared_text.hpp"

using namespace leontide;
using namespace leontide::simulation;

namespace {

using Method = scenario::Sampling::Method;
using Change = std::pair<std::string, std::string>;  ///< what stands in the model, and what in its place

/// A city with a drawn technology, tied drivers, a path, a lever, an event, a block and trials that fail;
/// `change` gives it other numbers.
test::PreparedText city_with(const Change& change) {
  std::string model =
      "time: {base: 2024, end: 2027}\n"
      "sets:\n  s: {codes: [x, y]}\n"
      "data:\n  A: {over: [s, s], requirements: regional, file: table.csv}\n"
      "  f: {over: [s], values: {x: 1, y: 2}}\n"
      "parameters:\n  trend: {value: 0.01}\n  level: {value: 1}\n"
      "drivers:\n  g: {process: ar1, mean: 0.04, sd: 0.02, phi: 0.5, start: 0.04}\n"
      "  h: {distribution: normal, mean: 0.01, sd: 0.02, draw: step}\n"
      "  k: {distribution: normal, mean: 0, sd: 0.01}\n"
      "  r: {distribution: lognormal, over: [s], median: 1, sigma: 0.05}\n"
      "  u: {distribution: uniform, low: 0, high: 1}\n"
      "dependence:\n  - {copula: gaussian, drivers: [g, h], correlation: 0.6}\n"
      "levers:\n  push: {start: 2025, ramp: 2, strength: {distribution: uniform, low: 0, high: 0.05}}\n"
      "events:\n  slump: {chance: 0.1, size: {distribution: beta, alpha: 2, beta: 5}, recovery: 2}\n"
      "variables:\n  demand[s]:\n    start: f * level\n    equation: lag(demand) * (1 + g + h + k + trend) * "
      "(1 + lever(push)) * (1 - event(slump)) + base(output) * 0.01\n"
      "  spending:\n    equation: 0.2 * income + k\n    unit: none\n  income: 0.5 * spending + sum(demand)\n"
      "  output[s]: leontief(A, demand, row = r)\n"
      "  total: sum(output) + income + 0 * log(u - 0.02 * (year - 2024))\n"
      "blocks:\n  - {name: circle, variables: [spending, income]}\n"
      "indicators:\n  total_output: {value: total}\n  growth_rate: {value: growth(total)}\n"
      "  start_level: {value: base(total)}\n  rate: {value: g}\n  trend_shown: {value: trend}\n";
  if (!change.first.empty()) {
    const std::size_t at = model.find(change.first);
    REQUIRE(at != std::string::npos);
    model.replace(at, change.first.size(), change.second);
  }
  return test::prepare_text(
      model, "  - {id: t, title: T, status: modelled, indicator: total_output, at_least: 8, year: 2027}\n",
      {.table = "code,x,y\nx,0.2,0.3\ny,0.1,0.1\n", .scenario = "levers: [push]\nevents: {slump: {}}\n"});
}

const std::vector<Change>& changes() {
  static const std::vector<Change> all{{"trend: {value: 0.01}", "trend: {value: 0.03}"},
                                       {"level: {value: 1}", "level: {value: 1.1}"},
                                       {"mean: 0.04, sd: 0.02, phi", "mean: 0.05, sd: 0.02, phi"},
                                       {"normal, mean: 0, sd: 0.01", "normal, mean: 0, sd: 0.03"},
                                       {"sigma: 0.05", "sigma: 0.1"},
                                       {"correlation: 0.6", "correlation: -0.2"},
                                       {"ramp: 2", "ramp: 1"},
                                       {"low: 0, high: 0.05", "low: 0, high: 0.1"},
                                       {"chance: 0.1", "chance: 0.3"},
                                       {"{x: 1, y: 2}", "{x: 1, y: 2.5}"},
                                       {"phi: 0.5, start: 0.04", "phi: 0.5, start: 0.05"}};
  return all;
}

}  // namespace

TEST_CASE("runs side by side give the bytes that each gives alone") {
  std::vector<test::PreparedText> cities;
  cities.push_back(city_with({}));
  for (const Change& change : changes())
    cities.push_back(city_with(change));
  std::vector<const Run*> runs;
  for (const auto& city : cities)
    runs.push_back(&city.run);
  for (const Method method :
       {Method::independent, Method::antithetic, Method::latin_hypercube, Method::sobol}) {
    SimulateOptions options;
    options.sampling.method = method;
    options.sampling.trials = 32 * lanes::width;
    options.sampling.seed = 5;
    options.threads = 2;
    Rounds together(runs, options);
    for (const BlockRange range : {BlockRange{0, 20}, BlockRange{20, 12}}) {
      const auto records = together.run_all(range, nullptr);
      REQUIRE(records.size() == runs.size());
      for (std::size_t i = 0; i < runs.size(); ++i) {
        INFO("method " << static_cast<int>(method) << ", run " << i << ", from block " << range.first);
        Rounds alone(*runs[i], options);
        const auto record = alone.run(
            range, [](const Counts&) { return true; }, nullptr);
        REQUIRE(record);
        CHECK(record->counts.failures.total() > 0);
        const bool same = to_bytes(records[i]) == to_bytes(*record);
        CHECK(same);
      }
    }
  }
}

TEST_CASE("what a run takes from another is what does not depend on what was changed") {
  const test::PreparedText city = city_with({});
  const auto part_of = [&](std::size_t change) {
    return shared_part(city_with(changes()[change]).run, city.run, random::Independent{});
  };
  const auto own = [](const SharedPart& part) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < part.drivers.size(); ++i) {
      if (part.drivers[i] >= 0) numbers.push_back(i);
    }
    return numbers;
  };
  const auto numbers = [](const std::vector<bool>& marks) {
    std::vector<std::size_t> marked;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (marks[i]) marked.push_back(i);
    }
    return marked;
  };
  using Numbers = std::vector<std::size_t>;
  CHECK(own(part_of(0)).empty());
  CHECK(own(part_of(2)) == Numbers{0, 1});  // g, and h that a copula ties to it: drawn anew,
  CHECK(numbers(part_of(2).later_years.drivers) == Numbers{0});  // to the same numbers
  CHECK(numbers(part_of(2).base_year.drivers).empty());          // and g starts where it did
  CHECK(own(part_of(3)) == Numbers{2});
  CHECK(own(part_of(5)) == Numbers{0, 1});  // the copula itself
  CHECK(numbers(part_of(5).later_years.drivers) == Numbers{0, 1});
  CHECK(part_of(7).levers == std::vector<std::int32_t>{0});
  CHECK(part_of(8).events == std::vector<std::int32_t>{0});
  CHECK(numbers(part_of(10).base_year.drivers) == Numbers{0});  // g stands elsewhere in the base year
}
