#include <catch2/catch.hpp>
#include <fstream>

#include "base/sha256.hpp"
#include "simulation/rounds.hpp"
#include "simulation/transport/files.hpp"
#include "simulation/transport/record_bytes.hpp"
#include "support/prepared_text.hpp"

using namespace leontide;
using namespace leontide::simulation;

namespace {

using Method = scenario::Sampling::Method;

/// Two sectors, a drawn technology, a path, an event, a lever, a trial in fifty that fails.
test::PreparedText small_economy() {
  return test::prepare_text(
      "time: {base: 2024, end: 2026}\n"
      "sets:\n  s: {codes: [x, y]}\n  one: {of: s, codes: [x]}\n"
      "data:\n  A: {over: [s, s], requirements: regional, file: table.csv}\n"
      "  f: {over: [s], values: {x: 1, y: 2}}\n"
      "drivers:\n  g: {process: ar1, mean: 0.04, sd: 0.02, phi: 0.5, start: 0.04}\n"
      "  r: {distribution: lognormal, over: [s], median: 1, sigma: 0.05}\n"
      "  u: {distribution: uniform, low: 0, high: 1}\n"
      "levers:\n  push: {start: 2025, ramp: 2, strength: {distribution: uniform, low: 0, high: 0.05}}\n"
      "events:\n  slump: {chance: 0.1, size: {distribution: beta, alpha: 2, beta: 5}, recovery: 2}\n"
      "variables:\n  demand[s]:\n    start: f\n    equation: lag(demand) * (1 + g) * (1 + lever(push)) * (1 "
      "- "
      "event(slump))\n"
      "  output[s]: leontief(A, demand, row = r)\n"
      "  total: sum(output) + 0 * log(u - 0.02 * (year - 2024))\n"
      "indicators:\n  total_output: {value: total}\n  first: {value: \"sum(output[one])\"}\n",
      "  - {id: t, title: T, status: modelled, indicator: total_output, at_least: 4.7, year: 2026}\n"
      "  - {id: w, title: W, status: modelled, indicator: first, at_least: 2.4, year: 2025}\n",
      {.table = "code,x,y\nx,0.2,0.3\ny,0.1,0.1\n"});
}

SimulateOptions options_of(Method method, std::uint64_t blocks) {
  SimulateOptions options;
  options.sampling.method = method;
  options.sampling.trials = blocks * lanes::width;
  options.sampling.seed = 5;
  options.threads = 2;
  options.digest = "small economy";
  return options;
}

/// All that a result says, as bytes.
std::string bytes_of(const RunResult& result) {
  RoundRecord record;
  record.counts = result;
  record.sums.push_back({{0, 1}, result});
  record.sketches = result.sketches;
  record.firsts = result.firsts;
  record.kept = result.kept;
  return to_bytes(record);
}

const auto always = [](const Counts&) { return true; };

/// The result of a run cut into records at these blocks, each taken through a file and back.
RunResult cut_result(const Run& run, const SimulateOptions& options, const std::vector<std::uint64_t>& cuts) {
  const Design design = design_of(options.sampling);
  RecordFolder folder(run, design, options.sampling.trials);
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    Rounds rounds(run, options);
    const auto record = rounds.run({cuts[i], cuts[i + 1] - cuts[i]}, always, nullptr);
    REQUIRE(record);
    folder.add(record_of(to_bytes(*record), run, design));
  }
  return folder.finish();
}

std::string fault_of(const std::function<void()>& does) {
  try {
    does();
  } catch (const RecordFault& fault) {
    return fault.what();
  }
  return "no fault";
}

}  // namespace

