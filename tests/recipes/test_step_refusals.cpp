// A recipe on a small province, driven from C++: what it refuses.
#include "support/province.hpp"

namespace leontide::table {

TEST_CASE("A step that cannot be done is one error at its place, by name") {
  const Sources sources;
  Steps steps;
  std::string code;
  std::size_t line = 0;
  recipes::Recipe recipe;
  SECTION("a step before the one it needs") {
    recipe = steps.recipe();
    recipe.steps.erase(recipe.steps.begin() + 3);
    code = "step-order";
    line = 5;
  }
  SECTION("a sector that the table does not have") {
    steps.structure.quotients.push_back({"44", 2, ""});
    recipe = steps.recipe();
    code = "unknown-sector";
    line = 4;
  }
  SECTION("a sector in two broad sectors") {
    steps.structure.broad[1].codes.emplace_back("1");
    recipe = steps.recipe();
    code = "unknown-sector";
    line = 4;
  }
  SECTION("a sector in no broad sector") {
    steps.structure.broad[1].codes = {"3"};
    recipe = steps.recipe();
    code = "unknown-sector";
    line = 4;
  }
  SECTION("a delta out of range") {
    steps.regionalise.delta = 1.2;
    recipe = steps.recipe();
    code = "out-of-range";
    line = 5;
  }
  SECTION("a use that the table does not have") {
    steps.close.uses[0].mix = {"houshold"};
    recipe = steps.recipe();
    code = "unknown-category";
    line = 6;
  }
  SECTION("exports that no sector has room for") {
    steps.close.exports.total = 1e6;
    recipe = steps.recipe();
    code = "does-not-close";
    line = 6;
  }
  SECTION("a total that is not given") {
    steps.balance.value_added.pop_back();
    recipe = steps.recipe();
    code = "unknown-category";
    line = 7;
  }
  SECTION("a recipe that ends too early") {
    recipe = steps.recipe();
    recipe.steps.resize(5);
    code = "step-order";
    line = 5;
  }
  const Diagnostics diagnostics = faults(recipe, sources);
  INFO(diagnostics.text());
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].code == code);
  CHECK(diagnostics.list()[0].place.line == line);
}

TEST_CASE("A source table that is missing or does not balance stops the recipe") {
  const Sources sources;
  Steps steps;
  steps.import.table.folder = "nowhere";
  CHECK(faults(steps.recipe(), sources).list()[0].code == "missing-folder");
  Accounts broken = province();
  broken.output[1] += 10;
  sources.put("province", broken);
  const Diagnostics diagnostics = faults(Steps().recipe(), sources);
  CHECK(diagnostics.list()[0].code == "unbalanced-row");
  CHECK(diagnostics.list()[0].place.file == "province/flows.csv");
  Diagnostics missing;
  CHECK_FALSE(recipes::run_steps(Steps().recipe(), sources.path() / "no", missing));
  CHECK_THAT(missing.text(), Catch::Contains("the recipe's sources"));
}

}  // namespace leontide::table
