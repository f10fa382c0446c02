// What `leontide run` writes, and what does not change it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <thread>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

/// The fixture with everything random at work.
std::vector<std::string> random_run(const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"run", "scenario.yaml", "--set", "parameters.noise=1"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

}  // namespace

TEST_CASE("a result has the same bytes for 1, 2 and 7 threads and for every repetition") {
  const Scratch scratch("two");
  for (const char* threads : {"1", "2", "7"}) {
    INFO(threads);
    REQUIRE(scratch.leontide(random_run({"--threads", threads, "--into", threads})).code == 0);
    for (const char* file : {"/result.json", "/targets.csv", "/indicators.csv"})
      CHECK(scratch.read(std::string(threads) + file) == scratch.read(std::string("1") + file));
  }
  REQUIRE(scratch.leontide(random_run({"--into", "again"})).code == 0);
  CHECK(scratch.read("again/result.json") == scratch.read("1/result.json"));
}

TEST_CASE("another seed gives other draws, the same one the same") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide(random_run({"--seed", "1", "--into", "1"})).code == 0);
  REQUIRE(scratch.leontide(random_run({"--seed", "2", "--into", "2"})).code == 0);
  const Json one = Json::parse(scratch.read("1/result.json"));
  const Json two = Json::parse(scratch.read("2/result.json"));
  CHECK(one.at("sampling").at("seed") == 1);
  CHECK(two.at("sampling").at("seed") == 2);
  CHECK(one.at("digest") != two.at("digest"));
  CHECK(year_of(one, 0, "gdp", 2025).at("mean") != year_of(two, 0, "gdp", 2025).at("mean"));
}

TEST_CASE("a result holds nothing of the machine, the moment or the threads") {
  const Scratch scratch("two");
  const Scratch elsewhere("two");
  REQUIRE(scratch.leontide(random_run({"--into", "out"})).code == 0);
  REQUIRE(elsewhere.leontide(random_run({"--into", "another-name", "--threads", "1"})).code == 0);
  const std::string result = scratch.read("out/result.json");
  CHECK(result == elsewhere.read("another-name/result.json"));
  CHECK_FALSE(has(result, scratch.path().parent_path().string()));
  CHECK_FALSE(has(result, fs::temp_directory_path().string()));
  for (const char* word : {"thread", "second", "host", "date", "time"})
    CHECK_FALSE(has(result, std::string("\"") + word));
  const Json timing = Json::parse(scratch.read("out/timing.json"));
  CHECK(timing.at("seconds") >= 0.0);
  CHECK(timing.at("threads") >= 1);
  CHECK(timing.at("trials_per_second") > 0.0);
}

TEST_CASE("a run from another folder names the same inputs and gives the same bytes") {
  const Scratch scratch;
  fs::create_directory(scratch.path("deep"));
  fs::copy(source_folder() / "tests/cli/fixture/two", scratch.path("deep"));
  const Scratch inside("two");
  REQUIRE(scratch.leontide({"run", "deep/scenario.yaml", "--into", "out"}).code == 0);
  REQUIRE(inside.leontide({"run", "scenario.yaml", "--into", "out"}).code == 0);
  CHECK(scratch.read("out/result.json") == inside.read("out/result.json"));
  const Json result = Json::parse(scratch.read("out/result.json"));
  std::vector<std::string> inputs;
  for (const Json& input : result.at("inputs")) {
    inputs.push_back(input.at("path"));
    CHECK(input.at("sha256").get<std::string>().size() == 64);
  }
  std::sort(inputs.begin(), inputs.end());
  CHECK(inputs == std::vector<std::string>{"coefficients.csv", "demand.csv", "model.yaml", "scenario.yaml",
                                           "sectors.csv", "targets.yaml"});
}

TEST_CASE("the option --format json prints the bytes of result.json") {
  const Scratch scratch("two");
  const Ended ended = scratch.leontide({"run", "scenario.yaml", "--format", "json", "--into", "out"});
  CHECK(ended.code == 0);
  CHECK(ended.out == scratch.read("out/result.json"));
}

