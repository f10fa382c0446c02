// Files to go on from: they run as they stand.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/command.hpp"
#include "cli/refusal.hpp"

namespace leontide::cli {

TEST_CASE("a new scenario names what its model has, is sound without a warning and runs") {
  const Scratch scratch("two");
  const std::string dalian = (source_folder() / "models/dalian/model.yaml").string();
  for (const std::string& model : {std::string("model.yaml"), dalian}) {
    const std::string file = model == dalian ? "dalian.yaml" : "new.yaml";
    REQUIRE(scratch.leontide({"new", "scenario", model, "--into", file}).code == 0);
    const Ended checked = scratch.leontide({"check", file, "--strict"});
    INFO(checked.out << checked.err);
    CHECK(checked.code == 0);
    CHECK(scratch.leontide({"run", file, "--trials", "256", "--into", file + ".run"}).code == 0);
  }
  CHECK(has(scratch.read("new.yaml"), "#  - push    # A push"));
  CHECK(has(scratch.read("new.yaml"), "#  storm: {at: 2025}    # A storm"));
}

TEST_CASE("a new sweep has axes of its scenario and runs") {
  const Scratch scratch("two");
  REQUIRE(scratch.leontide({"new", "sweep", "scenario.yaml", "--into", "new.yaml"}).code == 0);
  const Ended ended = scratch.leontide({"sweep", "new.yaml", "--into", "out"});
  INFO(ended.err);
  CHECK(ended.code == 0);
  CHECK(has(ended.err, "6 cells: 6 done"));
  const std::string plan = (source_folder() / "scenarios/dalian-2027/plan.yaml").string();
  REQUIRE(scratch.leontide({"new", "sweep", plan, "--into", "plan.yaml"}).code == 0);
  CHECK(scratch.leontide({"sweep", "plan.yaml", "--dry-run"}).code == 0);
}

TEST_CASE("nothing is replaced by a new file, and what it is of must be sound") {
  const Scratch scratch("two");
  refused(scratch, {"scenario.yaml: error: something is there already"}, {"new", "scenario", "model.yaml"});
  refused(scratch, {"nothing.yaml: error: "}, {"new", "sweep", "nothing.yaml", "--into", "s.yaml"});
  refused(scratch, {"scenario.yaml: error: something is there already", "nothing.yaml: error: "},
          {"new", "scenario", "nothing.yaml"});
}

TEST_CASE("a new file names the schema of its kind, as the files of the repository do") {
  const Scratch scratch("two");
  const std::string model = (source_folder() / "models/dalian/model.yaml").string();
  const std::string plan = (source_folder() / "scenarios/dalian-2027/plan.yaml").string();
  const std::string table = (source_folder() / "models/dalian/table").string();
  std::filesystem::create_directory(scratch.path("below"));
  const std::string begin = "# yaml-language-server: $schema=";
  struct New {
    const char* kind;
    const char* of;
    const char* schema;
  };
  for (const New& one : {New{"scenario", model.c_str(), "scenario"},
                         {"sweep", plan.c_str(), "sweep"},
                         {"city", table.c_str(), "model"}}) {
    INFO(one.kind);
    const std::string file = std::string("below/") + one.kind + ".yaml";
    REQUIRE(scratch.leontide({"new", one.kind, one.of, "--into", file}).code == 0);
    const std::string text = scratch.read(file);
    REQUIRE(text.starts_with(begin));
    const std::string named = text.substr(begin.size(), text.find('\n') - begin.size());
    const auto path = scratch.path("below") / named;
    CHECK(std::filesystem::exists(path));
    CHECK(path.filename() == std::string(one.schema) + ".json");
  }
  // Far from any checkout and installation there is none to name.
  REQUIRE(scratch.leontide({"new", "scenario", "model.yaml", "--into", "alone.yaml"}).code == 0);
  CHECK(has(scratch.read("alone.yaml"), "leontide: scenario/1\n"));
}

TEST_CASE("the schema of sweeps in the repository is up to date, and our sweep names it") {
  const Scratch scratch;
  const Ended schema = scratch.leontide({"help", "--schema", "sweep"});
  CHECK(schema.code == 0);
  const auto folder = source_folder();
  const auto read = [](const std::filesystem::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  };
  // Where this fails: leontide help --schema sweep --out engine/scenario/schemas/sweep.json
  CHECK(read(folder / "engine/scenario/schemas/sweep.json") == schema.out);
  const auto keys = nlohmann::json::parse(schema.out).at("properties");
  for (const char* key : {"scenarios", "axes", "zip", "samples", "exclude", "keep", "sampling"})
    CHECK(keys.contains(key));
  CHECK(has(read(folder / "scenarios/dalian-2027/measures-sweep.yaml"),
            "$schema=../../engine/scenario/schemas/sweep.json\nleontide: sweep/1\n"));
}

}  // namespace leontide::cli
