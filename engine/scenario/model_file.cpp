#include "scenario/model_file.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "language/letters.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/unit_reader.hpp"

namespace leontide::scenario {

ModelReader::ModelReader(const ModelTree& file, const InputFiles& files, Diagnostics& diagnostics)
    : file_(file), root_(file.root), files_(files), diagnostics_(diagnostics) {}

ModelFile ModelReader::run() {
  if (!check_kind(file_, "model", diagnostics_) || !check_keys(root_, keys::model(), "a model", diagnostics_))
    return std::move(out_);
  read_head();
  const auto each = [this](const char* section,
                           void (ModelReader::*read)(const yaml::Node&, const yaml::Node&)) {
    each_entry(section,
               [this, read](const yaml::Node& name, const yaml::Node& node) { (this->*read)(name, node); });
  };
  each("tables", &ModelReader::read_table);
  each("sets", &ModelReader::read_set);
  each_entry("data",
             [this](const yaml::Node& name, const yaml::Node& node) { read_datum(name, node, false); });
  each_entry("parameters",
             [this](const yaml::Node& name, const yaml::Node& node) { read_datum(name, node, true); });
  each("drivers", &ModelReader::read_driver);
  each("levers", &ModelReader::read_lever);
  each("events", &ModelReader::read_event);
  read_dependence();
  read_group_titles();
  read_variables();
  read_blocks();
  read_indicators();
  read_checks();
  read_decompositions();
  read_promises();
  return std::move(out_);
}

void ModelReader::read_head() {
  language::ModelDraft& draft = out_.draft;
  if (const yaml::Node* name = section("name")) draft.name = read_text(*name, diagnostics_).value_or("");
  if (const yaml::Node* title = section("title")) draft.title = read_title(*title, diagnostics_);
  if (const yaml::Node* time = section("time")) read_time(*time);
  const yaml::Node* units = section("units");
  if (units == nullptr) return;
  if (!units->is_mapping()) {
    diagnostics_.error("value", units->place, "units must be a mapping of base symbol to what it measures");
    return;
  }
  for (const auto& [symbol, measures] : units->entries) {
    const bool letters = std::all_of(symbol.text.begin(), symbol.text.end(), [](char c) {
      return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
    });
    if (!letters || symbol.text == "percent" || symbol.text == "none") {
      diagnostics_.error("unit", symbol.place, fmt::format("\"{}\" cannot be a base symbol", symbol.text),
                         "letters only, e.g. CNY");
    }
    draft.symbols[symbol.text] = read_text(measures, diagnostics_).value_or("");
  }
}

/// Sources of uncertainty are named by drivers; here they get their titles.
void ModelReader::read_group_titles() {
  const yaml::Node* titles = section("groups");
  if (titles == nullptr || titles->kind == yaml::Node::Kind::null) return;
  if (!titles->is_mapping()) {
    diagnostics_.error("value", titles->place, "groups must be a mapping of names to titles",
                       "e.g. {prices: {en: Prices, zh: 价格}}");
    return;
  }
  for (const auto& [name, title] : titles->entries) {
    const auto& known = out_.driver_groups;
    if (std::find(known.begin(), known.end(), name.text) == known.end())
      diagnostics_.error("unknown-name", name.place, fmt::format("no driver has the group \"{}\"", name.text),
                         suggestion(name.text, known));
    out_.draft.group_titles[name.text] = read_title(title, diagnostics_);
  }
}

const yaml::Node* ModelReader::section(std::string_view name) const {
  return model_section(root_, name);
}

const CsvTable* ModelReader::csv_at(const yaml::Node& file) {
  return read_text(file, diagnostics_) ? files_.csv(resolved(file), file.place, diagnostics_) : nullptr;
}

void ModelReader::read_time(const yaml::Node& node) {
  if (!check_keys(node, keys::time(), "time", diagnostics_)) return;
  language::Time& time = out_.draft.time;
  const std::size_t errors_before = diagnostics_.error_count();
  const auto year = [&](const yaml::Node* at) {
    return at != nullptr ? static_cast<int>(read_integer(*at, 1, 9999, diagnostics_).value_or(1)) : 1;
  };
  const yaml::Node* base = node.find("base");
  const yaml::Node* end = node.find("end");
  time.base = year(base);
  time.end = year(end);
  if (end != nullptr && (time.end <= time.base || time.end > time.base + limits::most_years)) {
    diagnostics_.error("time", end->place,
                       fmt::format("the horizon {} does not fit the base year {}", time.end, time.base),
                       fmt::format("the end comes 1 to {} years after the base", limits::most_years));
    time.end = time.base + 1;
  }
  time.end = std::max(time.end, time.base + 1);  // of a faulty one too, so that what has years can be read
  time.is_faulty = base == nullptr || end == nullptr || diagnostics_.error_count() > errors_before;
  if (const yaml::Node* step = node.find("step"); step != nullptr && step->text != "year") {
    diagnostics_.error("time", step->place, fmt::format("a step of \"{}\" is not supported", step->text),
                       "only `year` is");
  }
}

bool ModelReader::is_name(const yaml::Node& name) {
  const bool sound = language::is_name(name.text) || file_.made_names.contains(name.text);
  if (!sound) {
    diagnostics_.error("name", name.place, fmt::format("\"{}\" cannot be a name", name.text),
                       "letters, digits and _, not beginning with a digit");
  }
  return sound;
}

/// What parts need and give: shapes and units.
void ModelReader::read_promises() {
  out_.draft.aliases = file_.aliases;
  for (const StatedPromise& stated : file_.promises) {
    language::PartPromise promise{stated.what, stated.name,  stated.name,         {},         {},
                                  {},          stated.place, stated.stated.place, stated.hint};
    const auto over = read_over(stated.stated, 2);
    if (!over) continue;
    promise.shape = language::Shape{*over};
    const UnitAndPrices unit = read_unit(stated.stated, out_.draft.symbols, stated.what, diagnostics_);
    promise.unit = unit.unit;
    promise.basis = unit.basis;
    out_.draft.promises.push_back(std::move(promise));
  }
}

std::optional<language::SetId> ModelReader::find_set(const yaml::Node& node) {
  std::vector<std::string> known;
  for (language::SetId i = 0; i < out_.draft.sets.size(); ++i) {
    if (node.is_scalar() && out_.draft.sets[i].name == node.text) return i;
    known.push_back(out_.draft.sets[i].name);
  }
  diagnostics_.error("unknown-set", node.place, fmt::format("there is no set \"{}\"", node.text),
                     suggestion(node.text, known));
  return std::nullopt;
}

std::optional<std::vector<language::SetId>> ModelReader::read_over(const yaml::Node& mapping,
                                                                   std::size_t most) {
  std::vector<language::SetId> sets;
  const yaml::Node* over = mapping.find("over");
  if (over == nullptr) return sets;
  if (!over->is_sequence() || over->items.empty() || over->items.size() > most) {
    diagnostics_.error("shape", over->place,
                       fmt::format("`over:` takes a list of {} set{}", most == 1 ? "one" : "one or two",
                                   most == 1 ? "" : "s"));
    return std::nullopt;
  }
  bool known = true;
  for (const yaml::Node& item : over->items) {
    const auto set = find_set(item);
    known = known && set && !out_.draft.sets[*set].is_faulty;
    if (set) sets.push_back(*set);
  }
  if (!known) return std::nullopt;
  return sets;
}

std::filesystem::path ModelReader::resolved(const yaml::Node& node) const {
  return file_.path.parent_path() / node.text;
}

const yaml::Node* model_section(const yaml::Node& root, std::string_view name) {
  return yaml::find_meant(root, keys::model(), name);
}

ModelFile read_model(const ModelTree& file, const InputFiles& files, Diagnostics& diagnostics) {
  return ModelReader(file, files, diagnostics).run();
}

}  // namespace leontide::scenario