TEST_CASE("without --into a result stands under runs, named by scenario and digest") {
  const Scratch scratch("two");
  const Ended ended = scratch.leontide({"run", "scenario.yaml", "--format", "json"});
  CHECK(ended.code == 0);
  const std::string digest = Json::parse(ended.out).at("digest");
  CHECK(scratch.read("runs/two-sectors-" + digest.substr(0, 12) + "/result.json") == ended.out);
  SECTION("and a name with a slash does not lead out of it") {
    scratch.edit("scenario.yaml", "name: two-sectors", "name: ../../two");
    const Ended refused = scratch.leontide({"run", "scenario.yaml"});
    CHECK(refused.code == 2);
    CHECK(refused.err.find("cannot be a scenario's name") != std::string::npos);
  }
}

TEST_CASE("the CSV files of a result parse and hold every target and indicator") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"run", "scenario.yaml", "--into", "out"}).code == 0);
  Diagnostics diagnostics;
  const auto targets = read_csv(scratch.path("out/targets.csv"), "targets.csv", diagnostics);
  const auto indicators = read_csv(scratch.path("out/indicators.csv"), "indicators.csv", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(targets);
  REQUIRE(indicators);
  CHECK(targets->rows.size() == 4);  // two assessed, one that waits, and all together
  // Five indicators, one of them over two sectors: three years each, growth from the second year on.
  CHECK(indicators->rows.size() == 17);
  const Json result = Json::parse(scratch.read("out/result.json"));
  const auto id = targets->column("id");
  const auto chance = targets->column("chance");
  REQUIRE(id);
  REQUIRE(chance);
  CHECK(targets->rows[1][*id].text == "fast_growth");
  CHECK(csv_number(*targets, targets->rows[1][*chance], diagnostics) ==
        chance_of(result, 0, "fast_growth").at("estimate").get<double>());
}

TEST_CASE("the option --into replaces an earlier result and leaves what others put beside it") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"run", "scenario.yaml", "--into", "out"}).code == 0);
  scratch.write("out/notes.md", "mine");
  const auto before = scratch.listing();
  SECTION("an earlier result") {
    CHECK(scratch.leontide({"run", "scenario.yaml", "--seed", "2", "--into", "out/"}).code == 0);
    CHECK(scratch.listing() == before);
    CHECK(scratch.read("out/notes.md") == "mine");
    CHECK(Json::parse(scratch.read("out/result.json")).at("sampling").at("seed") == 2);
  }
  SECTION("not a folder of something else") {
    const Ended ended = scratch.leontide({"run", "scenario.yaml", "--into", "."});
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK(has(ended.err, "not a result"));
    CHECK(scratch.listing() == before);
  }
  SECTION("not a file") {
    CHECK(scratch.leontide({"run", "scenario.yaml", "--into", "model.yaml"}).code == 2);
    CHECK(scratch.listing() == before);
  }
}

TEST_CASE(
    "an --into that cannot be written ends with 1 and one sentence, before a work that would take hours") {
  const Scratch scratch("two");
  const auto before = scratch.listing();
  const Ended ended =
      scratch.leontide({"run", "scenario.yaml", "--trials", "1000000000", "--into", "model.yaml/out"});
  INFO(ended.err);
  CHECK(ended.code == 1);
  CHECK(ended.out.empty());
  CHECK(has(ended.err, "cannot write model.yaml/out"));
  CHECK(count(ended.err, "\n") == 1);
  CHECK(scratch.listing() == before);
}

TEST_CASE("an interrupted run ends with 130 and leaves nothing") {
  const Scratch scratch("two");
  const auto before = scratch.listing();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const Running running =
        scratch.start({"run", "scenario.yaml", "--trials", "500000000", "--threads", "1", "--into", "out"});
    // The hidden sibling shows that the signal handlers stand.
    const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (scratch.listing() == before && std::chrono::steady_clock::now() < last)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    running.send(signal);
    const Ended ended = running.wait();
    INFO(ended.err);
    CHECK(ended.code == 130);
    CHECK(ended.out.empty());
    CHECK(has(ended.err, "interrupted"));
    CHECK(scratch.listing() == before);
  }
}

