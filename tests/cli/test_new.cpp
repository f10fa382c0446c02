// Files to go on from: they run as they stand.
#include <catch2/catch.hpp>

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

}  // namespace leontide::cli
