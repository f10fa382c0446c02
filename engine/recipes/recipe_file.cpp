#include "recipes/recipe_file.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/sha256.hpp"
#include "recipes/step_kinds.hpp"
#include "yaml/yaml.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

/// Every step's name with its keys.
const std::vector<yaml::Key>& step_keys() {
  static const std::vector<yaml::Key> keys = [] {
    std::vector<yaml::Key> out;
    for (const StepKind& kind : step_kinds())
      out.push_back({.name = kind.name, .form = Form::mapping, .help = kind.help, .inner = kind.keys});
    return out;
  }();
  return keys;
}

const std::vector<yaml::Key>& test_keys() {
  static const std::vector<yaml::Key> keys{
      {"from", true, Form::mapping, "the area, early", table_file_keys, true},
      {"to", true, Form::mapping, "the area, late", table_file_keys, true},
      {"wider_from", true, Form::mapping, "a wider area, early", table_file_keys, true},
      {"wider_to", true, Form::mapping, "a wider area, late", table_file_keys, true},
      {"ratio_at_most", false, Form::number, "as in the step update; default 3"},
      {"weights", true, Form::numbers, "of the step update, each tried"},
      {"deltas", true, Form::numbers, "of FLQ, each tried"},
      {"source", false, Form::text, "what its numbers rest on"}};
  return keys;
}

RouteTest read_test(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, test_keys(), "\"test\"", diagnostics);
  RouteTest test;
  test.from = fields.table("from");
  test.to = fields.table("to");
  test.wider_from = fields.table("wider_from");
  test.wider_to = fields.table("wider_to");
  test.options.highest_ratio = fields.number("ratio_at_most", test.options.highest_ratio);
  test.options.lowest_ratio = 1 / test.options.highest_ratio;
  test.weights = fields.numbers("weights");
  test.deltas = fields.numbers("deltas");
  test.source = fields.text("source");
  test.place = node.place;
  return test;
}

void read_step(const yaml::Node& item, Recipe& recipe, Diagnostics& diagnostics) {
  if (!item.is_mapping() || item.entries.size() != 1) {
    diagnostics.error("value", item.place, "a step is one name and its keys", "e.g. `- import: {table: …}`");
    return;
  }
  const auto& [name, keys] = item.entries.front();
  const std::vector<StepKind>& kinds = step_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&, &text = name.text](const StepKind& one) { return one.name == text; });
  if (kind == kinds.end()) {
    diagnostics.error("unknown-step", name.place, fmt::format("there is no step \"{}\"", name.text),
                      suggestion(name.text, yaml::names_of(step_keys())));
    return;
  }
  const Fields fields(keys, kind->keys(), fmt::format("the step \"{}\"", kind->name), diagnostics);
  PlacedStep placed{kind->read(fields), name.place, fields.text("source")};
  recipe.steps.push_back(std::move(placed));
}

}  // namespace

const std::vector<yaml::Key>& recipe_keys() {
  static const std::vector<yaml::Key> table{
      {"leontide", true, Form::text, "recipe/1", nullptr, false, false, {"recipe/1"}},
      {"name", true, Form::text, "of the table"},
      {"title", true, Form::text, "of the table"},
      {"region", true, Form::text, "of the table"},
      {"year", true, Form::whole, "of the table"},
      {"currency", false, Form::text, "e.g. CNY"},
      {"source", false, Form::text, "in one sentence"},
      {"sources", true, Form::text, "folder of the tables it reads"},
      {"notes", false, Form::texts, "for people"},
      {"steps", true, Form::one_each, "each one name and its keys", step_keys},
      {"test", false, Form::mapping, "how far the route may be off", test_keys}};
  return table;
}

std::optional<RecipeFile> read_recipe(const std::filesystem::path& path, const std::string& shown_as,
                                      Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto file = yaml::read_yaml(path, shown_as, diagnostics);
  if (!file || !check_kind(*file, "recipe", diagnostics)) return std::nullopt;
  const Fields fields(file->root, recipe_keys(), "a recipe", diagnostics);
  RecipeFile out;
  out.name = fields.text("name");
  out.file = path.filename().string();
  out.sha256 = sha256(file->source->text());
  out.sources = path.parent_path() / fields.text("sources");
  out.recipe.title = fields.text("title");
  out.recipe.region = fields.text("region");
  out.recipe.currency = fields.text("currency");
  out.recipe.source = fields.text("source");
  out.recipe.notes = fields.texts("notes");
  if (const yaml::Node* year = fields.find("year")) {
    out.recipe.year = static_cast<int>(read_integer(*year, 1900, 2200, diagnostics).value_or(0));
  }
  out.recipe.folder = path.parent_path();
  if (const yaml::Node* test = fields.find("test")) out.recipe.test = read_test(*test, diagnostics);
  for (const yaml::Node* item : fields.items("steps"))
    read_step(*item, out.recipe, diagnostics);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return out;
}

}  // namespace leontide::recipes