TEST_CASE("the option --lang chooses the language of the tables") {
  const Scratch scratch("two");
  const Ended zh = scratch.leontide({"run", "scenario.yaml", "--lang", "zh", "--into", "zh"});
  CHECK(zh.code == 0);
  for (const char* word : {"两部门", "各目标实现概率", "增速达到6%", "律师事务所50家", "司法局"}) {
    INFO(word);
    CHECK(has(zh.out, word));
  }
  CHECK_FALSE(has(zh.out, "Chance of each target"));
  const Ended en = scratch.leontide({"run", "scenario.yaml", "--into", "en"});
  CHECK(has(en.out, "Chance of each target"));
  CHECK(has(en.out, "the justice bureau"));
  for (const char byte : {'\xE4', '\xE5', '\xE6'})  // CJK ideographs begin with these
    CHECK(en.out.find(byte) == std::string::npos);
  CHECK(scratch.read("zh/result.json") == scratch.read("en/result.json"));
}

TEST_CASE("a driver that is added leaves all other results as they were") {
  const Scratch before("two");
  const Scratch after("two");
  after.edit("model.yaml", "  swing: {dist",
             "  added: {distribution: gamma, shape: 2, scale: 1, draw: step}\n  swing: {dist");
  after.edit("model.yaml", "indicators:\n", "indicators:\n  added: {value: added * world}\n");
  const Json old_result = result_of(before, {"scenario.yaml", "--set", "parameters.noise=1"});
  const Json new_result = result_of(after, {"scenario.yaml", "--set", "parameters.noise=1"});
  const Json& new_reading = new_result.at("readings").at(0);
  for (const Json& indicator : old_result.at("readings").at(0).at("indicators")) {
    const std::string name = indicator.at("name");
    INFO(name);
    CHECK(named(new_reading.at("indicators"), "name", name).at("years") == indicator.at("years"));
  }
  for (const char* id : {"output_reached", "fast_growth"})
    CHECK(chance_of(new_result, 0, id) == chance_of(old_result, 0, id));
  CHECK(year_of(new_result, 0, "added", 2025).at("mean") > 0.0);
}

TEST_CASE("a lever turned on changes what it acts on and no other draw") {
  const Scratch off("two");
  const Scratch on("two");
  on.edit("scenario.yaml", "levers: []", "levers: [push]");
  const Json without = result_of(off, {"scenario.yaml"});
  const Json with = result_of(on, {"scenario.yaml"});
  CHECK(year_of(with, 0, "gdp", 2024) == year_of(without, 0, "gdp", 2024));
  CHECK(year_of(with, 0, "growth", 2025) == year_of(without, 0, "growth", 2025));
  // Demand is 10 to 20 % higher, and GDP is demand where nothing is imported.
  CHECK(year_of(with, 0, "gdp", 2025).at("mean").get<double>() == Approx(2100 * 1.15).epsilon(2e-3));
}

TEST_CASE("the option --set goes before the scenario, the scenario before the model") {
  const Scratch scratch("two");
  const auto growth = [&](const std::vector<std::string>& arguments) {
    return year_of(result_of(scratch, arguments), 0, "growth", 2025).at("deterministic").get<double>();
  };
  CHECK(growth({"scenario.yaml"}) == Approx(5));
  scratch.edit("scenario.yaml", "levers: []", "set: {drivers.swing.mean: 0.07}");
  CHECK(growth({"scenario.yaml"}) == Approx(7));
  CHECK(growth({"scenario.yaml", "--set", "drivers.swing.mean=0.09"}) == Approx(9));
  CHECK(growth({"scenario.yaml", "--set", "drivers.swing.mean=0.09", "--set", "drivers.swing.sd=0"}) ==
        Approx(9));
  CHECK(result_of(scratch, {"scenario.yaml", "--trials", "300"}).at("sampling").at("trials") == 300);
}

