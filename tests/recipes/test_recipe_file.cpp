// Table recipes: what they say is read, every fault at its place.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "recipes/recipe_file.hpp"
#include "support/folder.hpp"

namespace leontide::recipes {

namespace {

namespace fs = std::filesystem;

fs::path repository() {
  return LEONTIDE_SOURCE_DIR;
}

std::string faults_of(const std::string& text) {
  const test::Folder folder;
  const fs::path path = folder.write("recipe.yaml", text);
  Diagnostics diagnostics;
  const auto file = read_recipe(path, "city.yaml", diagnostics);
  CHECK(file.has_value() != diagnostics.has_errors());
  return diagnostics.text();
}

std::string with_steps(const std::string& steps) {
  return "leontide: recipe/1\nname: city\ntitle: City\nregion: City\nyear: 2024\nsources: .\nsteps:\n" +
         steps;
}

}  // namespace

TEST_CASE("A recipe's steps are read with their values and places") {
  Diagnostics diagnostics;
  const auto file = read_recipe(repository() / "models/dalian/table.yaml", "table.yaml", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(file);
  CHECK(file->name == "dalian-2025");
  CHECK(file->file == "table.yaml");
  CHECK(file->recipe.year == 2025);
  REQUIRE(file->recipe.steps.size() == 8);
  const auto& update = std::get<recipes::Update>(file->recipe.steps[1].step);
  CHECK(update.options.weight == 0.5);
  CHECK(update.options.lowest_ratio == 1. / 3);
  CHECK(update.shares_codes == std::vector<std::string>{"29", "30", "32"});
  const auto& structure = std::get<recipes::Structure>(file->recipe.steps[3].step);
  CHECK(structure.broad[2].value_added == 5804.2);
  CHECK(structure.quotients[2].value == 0.845);
  CHECK(file->recipe.steps[4].place.line > 40);
  CHECK_FALSE(file->recipe.steps[4].source.empty());
}

TEST_CASE("Each fault of a recipe is told at its place, all at once") {
  CHECK_THAT(faults_of(with_steps("  - imprt: {table: a}\n")),
             Catch::Contains("city.yaml:8:5: error: there is no step \"imprt\"") &&
                 Catch::Contains("did you mean \"import\"?"));
  CHECK_THAT(faults_of(with_steps("  - import: {tabel: a}\n")),
             Catch::Contains("has no key \"tabel\"") && Catch::Contains("did you mean \"table\"?"));
  CHECK_THAT(faults_of(with_steps("  - regionalise: {method: lq}\n")), Catch::Contains("city.yaml:8:27"));
  CHECK_THAT(faults_of(with_steps("  - update: {from: a, to: b, weight: half}\n")),
             Catch::Contains("Value \"half\" for weight is not a number"));
  CHECK_THAT(faults_of(with_steps("  - import\n")), Catch::Contains("a step is one name and its keys"));
  CHECK_THAT(faults_of(with_steps("  - companion: {name: ../up}\n")),
             Catch::Contains("not the name of a folder"));
  CHECK_THAT(faults_of(with_steps("  - companion: {name: \"\"}\n")),
             Catch::Contains("not the name of a folder"));
  CHECK_THAT(faults_of(with_steps("  - structure: {share: 0.3, broad: [a]}\n")),
             Catch::Contains("\"broad\" must be a mapping"));
  CHECK_THAT(faults_of(with_steps("  - purchase: {at_least: 0.9}\n")), Catch::Contains("must be a list"));
  CHECK_THAT(faults_of("leontide: model/1\n"), Catch::Contains("recipe/1"));
  CHECK_THAT(faults_of("leontide: recipe/1\nname: x\n"), Catch::Contains("needs the key \"steps\""));
  CHECK_THAT(faults_of(with_steps("  - imprt: {}\n  - exprt: {}\n")),
             Catch::Contains("\"imprt\"") && Catch::Contains("\"exprt\""));
}

TEST_CASE("Tables on other sectors, exports without a total and a test are read") {
  const test::Folder folder;
  const fs::path path =
      folder.write("recipe.yaml",
                   with_steps("  - import: {table: a, sectors: list.csv}\n"
                              "  - update: {from: {table: b, sectors: fine.csv}, to: c}\n"
                              "  - close: {uses: {h: {share: 1, mix: [h]}}, exports: {mix: [e]}}\n"
                              "test: {from: a, to: {table: d, sectors: s.csv}, wider_from: b, wider_to: c,\n"
                              "       weights: [0.5, 1], deltas: [0.3], ratio_at_most: 2}\n"));
  Diagnostics diagnostics;
  const auto file = read_recipe(path, "city.yaml", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(file);
  CHECK(file->recipe.folder == path.parent_path());
  CHECK(std::get<recipes::ImportTable>(file->recipe.steps[0].step).table.sectors == "list.csv");
  const auto& update = std::get<recipes::Update>(file->recipe.steps[1].step);
  CHECK(update.from.folder == "b");
  CHECK(update.from.sectors == "fine.csv");
  CHECK(update.to.folder == "c");
  CHECK_FALSE(std::get<recipes::Closure>(file->recipe.steps[2].step).exports.total);
  REQUIRE(file->recipe.test);
  CHECK(file->recipe.test->to.sectors == "s.csv");
  CHECK(file->recipe.test->weights == std::vector<double>{0.5, 1});
  CHECK(file->recipe.test->options.lowest_ratio == 0.5);
  CHECK_THAT(faults_of(with_steps("  - import: {table: a}\n") + "test: {from: {sectors: x}, to: b}\n"),
             Catch::Contains("needs the key \"table\"") && Catch::Contains("needs the key \"deltas\""));
  CHECK_THAT(faults_of(with_steps("  - close: {uses: {}, exports: {mix: [e], total: 3}}\n")),
             Catch::Contains("needs the key \"codes\""));
}

}  // namespace leontide::recipes
