#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "random/problems.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/laws/law_reader.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/unit_reader.hpp"
#include "scenario/years/years.hpp"

namespace leontide::scenario {

std::optional<std::vector<double>> ModelReader::column_of_file(const yaml::Node& file,
                                                               const std::string& column) {
  const CsvTable* table = csv_at(file);
  if (table == nullptr) return std::nullopt;
  const std::string wanted = column.empty() ? table->header.back().text : column;
  const auto at = table->column(wanted);
  if (!at) {
    diagnostics_.error("unknown-column", file.place, fmt::format("the file has no column \"{}\"", wanted));
    return std::nullopt;
  }
  std::vector<double> values;
  for (const auto& row : table->rows) {
    if (const auto value = csv_number(*table, row[*at], diagnostics_)) values.push_back(*value);
  }
  return values;
}

/// Numbers of a law that name parameters; what is drawn has the unit.
NamedNumbers ModelReader::named_numbers(const language::Unit& unit) {
  const auto find = [this](const yaml::Node& name) -> const language::Datum* {
    std::vector<std::string> known;
    for (language::Datum& datum : out_.draft.data) {
      if (datum.name == name.text) {
        datum.is_read_by_law = true;
        return &datum;
      }
      known.push_back(datum.name);
    }
    if (!out_.draft.faulty.contains(name.text)) {
      diagnostics_.error(
          "unknown-name", name.place,
          fmt::format("there is no parameter \"{}\", and a number is expected here", name.text),
          suggestion(name.text, known));
    }
    return nullptr;
  };
  const YearFile year_file = [this](const yaml::Node& file) { return csv_at(file); };
  return {find, {}, unit, nullptr, year_file};
}

/// Cells that move each by itself, their columns keeping the totals that they have in a matrix of the data.
void ModelReader::read_matrix_driver(const yaml::Node& name, const yaml::Node& node,
                                     const std::string& what) {
  const std::size_t errors_before = diagnostics_.error_count();
  check_keys(node, keys::matrix_driver(), what, diagnostics_);
  const auto over = read_over(node, 2);
  const yaml::Node* distribution = node.find("distribution");
  if (distribution != nullptr && distribution->text != "lognormal") {
    diagnostics_.error("law", distribution->place,
                       fmt::format("the cells of {} are lognormal, not \"{}\"", what, distribution->text),
                       "each cell is multiplied by a lognormal of median 1, then columns are scaled back");
  }
  const NamedNumbers names = named_numbers({});
  const language::Datum* matrix = node.find("of") != nullptr ? names.find(*node.find("of")) : nullptr;
  const yaml::Node* sigma = node.find("sigma");
  const auto width =
      sigma != nullptr ? read_named_number(*sigma, {what, {}, &names}, diagnostics_) : std::nullopt;
  if (matrix != nullptr && over && matrix->shape.sets != *over) {
    diagnostics_.error(
        "shape", node.find("of")->place,
        fmt::format("\"{}\" does not run over the sets that {} runs over", matrix->name, what));
  }
  if (matrix == nullptr || !width || !over || diagnostics_.error_count() > errors_before) {
    out_.draft.faulty.insert(name.text);
    return;
  }
  language::Quantity quantity;
  quantity.name = name.text;
  quantity.place = name.place;
  quantity.shape = matrix->shape;
  quantity.unit = matrix->unit;
  quantity.basis = matrix->basis;
  quantity.source = matrix->source;
  if (const yaml::Node* title = node.find("title")) quantity.title = read_title(*title, diagnostics_);
  random::Driver driver;
  driver.name = name.text;
  driver.laws = {random::Lognormal{1, *width}};
  driver.cells = matrix->values;
  driver.columns = out_.draft.sets[(*over)[1]].codes.size();
  driver.elements.clear();
  for (const std::string& row : out_.draft.sets[(*over)[0]].codes) {
    for (const std::string& column : out_.draft.sets[(*over)[1]].codes)
      driver.elements.push_back(fmt::format("{}>{}", row, column));
  }
  for (const auto& problem : random::problems(driver))
    diagnostics_.error("random", blamed(node, problem.key).place, fmt::format("{}: {}", what, problem.what),
                       problem.hint);
  if (diagnostics_.error_count() > errors_before) return;
  const yaml::Node* group = node.find("group");
  out_.draft.moving_drivers.push_back(false);
  out_.draft.drivers.push_back(std::move(quantity));
  out_.driver_groups.push_back(group != nullptr ? read_text(*group, diagnostics_).value_or("") : "");
  out_.drivers.push_back(std::move(driver));
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
  const yaml::Node* sets = node.find("over");
  if (node.find("of") != nullptr || (sets != nullptr && sets->items.size() == 2))
    return read_matrix_driver(name, node, what);
  const std::size_t errors_before = diagnostics_.error_count();
  const auto over = read_over(node, 1);
  quantity.shape.sets = over.value_or(std::vector<language::SetId>{});
  random::Driver driver;
  driver.name = name.text;
  if (!quantity.shape.sets.empty()) driver.elements = out_.draft.sets[quantity.shape.sets[0]].codes;
  const UnitAndPrices unit = read_unit(node, out_.draft.symbols, what, diagnostics_);
  quantity.unit = unit.unit;
  quantity.basis = unit.basis;
  NamedNumbers names = named_numbers(unit.unit);
  names.time = &out_.draft.time;
  if (!quantity.shape.sets.empty()) names.over = quantity.shape.sets.front();
  ReadLaws laws = read_laws(
      node,
      {{what, driver.elements, &names, !over},
       {"over", "draw", "common", "correlation", "unit", "prices", "source", "title", "grade", "note",
        "group", "serial", "discrete"},
       [this](const yaml::Node& file, const std::string& column) { return column_of_file(file, column); }},
      diagnostics_);
  driver.laws = std::move(laws.laws);
  driver.centres = std::move(laws.centres);
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
  const yaml::Node* end = node.find("end");
  const yaml::Node* strength = node.find("strength");
  if (start == nullptr || strength == nullptr) return;
  language::LeverTiming timing;
  timing.start = static_cast<int>(read_integer(*start, 1, 9999, diagnostics_).value_or(0));
  if (ramp != nullptr)
    timing.ramp = static_cast<double>(read_integer(*ramp, 1, 100, diagnostics_).value_or(1));
  if (end != nullptr) timing.end = static_cast<int>(read_integer(*end, 1, 9999, diagnostics_).value_or(9999));
  if (diagnostics_.error_count() == errors_before && timing.end < timing.start) {
    diagnostics_.error("value", end->place,
                       fmt::format("{} ends in {} and starts in {}", what, timing.end, timing.start),
                       "`end:` is the last year in which it acts");
  }
  random::Lever lever;
  lever.name = name.text;
  const auto law = read_strength(*strength, what, quantity, timing);
  if (!law) {
    if (diagnostics_.error_count() == errors_before) out_.draft.faulty.insert(name.text);
    return;
  }
  if (random::is_process(*law)) {
    lever.strength = random::Constant{1};
  } else {
    lever.strength = *law;
  }
  for (const auto& problem : random::problems(lever)) {
    diagnostics_.error("random", blamed(node, problem.key).place, fmt::format("{}: {}", what, problem.what),
                       problem.hint);
  }
  if (diagnostics_.error_count() > errors_before) return;
  if (random::is_process(*law)) add_strength_driver(quantity, *law, timing);
  out_.draft.lever_timings.push_back(std::move(timing));
  out_.draft.levers.push_back(std::move(quantity));
  out_.levers.push_back(std::move(lever));
}

/// A number, the name of a parameter, numbers by year, or a law; nothing after a fault.
std::optional<random::Law> ModelReader::read_strength(const yaml::Node& node, const std::string& what,
                                                      const language::Quantity& quantity,
                                                      language::LeverTiming& timing) {
  const NamedNumbers names = named_numbers(quantity.unit);
  const LawOwner owner{"strength of " + what, {}, &names};
  if (node.is_scalar()) {
    const auto number = read_named_number(node, owner, diagnostics_);
    return number ? std::optional<random::Law>(random::Constant{*number}) : std::nullopt;
  }
  const yaml::Node* by_year = node.is_mapping() ? node.find("by_year") : nullptr;
  if (by_year != nullptr) {
    const std::vector<yaml::Key> known{{"by_year", true}, {"column"}};
    check_keys(node, known, owner.what, diagnostics_);
    const std::vector<std::string> scalar{""};
    auto numbers = read_years(
        *by_year,
        {owner.what, scalar, out_.draft.time, names.year_file, node.find("column"), timing.start, timing.end},
        diagnostics_);
    if (!numbers) return std::nullopt;
    timing.profile = std::move(numbers->values);
    return random::Constant{1};
  }
  const std::size_t errors_before = diagnostics_.error_count();
  ReadLaws laws = read_laws(node, {owner, {}}, diagnostics_);
  if (laws.laws.empty()) return std::nullopt;
  if (!random::is_process(laws.laws.front())) return laws.laws.front();
  random::Driver path;
  path.name = "levers." + quantity.name;
  path.laws = laws.laws;
  for (const auto& problem : random::problems(path))
    diagnostics_.error("random", blamed(node, problem.key).place,
                       fmt::format("{}: {}", owner.what, problem.what), problem.hint);
  if (diagnostics_.error_count() > errors_before) return std::nullopt;
  return laws.laws.front();
}

/// A lever whose strength is drawn as a driver: lever(name) is that driver's value times the ramp.
void ModelReader::add_strength_driver(const language::Quantity& lever, const random::Law& law,
                                      language::LeverTiming& timing) {
  language::Quantity quantity;
  quantity.name = "levers." + lever.name;
  quantity.title = lever.title;
  quantity.source = lever.source;
  quantity.place = lever.place;
  random::Driver driver;
  driver.name = quantity.name;
  driver.laws = {law};
  timing.driver = static_cast<std::uint32_t>(out_.draft.drivers.size());
  out_.draft.moving_drivers.push_back(random::is_process(law));
  out_.draft.drivers.push_back(std::move(quantity));
  out_.driver_groups.emplace_back("levers and events");
  out_.drivers.push_back(std::move(driver));
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
  const NamedNumbers names = named_numbers(quantity.unit);
  const LawOwner owner{"size of " + what, {}, &names};
  if (size->is_scalar()) {
    const auto number = read_named_number(*size, owner, diagnostics_);
    if (!number) return;
    event.size = random::Constant{*number};
  } else {
    const ReadLaws laws = read_laws(*size, {owner, {}}, diagnostics_);
    if (laws.laws.empty()) return;
    event.size = laws.laws.front();
  }
  for (const auto& problem : random::problems(event, static_cast<std::size_t>(out_.draft.time.steps()))) {
    diagnostics_.error("random", blamed(node, problem.key).place, fmt::format("{}: {}", what, problem.what),
                       problem.hint);
  }
  if (diagnostics_.error_count() > errors_before) return;
  out_.draft.events.push_back(std::move(quantity));
  out_.events.push_back(std::move(event));
}

}  // namespace leontide::scenario