TEST_CASE("a run in which too many trials fail exits with 3 and says so") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "  world: {dist",
               "  wild: {distribution: lognormal, over: [sector], median: 1, sigma: 1}\n  world: {dist");
  scratch.edit("model.yaml", "leontief(A, demand)", "leontief(A, demand, row = wild)");
  const Ended ended = scratch.leontide({"run", "scenario.yaml", "--into", "out"});
  INFO(ended.err);
  CHECK(ended.code == 3);
  CHECK(has(ended.err, "more than one trial in a thousand failed"));
  const Json reading = Json::parse(scratch.read("out/result.json")).at("readings").at(0);
  const auto failed = reading.at("trials").get<int>() - reading.at("completed").get<int>();
  CHECK(failed > 20);
  int by_cause = 0;
  for (const auto& [cause, number] : reading.at("failed_by_cause").items())
    by_cause += number.get<int>();
  CHECK(by_cause == failed);
  CHECK(has(ended.out, std::to_string(failed)));
}

TEST_CASE("a run that was killed goes on from its records, to the bytes of one that was not") {
  const Scratch scratch("two");
  const std::vector<std::string> whole{"run", "scenario.yaml", "--trials", "2000000", "--threads", "1"};
  const auto with = [&](std::vector<std::string> words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  REQUIRE(scratch.leontide(with(whole, {"--into", "whole"})).code == 0);
  const auto resumed = with(whole, {"--into", "cut", "--checkpoint", "0.01"});
  const Running running = scratch.start(resumed);
  const auto records = scratch.path("cut.records/1");
  for (int waited = 0; waited < 2000 && (!fs::exists(records) || fs::is_empty(records)); ++waited)
    usleep(5000);
  REQUIRE(fs::exists(records));
  running.send(SIGKILL);
  CHECK(running.wait().code == 128 + SIGKILL);
  CHECK_FALSE(fs::exists(scratch.path("cut/result.json")));
  REQUIRE(scratch.leontide(resumed).code == 0);
  CHECK(scratch.read("cut/result.json") == scratch.read("whole/result.json"));
  CHECK_FALSE(fs::exists(scratch.path("cut.records")));

  const Running stopped = scratch.start(with(whole, {"--into", "again", "--checkpoint", "0.01"}));
  for (int waited = 0; waited < 2000 && !fs::exists(scratch.path("again.records/1")); ++waited)
    usleep(5000);
  stopped.send(SIGINT);
  const Ended ended = stopped.wait();
  CHECK(ended.code == 130);
  CHECK(has(ended.err, "the same command goes on from again.records"));
}

TEST_CASE("the trials of a run, one by one, in a file with the same bytes for any threads") {
  const Scratch scratch("two");
  for (const std::string threads : {"1", "7"})
    REQUIRE(scratch
                .leontide({"run", "scenario.yaml", "--trials", "20000", "--threads", threads, "--trials-file",
                           threads + ".nc", "--into", "out"})
                .code == 0);
  CHECK(scratch.read("1.nc") == scratch.read("7.nc"));
  CHECK(has(scratch.read("1.nc"), "gdp_nominal"));
  REQUIRE(scratch
              .leontide({"run", "scenario.yaml", "--trials", "20000", "--trials-file", "few.nc",
                         "--trials-kept", "100", "--into", "out"})
              .code == 0);
  CHECK(scratch.read("few.nc").size() < scratch.read("1.nc").size() / 4);
  const Ended refused =
      scratch.leontide({"run", "scenario.yaml", "--trials-file", "scenario.yaml", "--into", "out2"});
  CHECK(refused.code == 2);
  CHECK_FALSE(std::filesystem::exists(scratch.path("out2")));
  CHECK(scratch.leontide({"run", "scenario.yaml", "--trials-file", "no/where.nc", "--into", "out2"}).code ==
        1);
  CHECK_FALSE(std::filesystem::exists(scratch.path("out2")));
}

}  // namespace leontide::cli
