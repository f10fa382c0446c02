#include "sweep/sweep_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "scenario/override.hpp"
#include "sweep/sweep_keys.hpp"
#include "yaml/keys.hpp"

namespace leontide::sweep {

namespace {

using yaml::Node;

class SweepReader {
 public:
  SweepReader(yaml::YamlFile file, Diagnostics& diagnostics)
      : file_(std::move(file)), diagnostics_(diagnostics) {}

  SweepFile run() {
    const Node& root = file_.root;
    out_.path = file_.path;
    check_keys(root, keys::sweep(), "a sweep", diagnostics_);
    if (const Node* name = root.find("name")) read_name(*name);
    if (const Node* title = root.find("title")) out_.title = read_title(*title, diagnostics_);
    if (const Node* scenarios = root.find("scenarios")) read_scenarios(*scenarios);
    if (const Node* axes = root.find("axes")) read_axes(*axes);
    if (const Node* zip = root.find("zip")) read_zips(*zip);
    if (const Node* table = root.find("table")) read_table(*table);
    if (const Node* samples = root.find("samples")) {
      if (auto factor = read_samples(*samples, diagnostics_)) add(std::move(*factor));
    }
    if (const Node* exclude = root.find("exclude")) read_exclusions(*exclude);
    if (const Node* keep = root.find("keep")) read_keep(*keep);
    if (const Node* sampling = root.find("sampling")) out_.sampling = *sampling;
    return std::move(out_);
  }

 private:
  void read_name(const Node& node) {
    out_.name = read_text(node, diagnostics_).value_or("");
    const bool plain =
        !out_.name.empty() && out_.name.find_first_of("/\\") == std::string::npos && out_.name.front() != '.';
    if (!plain)
      diagnostics_.error("name", node.place, fmt::format("\"{}\" cannot be a sweep's name", out_.name),
                         "it names a folder: no slashes, no leading dot");
  }

  void read_scenarios(const Node& node) {
    const bool is_list = node.is_sequence();
    for (const Node& item : is_list ? node.items : std::vector<Node>{node}) {
      const auto text = read_text(item, diagnostics_);
      if (!text) continue;
      const std::filesystem::path path = file_.path.parent_path() / *text;
      const std::string name = path.stem().string();
      const bool twice = std::any_of(out_.scenarios.begin(), out_.scenarios.end(),
                                     [&](const SweepScenario& other) { return other.name == name; });
      if (twice)
        diagnostics_.error("duplicate-name", item.place,
                           fmt::format("two scenarios of this sweep are called \"{}\"", name),
                           "cells are told apart by the name of the file");
      out_.scenarios.push_back({name, path, item.place});
    }
    if (is_list && node.items.empty())
      diagnostics_.error("value", node.place, "a sweep needs a scenario at least");
  }

  /// Two factors on one path would set it twice.
  void add(SweepFactor factor) {
    for (const std::string& path : factor.paths) {
      if (!paths_.insert(path).second)
        diagnostics_.error("duplicate-name", factor.place, fmt::format("\"{}\" is varied twice", path),
                           "a path takes its value from one place");
    }
    if (!factor.paths.empty()) out_.factors.push_back(std::move(factor));
  }

  void read_axes(const Node& node) {
    if (!node.is_mapping()) {
      diagnostics_.error("value", node.place, "`axes:` must be a mapping of path to values",
                         "e.g. drivers.demand.mean: {from: 0, to: 0.03, step: 0.01}");
      return;
    }
    for (const auto& [path, value] : node.entries) {
      SweepFactor axis{SweepFactor::Kind::axis, {path.text}, {}, path.place};
      for (Node& item : values_of(value, path.text))
        axis.rows.push_back({std::move(item)});
      add(std::move(axis));
    }
  }

  std::vector<Node> values_of(const Node& value, const std::string& path) {
    if (value.is_mapping() && value.find("from") != nullptr) {
      if (!check_keys(value, keys::range(), fmt::format("the axis \"{}\"", path), diagnostics_)) return {};
      return decimal_range(value, path, diagnostics_);
    }
    const Node* list = &value;
    if (value.is_mapping()) {
      check_keys(value, keys::values(), fmt::format("the axis \"{}\"", path), diagnostics_);
      list = value.find("values");
      if (list == nullptr) return {};
    }
    if (!list->is_sequence() || list->items.empty()) {
      diagnostics_.error("value", list->place, fmt::format("the axis \"{}\" has no values", path),
                         "{values: [off, on]}, or {from: 0, to: 0.03, step: 0.01}");
      return {};
    }
    report_twice(*list, path);
    return list->items;
  }

