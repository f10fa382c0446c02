// The numbers of a sound scenario arrive as they stand in its files.
#include "scenario/refused_text.hpp"

using namespace leontide;

namespace {

/// The sound scenario with one change.
scenario::Scenario read_with(const std::string& file, const std::string& from, const std::string& to) {
  const test::Folder folder;
  for (auto [name, text] : test::sound_files()) {
    if (name == file) text.replace(text.find(from), from.size(), to);
    folder.write(name, text);
  }
  Diagnostics diagnostics;
  auto read = scenario::read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(read);
  return std::move(*read);
}

scenario::Scenario sound() {
  return read_with("s.yaml", "name: s\n", "name: s\n");
}

/// The first driver's law where it is stated like this.
random::Law law_of(const std::string& law) {
  const auto read = read_with("m.yaml",
                              "i: {process: markov-regime, means: [0, 1], sds: [1, 1], transition: [[0.9, "
                              "0.1], [0.2, 0.8]], start: 1}",
                              "i: {" + law + "}");
  for (const random::Driver& driver : read.readings[0].drivers)
    if (driver.name == "i") return driver.laws.at(0);
  FAIL("no driver i");
  return {};
}

}  // namespace

TEST_CASE("the keys of a law that are left out have the values of the page") {
  const auto beta = std::get<random::Beta>(law_of("distribution: beta, alpha: 2, beta: 5"));
  CHECK(beta.alpha == 2);
  CHECK(beta.beta == 5);
  CHECK(beta.low == 0);
  CHECK(beta.high == 1);
  const auto pert = std::get<random::Pert>(law_of("distribution: pert, low: 1, mode: 2, high: 5"));
  CHECK(pert.shape == 4);
  const auto t = std::get<random::StudentT>(law_of("distribution: student-t, df: 5"));
  CHECK(t.location == 0);
  CHECK(t.scale == 1);
  CHECK(std::get<random::RandomWalk>(law_of("process: random-walk, start: 3, sd: 1")).drift == 0);
}

TEST_CASE("each law's numbers go where their keys say") {
  const auto normal = std::get<random::Normal>(law_of("distribution: normal, mean: 3, sd: 2"));
  CHECK(normal.mean == 3);
  CHECK(normal.sd == 2);
  const auto uniform = std::get<random::Uniform>(law_of("distribution: uniform, low: 3, high: 4"));
  CHECK(uniform.low == 3);
  CHECK(uniform.high == 4);
  const auto triangular =
      std::get<random::Triangular>(law_of("distribution: triangular, low: 1, mode: 2, high: 4"));
  CHECK(triangular.low == 1);
  CHECK(triangular.mode == 2);
  CHECK(triangular.high == 4);
  const auto ar1 = std::get<random::Ar1>(law_of("process: ar1, mean: 1, sd: 2, phi: 0.3, start: 4"));
  CHECK(ar1.mean == 1);
  CHECK(ar1.sd == 2);
  CHECK(ar1.phi == 0.3);
  CHECK(ar1.start == 4);
}

TEST_CASE("a figure that is known comes in its indicator's unit, by year, with an absolute error") {
  const auto read =
      read_with("s.yaml", "  - {indicator: z, year: 2025, value: 60, sd: 1, unit: 1e8 CNY, prices: constant}",
                "  - {indicator: z, year: 2026, value: 700000, relative_sd: 0.01, unit: 1e4 CNY, prices: "
                "constant}\n  - {indicator: z, year: 2025, value: 60, sd: 1}");
  REQUIRE(read.observed.size() == 2);
  CHECK(read.observed[0].year == 2025);
  CHECK(read.observed[0].value == 60);
  CHECK(read.observed[0].sd == 1);
  CHECK(read.observed[1].year == 2026);
  CHECK(read.observed[1].value == Approx(70).epsilon(1e-14));
  CHECK(read.observed[1].sd == Approx(0.7).epsilon(1e-14));
}

TEST_CASE("what a scenario turns on and sets stands in each reading") {
  const auto read = sound();
  const scenario::Reading& reading = read.readings.at(0);
  CHECK(reading.name == "one");
  CHECK(reading.levers_on == std::vector<bool>{true});
  CHECK(reading.model.lever_timings.front().start == 2026);
  CHECK(reading.model.lever_timings.front().ramp == 2);
  REQUIRE(reading.events.size() == 1);
  CHECK(reading.events[0].on);
  CHECK(reading.events[0].forced_step == 2);
  CHECK(reading.events[0].chance == 0.2);
  CHECK_FALSE(reading.model.checks.at(0).base_year_only);
  CHECK(reading.model.checks[0].within == 1e9);
  const auto base = read_with("m.yaml", "when: every year", "when: base year");
  CHECK(base.readings[0].model.checks.at(0).base_year_only);
  for (const auto& datum : reading.model.data) {
    if (datum.name == "rate") CHECK(datum.values == std::vector<double>{3});
    if (datum.name == "r") CHECK(datum.values == std::vector<double>{4});
    if (datum.name == "s") CHECK(datum.values == std::vector<double>{2, 0, 0});
    if (datum.name == "A") CHECK(datum.values == std::vector<double>{0.1, 0.1, 0, 0.2, 0, 0.1, 0, 0.1, 0.1});
  }
  CHECK(reading.copulas.at(0).correlation == std::vector<double>{1, 0.3, 0.3, 1});
}

TEST_CASE("sets have their members, subsets their rows and groups their numbers") {
  const auto read = sound();
  const auto& sets = read.readings[0].model.sets;
  REQUIRE(sets.size() == 4);
  CHECK(sets[0].codes == std::vector<std::string>{"a", "b", "c"});
  CHECK(sets[1].codes == std::vector<std::string>{"goods", "services"});
  CHECK(sets[1].map == std::vector<std::uint32_t>{0, 1, 0});
  CHECK(sets[2].codes == std::vector<std::string>{"a", "b"});
  CHECK(sets[2].map == std::vector<std::uint32_t>{0, 1});
  CHECK(sets[3].codes == std::vector<std::string>{"a", "c"});
  CHECK(sets[3].map == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("targets, tolerances, sampling and budget are those of the files") {
  const auto read = sound();
  using scenario::Target;
  REQUIRE(read.targets.size() == 5);
  CHECK(read.targets[0].rule == Target::Rule::at_least);
  CHECK(read.targets[0].low == 3);
  CHECK(read.targets[1].rule == Target::Rule::between);
  CHECK(read.targets[1].low == 0);
  CHECK(read.targets[1].high == 9);
  CHECK(read.targets[1].tolerance == 0.1);
  CHECK(read.targets[2].rule == Target::Rule::at_most);
  CHECK(read.targets[2].when == Target::When::each);
  CHECK(read.targets[2].years == std::vector<int>{2025, 2027});
  CHECK_FALSE(read.targets[3].asserts);
  CHECK(read.targets[3].given == std::vector<double>{1, 2});
  CHECK_FALSE(read.targets[4].assessed());
  CHECK(read.tolerances == std::vector<double>{0, 0.1});
  CHECK(read.sampling.trials == 128);
  CHECK(read.sampling.seed == 2);
  CHECK(read.sampling.replicates == 16);
  REQUIRE(read.budget);
  CHECK(read.budget->total == 2);
  CHECK(read.budget->levers.at(0).exponent == 0.5);
  CHECK(read.budget->levers[0].at_most == 4);
  const auto plain = read_with("s.yaml", "{cost: 1, exponent: 0.5, at_most: 4}", "{cost: 3}");
  CHECK(plain.budget->levers.at(0).cost == 3);
  CHECK(plain.budget->levers[0].at_most == 6);
}
