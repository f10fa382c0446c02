#include "recipes/recipe_file.hpp"

#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/sha256.hpp"
#include "yaml/keys.hpp"
#include "yaml/yaml.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& table_file_keys() {
  static const std::vector<yaml::Key> table{{"table", true, Form::text, "table folder"},
                                            {"sectors", false, Form::text, "concordance (CSV)"}};
  return table;
}

/// Reads the values of one mapping by key; a key that is absent leaves its default.
class Fields {
 public:
  Fields(const yaml::Node& node, const std::vector<yaml::Key>& keys, const std::string& what,
         Diagnostics& diagnostics)
      : node_(node), diagnostics_(diagnostics), sound_(check_keys(node, keys, what, diagnostics)) {}

  const yaml::Node* find(std::string_view key) const { return sound_ ? node_.find(key) : nullptr; }

  std::string text(std::string_view key) const {
    const yaml::Node* value = find(key);
    return value == nullptr ? std::string() : read_text(*value, diagnostics_).value_or("");
  }
  double number(std::string_view key, double otherwise) const {
    const yaml::Node* value = find(key);
    return value == nullptr ? otherwise : read_number(*value, diagnostics_).value_or(otherwise);
  }
  std::vector<std::string> texts(std::string_view key) const {
    const yaml::Node* value = find(key);
    return value == nullptr ? std::vector<std::string>() : read_texts(*value, diagnostics_);
  }
  /// The entries of a mapping value; another kind is reported.
  std::vector<std::pair<std::string, const yaml::Node*>> entries(std::string_view key) const {
    std::vector<std::pair<std::string, const yaml::Node*>> out;
    const yaml::Node* value = find(key);
    if (value == nullptr) return out;
    if (!value->is_mapping()) {
      diagnostics_.error("value", value->place, fmt::format("\"{}\" must be a mapping", key));
      return out;
    }
    for (const auto& [name, entry] : value->entries)
      out.emplace_back(name.text, &entry);
    return out;
  }
  std::vector<const yaml::Node*> items(std::string_view key) const {
    std::vector<const yaml::Node*> out;
    const yaml::Node* value = find(key);
    if (value == nullptr) return out;
    if (!value->is_sequence()) {
      diagnostics_.error("value", value->place, fmt::format("\"{}\" must be a list", key));
      return out;
    }
    for (const yaml::Node& item : value->items)
      out.push_back(&item);
    return out;
  }

 private:
  const yaml::Node& node_;
  Diagnostics& diagnostics_;
  bool sound_;
};

/// A table: its folder, or a mapping with `table` and `sectors`.
recipes::TableFile read_table_file(const yaml::Node* node, const std::string& what,
                                   Diagnostics& diagnostics) {
  if (node == nullptr) return {};
  if (!node->is_mapping()) return {read_text(*node, diagnostics).value_or(""), ""};
  const Fields fields(*node, table_file_keys(), what, diagnostics);
  return {fields.text("table"), fields.text("sectors")};
}

recipes::Step read_import(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"table", true}, {"sectors"}, {"factor"}, {"unit"}, {"source"}},
                      "the step \"import\"", diagnostics);
  return recipes::ImportTable{
      {fields.text("table"), fields.text("sectors")}, fields.number("factor", 1), fields.text("unit")};
}

recipes::Step read_update(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(
      node, {{"from", true}, {"to", true}, {"weight"}, {"ratio_at_most"}, {"value_added_shares"}, {"source"}},
      "the step \"update\"", diagnostics);
  recipes::UpdateCoefficients step;
  step.from = read_table_file(fields.find("from"), "\"from\"", diagnostics);
  step.to = read_table_file(fields.find("to"), "\"to\"", diagnostics);
  step.options.weight = fields.number("weight", step.options.weight);
  step.options.highest_ratio = fields.number("ratio_at_most", step.options.highest_ratio);
  step.options.lowest_ratio = 1 / step.options.highest_ratio;
  if (const yaml::Node* shares = fields.find("value_added_shares")) {
    const Fields inner(*shares, {{"table", true}, {"sectors"}, {"codes", true}}, "\"value_added_shares\"",
                       diagnostics);
    step.shares_from = {inner.text("table"), inner.text("sectors")};
    step.shares_codes = inner.texts("codes");
  }
  return step;
}