  void report_twice(const Node& list, const std::string& path) {
    std::set<std::string> seen;
    for (const Node& item : list.items) {
      if (!seen.insert(scenario::value_text(item)).second)
        diagnostics_.error("duplicate-value", item.place,
                           fmt::format("\"{}\" takes the value {} twice", path, scenario::value_text(item)));
    }
  }

  void read_zips(const Node& node) {
    if (!node.is_sequence()) {
      diagnostics_.error("value", node.place, "`zip:` must be a list of mappings of path to values");
      return;
    }
    for (const Node& item : node.items)
      read_zip(item);
  }

  void read_zip(const Node& item) {
    if (!item.is_mapping() || item.entries.empty()) {
      diagnostics_.error("value", item.place, "a zip is a mapping of path to a list of values");
      return;
    }
    SweepFactor zip{SweepFactor::Kind::zip, {}, {}, item.place};
    for (const auto& [path, value] : item.entries) {
      const std::vector<Node> values = values_of(value, path.text);
      if (values.empty()) continue;
      if (zip.paths.empty()) zip.rows.resize(values.size());
      if (values.size() != zip.rows.size()) {
        diagnostics_.error("value", path.place,
                           fmt::format("\"{}\" has {} values and \"{}\" has {}", path.text, values.size(),
                                       zip.paths.front(), zip.rows.size()),
                           "values that move together are lists of one length");
        continue;
      }
      zip.paths.push_back(path.text);
      for (std::size_t i = 0; i < values.size(); ++i)
        zip.rows[i].push_back(values[i]);
    }
    add(std::move(zip));
  }

  void read_table(const Node& node) {
    if (!check_keys(node, keys::table(), "the table of a sweep", diagnostics_)) return;
    const Node* file = node.find("file");
    const auto name = file != nullptr ? read_text(*file, diagnostics_) : std::nullopt;
    if (!name) return;
    const auto table = read_csv(file_.path.parent_path() / *name, *name, diagnostics_);
    if (!table) return;
    SweepFactor factor{SweepFactor::Kind::table, {}, {}, file->place};
    for (const CsvCell& head : table->header)
      factor.paths.push_back(head.text);
    for (const auto& row : table->rows) {
      auto& values = factor.rows.emplace_back();
      for (const CsvCell& cell : row) {
        const auto printed = parse_number(cell.text) ? std::nullopt : parse_printed_number(cell.text);
        values.push_back(scalar(printed ? print_number(*printed) : cell.text, table->place(cell)));
      }
    }
    if (factor.rows.empty()) diagnostics_.error("value", file->place, fmt::format("{} has no rows", *name));
    add(std::move(factor));
  }

  void read_exclusions(const Node& node) {
    if (!node.is_sequence()) {
      diagnostics_.error("value", node.place, "`exclude:` must be a list of mappings of path to values");
      return;
    }
    for (const Node& item : node.items) {
      Exclusion exclusion;
      for (const auto& [path, value] : item.entries) {
        if (path.text != "scenario" && !paths_.contains(path.text)) {
          diagnostics_.error("unknown-name", path.place,
                             fmt::format("\"{}\" is not varied in this sweep", path.text),
                             "exclude names paths of axes, zips, tables, samples, or `scenario`");
          continue;
        }
        Exclusion::Part part{path.text, {}};
        for (const Node& one : value.is_sequence() ? value.items : std::vector<Node>{value})
          part.values.push_back(scenario::value_text(one));
        exclusion.parts.push_back(std::move(part));
      }
      if (!exclusion.parts.empty()) out_.exclusions.push_back(std::move(exclusion));
    }
  }