TEST_CASE("records of 512 blocks give the bytes of one run however it is cut") {
  const auto small = small_economy();
  for (const Method method :
       {Method::independent, Method::antithetic, Method::latin_hypercube, Method::sobol}) {
    const SimulateOptions options = options_of(method, 512);
    const std::string whole = bytes_of(simulate(small.run, options, {}));
    for (const std::vector<std::uint64_t>& cuts :
         {std::vector<std::uint64_t>{0, 512}, {0, 256, 512}, {0, 100, 512}, {0, 3, 255, 257, 512}}) {
      INFO("method " << static_cast<int>(method) << ", " << cuts.size() - 1 << " records");
      CHECK(bytes_of(cut_result(small.run, options, cuts)) == whole);
    }
  }
}

TEST_CASE("a run that ends within a round is cut like any other") {
  const auto small = small_economy();
  SimulateOptions options = options_of(Method::independent, 300);
  options.sampling.trials -= 17;
  const std::string whole = bytes_of(simulate(small.run, options, {}));
  CHECK(bytes_of(cut_result(small.run, options, {0, 256, 300})) == whole);
  CHECK(bytes_of(cut_result(small.run, options, {0, 290, 300})) == whole);
}

TEST_CASE("kept trials travel with the record of the first round") {
  const auto small = small_economy();
  SimulateOptions options = options_of(Method::independent, 512);
  options.keeps_trials = true;
  const RunResult whole = simulate(small.run, options, {});
  REQUIRE(whole.kept.trials == lanes::trials_per_round);
  CHECK(bytes_of(cut_result(small.run, options, {0, 256, 512})) == bytes_of(whole));
}

TEST_CASE("the first failure of a cause names indicator, year and the lowest trial") {
  const auto small = small_economy();
  SimulateOptions options = options_of(Method::independent, 64);
  options.keeps_trials = true;
  const RunResult result = simulate(small.run, options, {});
  REQUIRE(result.failures.not_finite > 0);
  REQUIRE(result.firsts.size() == 1);
  const FirstFailure& first = result.firsts.front();
  CHECK(first.cause == "not finite");
  CHECK(first.what == "total_output");
  CHECK((first.year == 2025 || first.year == 2026));
  for (std::uint64_t trial = 0; trial < first.trial; ++trial)
    CHECK(result.kept.is_valid(trial));
  CHECK_FALSE(result.kept.is_valid(first.trial));
  options.threads = 7;
  CHECK(simulate(small.run, options, {}).firsts == result.firsts);
}

TEST_CASE("a stopped run goes on from the records in its folder") {
  const auto small = small_economy();
  const test::Folder folder;
  const SimulateOptions options = options_of(Method::independent, 5 * 256);
  const std::string whole = bytes_of(simulate(small.run, options, {}));

  std::uint64_t rounds_run = 0;
  Cancel stopped;
  const Cancel* cancel = &stopped;
  const Transport counting = [&](BlockRange range, const auto& go_on) {
    return this_process(small.run, options, cancel)(range, [&](const Counts& counts) {
      if (++rounds_run == 3) stopped.request();
      return go_on(counts);
    });
  };
  const Transport kept = recorded(folder.path(), 0, counting, small.run, options);
  simulate_through(kept, small.run, options, {});
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 3);

  cancel = nullptr;
  rounds_run = 3;
  CHECK(bytes_of(simulate_through(kept, small.run, options, {})) == whole);
  CHECK(rounds_run == 5);

  SECTION("a damaged record is run again") {
    const auto file = folder.path() / "000000000256-000000000512.record";
    REQUIRE(std::filesystem::exists(file));
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 1);
    CHECK(bytes_of(simulate_through(kept, small.run, options, {})) == whole);
    CHECK(rounds_run == 6);
  }
  SECTION("records of another scenario are left alone") {
    SimulateOptions other = options;
    other.digest = "another";
    other.sampling.seed = 6;
    const Transport theirs =
        recorded(folder.path(), 0, this_process(small.run, other, nullptr), small.run, other);
    CHECK(bytes_of(simulate_through(theirs, small.run, other, {})) ==
          bytes_of(simulate(small.run, other, {})));
  }
}