recipes::Step read_purchase(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"at_least"}, {"source"}}, "the step \"purchase\"", diagnostics);
  recipes::RegionalPurchase step;
  for (const yaml::Node* item : fields.items("at_least")) {
    const Fields inner(*item, {{"share", true}, {"codes", true}}, "a bound of \"at_least\"", diagnostics);
    step.at_least.push_back({inner.number("share", 0), inner.texts("codes")});
  }
  return step;
}

recipes::Step read_structure(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"share", true}, {"broad", true}, {"quotients"}, {"source"}},
                      "the step \"structure\"", diagnostics);
  recipes::Structure step;
  step.share = fields.number("share", 0);
  for (const auto& [name, entry] : fields.entries("broad")) {
    const Fields inner(*entry, {{"share", true}, {"value_added", true}, {"codes", true}}, "a broad sector",
                       diagnostics);
    step.broad.push_back(
        {name, inner.number("share", 0), inner.number("value_added", 0), inner.texts("codes")});
  }
  for (const auto& [code, entry] : fields.entries("quotients")) {
    const Fields inner(*entry, {{"value", true}, {"source", true}}, "a quotient", diagnostics);
    step.quotients.push_back({code, inner.number("value", 1), inner.text("source")});
  }
  return step;
}

recipes::Step read_regionalise(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"method", true}, {"delta"}, {"size"}, {"source"}}, "the step \"regionalise\"",
                      diagnostics);
  recipes::Regionalise step;
  if (const yaml::Node* method = fields.find("method")) {
    step.method = yaml::read_choice<table::LocationMethod>(*method, diagnostics).value_or(step.method);
  }
  step.delta = fields.number("delta", step.delta);
  if (fields.find("size") != nullptr) step.size = fields.number("size", 1);
  return step;
}

recipes::Step read_close(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"uses", true}, {"exports", true}, {"outflow"}, {"source"}},
                      "the step \"close\"", diagnostics);
  recipes::Closure step;
  for (const auto& [name, entry] : fields.entries("uses")) {
    const Fields inner(*entry, {{"share", true}, {"mix", true}}, "a final use", diagnostics);
    step.uses.push_back({name, inner.number("share", 0), inner.texts("mix")});
  }
  if (const yaml::Node* exports = fields.find("exports")) {
    const bool total = exports->is_mapping() && exports->find("total") != nullptr;
    const Fields inner(*exports, {{"name"}, {"total"}, {"codes", total}, {"mix", true}, {"at_most"}},
                       "\"exports\"", diagnostics);
    if (inner.find("name") != nullptr) step.exports.name = inner.text("name");
    if (total) step.exports.total = inner.number("total", 0);
    step.exports.codes = inner.texts("codes");
    step.exports.mix = inner.texts("mix");
    step.exports.at_most = inner.number("at_most", 1);
  }
  if (const yaml::Node* outflow = fields.find("outflow")) {
    const Fields inner(*outflow, {{"name"}, {"at_least"}}, "\"outflow\"", diagnostics);
    if (inner.find("name") != nullptr) step.outflow = inner.text("name");
    step.outflow_at_least = inner.number("at_least", 0);
  }
  return step;
}

recipes::Step read_balance(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"value_added", true}, {"tolerance"}, {"iterations"}, {"source"}},
                      "the step \"balance\"", diagnostics);
  recipes::BalanceTable step;
  for (const auto& [name, entry] : fields.entries("value_added"))
    step.value_added.emplace_back(name, read_number(*entry, diagnostics).value_or(0));
  step.options.tolerance = fields.number("tolerance", step.options.tolerance);
  if (const yaml::Node* iterations = fields.find("iterations")) {
    const auto count = read_integer(*iterations, 1, 1000000, diagnostics);
    if (count) step.options.iterations = static_cast<std::size_t>(*count);
  }
  return step;
}