  void read_keep(const Node& node) {
    if (!check_keys(node, keys::keep(), "keep", diagnostics_)) return;
    if (const Node* targets = node.find("targets")) {
      out_.keep.targets = read_texts(*targets, diagnostics_);
      out_.keep.targets_place = targets->place;
    }
    if (const Node* indicators = node.find("indicators")) {
      out_.keep.indicators = read_texts(*indicators, diagnostics_);
      out_.keep.indicators_place = indicators->place;
    }
    if (const Node* years = node.find("years")) {
      for (const double year : read_numbers(*years, diagnostics_))
        out_.keep.years.push_back(static_cast<int>(year));
    }
    if (const Node* trials = node.find("trials")) out_.keep.trials = read_flag(*trials, diagnostics_);
    if (const Node* quantiles = node.find("quantiles")) {
      out_.keep.quantiles = read_numbers(*quantiles, diagnostics_);
      for (const double share : out_.keep.quantiles) {
        if (!(share > 0 && share < 1))
          diagnostics_.error("value", quantiles->place, "a quantile is a share between 0 and 1");
      }
    }
  }

  yaml::YamlFile file_;
  Diagnostics& diagnostics_;
  SweepFile out_;
  std::set<std::string> paths_;
};

/// A decimal number as digits and a power of ten: 0.015 is 15 · 10^-3.
struct Decimal {
  long long digits = 0;
  int places = 0;
};

std::optional<Decimal> decimal_of(const std::string& text) {
  Decimal decimal;
  std::string digits;
  bool behind_point = false;
  for (const char c : text) {
    if (c == '.' && !behind_point) {
      behind_point = true;
    } else if (c >= '0' && c <= '9') {
      digits += c;
      decimal.places += behind_point ? 1 : 0;
    } else if ((c == '-' || c == '+') && digits.empty() && !behind_point) {
      digits += c == '-' ? "-" : "";
    } else {
      return std::nullopt;
    }
  }
  const auto whole = parse_integer(digits);
  if (!whole || digits.size() > 15) return std::nullopt;
  decimal.digits = *whole;
  return decimal;
}

long long at_places(const Decimal& decimal, int places) {
  long long digits = decimal.digits;
  for (int i = decimal.places; i < places; ++i)
    digits *= 10;
  return digits;
}

std::string text_of(long long digits, int places) {
  long long unit = 1;
  for (int i = 0; i < places; ++i)
    unit *= 10;
  const long long size = digits < 0 ? -digits : digits;
  std::string text = fmt::format("{}{}", digits < 0 ? "-" : "", size / unit);
  if (size % unit == 0) return text;
  text += fmt::format(".{:0{}}", size % unit, places);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

}  // namespace

yaml::Node scalar(std::string text, const Place& place) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.text = std::move(text);
  node.place = place;
  return node;
}

std::vector<yaml::Node> decimal_range(const yaml::Node& range, const std::string& path,
                                      Diagnostics& diagnostics) {
  std::optional<Decimal> numbers[3];
  int places = 0;
  const char* const names[] = {"from", "to", "step"};
  for (int i = 0; i < 3; ++i) {
    const Node* node = range.find(names[i]);
    if (node == nullptr) return {};
    numbers[i] = decimal_of(node->text);
    if (!numbers[i]) {
      diagnostics.error(
          "value", node->place,
          fmt::format("{} of the axis \"{}\" is no decimal number of up to 15 digits", names[i], path));
      return {};
    }
    places = std::max(places, numbers[i]->places);
  }
  const long long from = at_places(*numbers[0], places), to = at_places(*numbers[1], places),
                  step = at_places(*numbers[2], places);
  if (step == 0 || (to - from) % step != 0 || (to - from) / step < 0) {
    diagnostics.error("value", range.place,
                      fmt::format("steps of {} do not lead from {} to {}", range.find("step")->text,
                                  range.find("from")->text, range.find("to")->text),
                      "both ends belong to an axis");
    return {};
  }
  std::vector<Node> values;
  constexpr long long most = 1'000'000;
  for (long long i = 0; i <= std::min((to - from) / step, most); ++i)
    values.push_back(scalar(text_of(from + i * step, places), range.place));
  return values;
}

std::optional<SweepFile> read_sweep(const std::filesystem::path& path, Diagnostics& diagnostics) {
  auto file = yaml::read_yaml(path, path.generic_string(), diagnostics);
  if (!file || !yaml::check_kind(*file, "sweep", diagnostics)) return std::nullopt;
  SweepFile sweep = SweepReader(std::move(*file), diagnostics).run();
  return diagnostics.has_errors() ? std::nullopt : std::optional(std::move(sweep));
}

}  // namespace leontide::sweep