TEST_CASE("a stop rule is judged on records in order") {
  const auto small = small_economy();
  const test::Folder folder;
  SimulateOptions options = options_of(Method::independent, 0);
  options.sampling.until = scenario::Until{0.003, 0.95, "joint", 2'000'000, {}};
  const RunResult plain = simulate(small.run, options, {});
  REQUIRE(plain.stop);
  REQUIRE(plain.stop->reached);
  REQUIRE(plain.trials > 3 * lanes::trials_per_round);
  const Transport kept =
      recorded(folder.path(), 3600, this_process(small.run, options, nullptr), small.run, options);
  for (int time = 0; time < 2; ++time)
    CHECK(bytes_of(simulate_through(kept, small.run, options, {})) == bytes_of(plain));
  // Records beyond the end of the rule are thrown away.
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) ==
        static_cast<std::ptrdiff_t>(plain.trials / lanes::trials_per_round));
}

TEST_CASE("records that do not belong together are refused") {
  const auto small = small_economy();
  const SimulateOptions options = options_of(Method::independent, 512);
  const Design design = design_of(options.sampling);
  Rounds rounds(small.run, options);
  const RoundRecord first = *rounds.run({0, 256}, always, nullptr);
  const RoundRecord second = *rounds.run({256, 256}, always, nullptr);
  const auto added = [&](RoundRecord one, RoundRecord other) {
    return fault_of([&] {
      RecordFolder folder(small.run, design, options.sampling.trials);
      folder.add(std::move(one));
      folder.add(std::move(other));
      folder.finish();
    });
  };
  CHECK(added(first, second) == "no fault");
  CHECK(added(first, first) == "the record begins at block 0, where block 256 is the next one");
  CHECK(added(second, first) == "the record begins at block 256, where block 0 is the next one");
  RoundRecord other = second;
  other.digest = "another";
  CHECK(added(first, other) == "the record is of another scenario, reading or input");
  other = second;
  other.version = results_version + 1;
  CHECK_THAT(added(first, other), Catch::Contains("results version"));

  const std::string bytes = to_bytes(first);
  const auto read = [&](const std::string& damaged) {
    return fault_of([&] { record_of(damaged, small.run, design); });
  };
  CHECK(read(bytes) == "no fault");
  CHECK(read("") == "this is no record of a run, or of another format");
  CHECK(read(bytes.substr(0, 20)) == "the record is cut short");
  CHECK(read(bytes.substr(0, bytes.size() / 2)) == "the record is damaged or cut short");
  std::string flipped = bytes;
  flipped[bytes.size() / 3] ^= 1;
  CHECK(read(flipped) == "the record is damaged or cut short");
  const auto fewer = test::prepare_text(
      "time: {base: 2024, end: 2026}\ndrivers:\n  u: {distribution: uniform, low: 0, high: 1}\n"
      "variables:\n  v: u\nindicators:\n  i: {value: v}\n",
      "  - {id: t, title: T, status: modelled, indicator: i, at_least: 0.5, year: 2026}\n");
  CHECK(fault_of([&] { record_of(bytes, fewer.run, design); }) ==
        "the record is of another model or other targets");
}

TEST_CASE("numbers move only with the version of results") {
  // The hash of a record of this small economy: where it changes on purpose, results_version rises with it.
  const auto small = small_economy();
  std::string bytes;
  for (const Method method : {Method::independent, Method::sobol}) {
    const SimulateOptions options = options_of(method, 300);
    Rounds rounds(small.run, options);
    bytes += to_bytes(*rounds.run({0, 300}, always, nullptr));
  }
  std::ifstream file(std::string(LEONTIDE_SOURCE_DIR) + "/tests/simulation/transport/results.txt");
  std::uint32_t version = 0;
  std::string hash;
  REQUIRE(file >> version >> hash);
  CHECK(version == results_version);
  CHECK(sha256(bytes) == hash);
}