recipes::Step read_companion(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node, {{"name", true}, {"split"}, {"titles"}, {"source"}}, "the step \"companion\"",
                      diagnostics);
  recipes::Companion step;
  step.name = fields.text("name");
  const yaml::Node* name = fields.find("name");
  const bool plain = !step.name.empty() && step.name.find_first_of("/\\") == std::string::npos;
  if (name != nullptr && (!plain || step.name.starts_with('.'))) {
    diagnostics.error("value", name->place, fmt::format("\"{}\" is not the name of a folder", step.name),
                      "a companion is a folder beside the table, e.g. `table_clusters`");
  }
  for (const auto& [group, entry] : fields.entries("split"))
    step.split.emplace_back(group, read_texts(*entry, diagnostics));
  for (const auto& [group, entry] : fields.entries("titles")) {
    const Title title = read_title(*entry, diagnostics);
    step.titles.push_back({group, title.en, title.zh});
  }
  return step;
}

recipes::RouteTest read_test(const yaml::Node& node, Diagnostics& diagnostics) {
  const Fields fields(node,
                      {{"from", true},
                       {"to", true},
                       {"wider_from", true},
                       {"wider_to", true},
                       {"ratio_at_most"},
                       {"weights", true},
                       {"deltas", true},
                       {"source"}},
                      "\"test\"", diagnostics);
  recipes::RouteTest test;
  test.from = read_table_file(fields.find("from"), "\"from\"", diagnostics);
  test.to = read_table_file(fields.find("to"), "\"to\"", diagnostics);
  test.wider_from = read_table_file(fields.find("wider_from"), "\"wider_from\"", diagnostics);
  test.wider_to = read_table_file(fields.find("wider_to"), "\"wider_to\"", diagnostics);
  test.options.highest_ratio = fields.number("ratio_at_most", test.options.highest_ratio);
  test.options.lowest_ratio = 1 / test.options.highest_ratio;
  if (const yaml::Node* weights = fields.find("weights")) test.weights = read_numbers(*weights, diagnostics);
  if (const yaml::Node* deltas = fields.find("deltas")) test.deltas = read_numbers(*deltas, diagnostics);
  test.source = fields.text("source");
  test.place = node.place;
  return test;
}

struct StepRow {
  const char* name;
  recipes::Step (*read)(const yaml::Node&, Diagnostics&);
};

constexpr StepRow step_rows[] = {{"import", read_import},           {"update", read_update},
                                 {"purchase", read_purchase},       {"structure", read_structure},
                                 {"regionalise", read_regionalise}, {"close", read_close},
                                 {"balance", read_balance},         {"companion", read_companion}};

void read_step(const yaml::Node& item, recipes::Recipe& recipe, Diagnostics& diagnostics) {
  if (!item.is_mapping() || item.entries.size() != 1) {
    diagnostics.error("value", item.place, "a step is one name and its keys", "e.g. `- import: {table: …}`");
    return;
  }
  const auto& [name, keys] = item.entries.front();
  std::vector<std::string> known;
  for (const StepRow& row : step_rows) {
    known.emplace_back(row.name);
    if (name.text != row.name) continue;
    recipes::PlacedStep placed{row.read(keys, diagnostics), name.place, ""};
    const yaml::Node* source = keys.is_mapping() ? keys.find("source") : nullptr;
    if (source != nullptr) placed.source = read_text(*source, diagnostics).value_or("");
    recipe.steps.push_back(std::move(placed));
    return;
  }
  diagnostics.error("unknown-step", name.place, fmt::format("there is no step \"{}\"", name.text),
                    suggestion(name.text, known));
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
      {"steps", true, Form::any, "a list of one name and its keys each"},
      {"test", false, Form::any, "how far the route may be off"}};
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
