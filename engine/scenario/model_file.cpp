#include "scenario/model_file.hpp"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "random/problems.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/law_reader.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/unit_reader.hpp"

namespace leontide::scenario {

ModelReader::ModelReader(const yaml::YamlFile& file, const InputFiles& files, Diagnostics& diagnostics)
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
  read_variables();
  read_blocks();
  read_indicators();
  read_checks();
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
  time.is_faulty = base == nullptr || end == nullptr || diagnostics_.error_count() > errors_before;
  if (const yaml::Node* step = node.find("step"); step != nullptr && step->text != "year") {
    diagnostics_.error("time", step->place, fmt::format("a step of \"{}\" is not supported", step->text),
                       "only `year` is");
  }
}

bool ModelReader::is_name(const yaml::Node& name) {
  const std::string& text = name.text;
  bool sound = !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0;
  for (const char c : text)
    sound = sound && (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_');
  if (!sound) {
    diagnostics_.error("name", name.place, fmt::format("\"{}\" cannot be a name", text),
                       "letters, digits and _, not beginning with a digit");
  }
  return sound;
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

void ModelReader::read_driver(const yaml::Node& name, const yaml::Node& node) {
  const std::string what = fmt::format("driver \"{}\"", name.text);
  language::Quantity quantity;
  quantity.name = name.text;
  quantity.place = name.place;
  if (!node.is_mapping()) {
    check_keys(node, {}, what, diagnostics_);
    return;
  }
  const std::size_t errors_before = diagnostics_.error_count();
  const auto over = read_over(node, 1);
  quantity.shape.sets = over.value_or(std::vector<language::SetId>{});
  random::Driver driver;
  driver.name = name.text;
  if (!quantity.shape.sets.empty()) driver.elements = out_.draft.sets[quantity.shape.sets[0]].codes;
  const FileReader reader = [&](const yaml::Node& file, const std::string& column) {
    std::vector<double> values;
    const CsvTable* table = csv_at(file);
    if (table == nullptr) return values;
    const std::string wanted = column.empty() ? table->header.back().text : column;
    const auto at = table->column(wanted);
    if (!at) {
      diagnostics_.error("unknown-column", file.place, fmt::format("the file has no column \"{}\"", wanted));
      return values;
    }
    for (const auto& row : table->rows) {
      if (const auto value = csv_number(*table, row[*at], diagnostics_)) values.push_back(*value);
    }
    return values;
  };
  driver.laws = read_laws(node, what,
                          {"over", "draw", "common", "correlation", "unit", "prices", "source", "title",
                           "grade", "note", "group", "serial", "discrete"},
                          driver.elements, reader, diagnostics_)
                    .laws;
  const UnitAndPrices unit = read_unit(node, out_.draft.symbols, what, diagnostics_);
  quantity.unit = unit.unit;
  quantity.basis = unit.basis;
  if (const yaml::Node* title = node.find("title")) quantity.title = read_title(*title, diagnostics_);
  if (const yaml::Node* source = node.find("source"))
    quantity.source = read_text(*source, diagnostics_).value_or("");
  if (const yaml::Node* draw = node.find("draw")) {
    const auto choice = read_choice(*draw, {"trial", "step"}, diagnostics_);
    driver.draw = choice == 1U ? random::Driver::Draw::step : random::Driver::Draw::trial;
    if (node.find("process") != nullptr)
      diagnostics_.error("value", draw->place, "a process is a path: `draw:` belongs to distributions");
  }
  if (const yaml::Node* common = node.find("common"))
    driver.common = read_number(*common, diagnostics_).value_or(0);
  if (const yaml::Node* correlation = node.find("correlation"))
    driver.correlation = read_rows(*correlation, diagnostics_);
  if (const yaml::Node* serial = node.find("serial"))
    driver.serial = read_pair(*serial, "serial of " + what, diagnostics_);
  if (const yaml::Node* discrete = node.find("discrete"))
    driver.discrete_by_uniform = read_choice(*discrete, {"by-uniform"}, diagnostics_).has_value();
  if (driver.laws.empty() || !over) {
    out_.draft.faulty.insert(name.text);
    return;
  }
  for (const auto& problem : random::problems(driver)) {
    diagnostics_.error("random", blamed(node, problem.key).place, fmt::format("{}: {}", what, problem.what),
                       problem.hint);
  }
  if (diagnostics_.error_count() > errors_before) return;
  out_.draft.moving_drivers.push_back(random::is_process(driver.laws[0]) ||
                                      driver.draw == random::Driver::Draw::step);
  out_.draft.drivers.push_back(std::move(quantity));
  const yaml::Node* group = node.find("group");
  out_.driver_groups.push_back(group != nullptr ? read_text(*group, diagnostics_).value_or("") : "");
  out_.drivers.push_back(std::move(driver));
}

language::Quantity ModelReader::named_quantity(const yaml::Node& name, const yaml::Node& node) {
  language::Quantity quantity;
  quantity.name = name.text;
  quantity.place = name.place;
  if (const yaml::Node* title = node.find("title")) quantity.title = read_title(*title, diagnostics_);
  if (const yaml::Node* source = node.find("source"))
    quantity.source = read_text(*source, diagnostics_).value_or("");
  const UnitAndPrices unit = read_unit(node, out_.draft.symbols, "\"" + name.text + "\"", diagnostics_);
  quantity.unit = unit.unit;
  quantity.basis = unit.basis;
  return quantity;
}

void ModelReader::read_lever(const yaml::Node& name, const yaml::Node& node) {
  const std::size_t errors_before = diagnostics_.error_count();
  const std::string what = fmt::format("lever \"{}\"", name.text);
  if (!check_keys(node, keys::lever(), what, diagnostics_)) return;
  language::Quantity quantity = named_quantity(name, node);
  const yaml::Node* start = node.find("start");
  const yaml::Node* ramp = node.find("ramp");
  const yaml::Node* strength = node.find("strength");
  if (start == nullptr || strength == nullptr) return;
  const auto start_year = read_integer(*start, 1, 9999, diagnostics_);
  const auto ramp_years =
      ramp != nullptr ? read_integer(*ramp, 1, 100, diagnostics_) : std::optional<long long>(1);
  random::Lever lever;
  lever.name = name.text;
  const ReadLaws laws = read_laws(*strength, "strength of " + what, {}, {}, {}, diagnostics_);
  if (laws.laws.empty()) return;
  lever.strength = laws.laws.front();
  for (const auto& problem : random::problems(lever)) {
    diagnostics_.error("random", blamed(node, problem.key).place, fmt::format("{}: {}", what, problem.what),
                       problem.hint);
  }
  if (diagnostics_.error_count() > errors_before) return;
  out_.draft.lever_starts.push_back(static_cast<int>(start_year.value_or(0)));
  out_.draft.lever_ramps.push_back(static_cast<double>(ramp_years.value_or(1)));
  out_.draft.levers.push_back(std::move(quantity));
  out_.levers.push_back(std::move(lever));
}

void ModelReader::read_event(const yaml::Node& name, const yaml::Node& node) {
  const std::size_t errors_before = diagnostics_.error_count();
  const std::string what = fmt::format("event \"{}\"", name.text);
  if (!check_keys(node, keys::event(), what, diagnostics_)) return;
  language::Quantity quantity = named_quantity(name, node);
  const yaml::Node* chance = node.find("chance");
  const yaml::Node* size = node.find("size");
  const yaml::Node* recovery = node.find("recovery");
  if (chance == nullptr || size == nullptr) return;
  random::Event event;
  event.name = name.text;
  event.chance = read_number(*chance, diagnostics_).value_or(0);
  event.recovery = recovery != nullptr ? read_number(*recovery, diagnostics_).value_or(1) : 1;
  const ReadLaws laws = read_laws(*size, "size of " + what, {}, {}, {}, diagnostics_);
  if (laws.laws.empty()) return;
  event.size = laws.laws.front();
  for (const auto& problem : random::problems(event, static_cast<std::size_t>(out_.draft.time.steps()))) {
    diagnostics_.error("random", blamed(node, problem.key).place, fmt::format("{}: {}", what, problem.what),
                       problem.hint);
  }
  if (diagnostics_.error_count() > errors_before) return;
  out_.draft.events.push_back(std::move(quantity));
  out_.events.push_back(std::move(event));
}

const yaml::Node* model_section(const yaml::Node& root, std::string_view name) {
  return yaml::find_meant(root, keys::model(), name);
}

ModelFile read_model(const yaml::YamlFile& file, const InputFiles& files, Diagnostics& diagnostics) {
  return ModelReader(file, files, diagnostics).run();
}

}  // namespace leontide::scenario
