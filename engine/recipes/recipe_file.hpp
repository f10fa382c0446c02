#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "recipes/steps.hpp"
#include "yaml/keys.hpp"

namespace leontide::recipes {

/// A table recipe (`leontide: recipe/1`). Keys of the file: name, title, region, year, currency, source,
/// sources (the folder its tables are read from, relative to the file), notes, steps, test. `steps` is a
/// list; each item has one key, the step's name, and its keys (`step_kinds`); every step may have `source`,
/// which enters the table's history. `test` measures the route's error. A table is a folder, or a mapping
/// with `table` and `sectors`, a concordance beside the recipe. See steps.hpp and route_error.hpp for
/// meanings.
struct RecipeFile {
  std::string name;               ///< as the recipe calls itself
  std::string file;               ///< the file's own name, without folder
  std::string sha256;             ///< of its bytes
  std::filesystem::path sources;  ///< the folder that tables are read from
  recipes::Recipe recipe;         ///< the steps, with values read and checked
};

/// The keys of a recipe.
const std::vector<yaml::Key>& recipe_keys();

/// Reads a recipe; reports everything wrong with it at once, each at its place. Whether the tables are there
/// and the steps can be done is for recipes::run_steps.
std::optional<RecipeFile> read_recipe(const std::filesystem::path& path, const std::string& shown_as,
                                      Diagnostics& diagnostics);

}  // namespace leontide::recipes
