#include "hindcast/plan_file.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "yaml/keys.hpp"

namespace leontide::hindcast {
namespace {

using yaml::Form;
using yaml::Key;

const std::vector<Key>& naive_keys() {
  static const std::vector<Key> table{
      {"name", true, Form::text, "of the naive forecast"},
      {"indicator", true, Form::text, "or target that it forecasts"},
      {"value", false, Form::number, "mean, in the indicator's unit"},
      {"spread", false, Form::number, "standard deviation"},
      {"result", false, Form::text, "of the calibration, in place of value and spread"},
      {"spread_of", false, Form::text, "result whose spread it has"}};
  return table;
}

const std::vector<Key>& rates_keys() {
  static const std::vector<Key> table{{"name", true, Form::text, "of the rates"},
                                      {"default", false, Form::number, "of targets that are not named"},
                                      {"by_id", false, Form::any, "chance by target"}};
  return table;
}

const std::vector<Key>& rival_keys() {
  static const std::vector<Key> table{{"name", true, Form::text, "of the rival"},
                                      {"scenario", true, Form::text, "scenario file"}};
  return table;
}

const std::vector<Key>& plan_vintage_keys() {
  static const std::vector<Key> table{
      {"name", true, Form::text, "of the vintage"},
      {"date", true, Form::text, "day whose knowledge is used"},
      {"scenario", true, Form::text, "scenario file"},
      {"reading", false, Form::text, "of the scenario"},
      {"bases", false, Form::texts, "statistical bases of the values that count"},
      {"calibration", false, Form::text, "calibrated at the date"},
      {"set", false, Form::any, "results of the calibration by path"},
      {"naive", false, Form::list, "naive forecasts", naive_keys},
      {"base_rates", false, Form::list, "naive chances", rates_keys},
      {"against", false, Form::list, "other scenarios", rival_keys}};
  return table;
}

const std::vector<Key>& plan_keys() {
  static const std::vector<Key> table{
      {"leontide", true, Form::text, "hindcast/1", nullptr, false, false, {"hindcast/1"}},
      {"name", true, Form::text, "of the hindcast"},
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"},
      {"titles", false, Form::any, "what the names below are called, for people"},
      {"outcomes", false, Form::text, "CSV of what came, unless the command line names one"},
      {"plans", true, Form::list, "plans at their vintages", plan_vintage_keys}};
  return table;
}

class PlanReader {
 public:
  PlanReader(const std::filesystem::path& folder, Diagnostics& diagnostics)
      : folder_(folder), diagnostics_(diagnostics) {}

  std::string text(const yaml::Node& node, const char* key) {
    const yaml::Node* value = node.find(key);
    return value != nullptr ? yaml::read_text(*value, diagnostics_).value_or("") : "";
  }

  std::optional<double> number(const yaml::Node& node, const char* key) {
    const yaml::Node* value = node.find(key);
    return value != nullptr ? yaml::read_number(*value, diagnostics_) : std::nullopt;
  }

  std::filesystem::path path(const yaml::Node& node, const char* key) {
    return (folder_ / text(node, key)).lexically_normal();
  }

  /// The items of a list that are mappings of these keys.
  std::vector<const yaml::Node*> items(const yaml::Node& node, const char* key,
                                       const std::vector<Key>& keys) {
    std::vector<const yaml::Node*> sound;
    const yaml::Node* list = node.find(key);
    if (list == nullptr) return sound;
    if (!list->is_sequence()) diagnostics_.error("value", list->place, fmt::format("`{}:` is a list", key));
    for (const yaml::Node& item : list->items) {
      const std::size_t before = diagnostics_.error_count();
      yaml::check_keys(item, keys, fmt::format("an item of `{}:`", key), diagnostics_);
      if (diagnostics_.error_count() == before) sound.push_back(&item);
    }
    return sound;
  }

  void vintage(const yaml::Node& node, PlanFile& out) {
    PlanVintage vintage;
    vintage.place = node.place;
    vintage.name = text(node, "name");
    const std::string date = text(node, "date");
    if (const auto day = calibration::parse_day(date))
      vintage.date = *day;
    else
      diagnostics_.error("vintage", node.find("date")->place, fmt::format("\"{}\" is no day", date),
                         "write year-month-day: a year alone does not say what was known");
    vintage.scenario = path(node, "scenario");
    vintage.shown_as = vintage.scenario.string();
    vintage.reading = text(node, "reading");
    if (const yaml::Node* bases = node.find("bases")) vintage.bases = yaml::read_texts(*bases, diagnostics_);
    if (node.find("calibration") != nullptr) vintage.calibration = path(node, "calibration");
    if (const yaml::Node* set = node.find("set")) {
      if (!vintage.calibration)
        diagnostics_.error("missing-key", set->place,
                           "`set:` takes results of a `calibration:`, and none is named");
      for (const auto& [key, value] : set->entries)
        vintage.set.emplace_back(key.text, yaml::read_text(value, diagnostics_).value_or(""));
    }
    references(node, vintage);
    out.vintages.push_back(std::move(vintage));
  }

 private:
  void references(const yaml::Node& node, PlanVintage& vintage) {
    for (const yaml::Node* item : items(node, "naive", naive_keys())) {
      NaiveForecast naive{text(*item, "name"),
                          text(*item, "indicator"),
                          number(*item, "value"),
                          text(*item, "result"),
                          number(*item, "spread"),
                          text(*item, "spread_of"),
                          item->place};
      if (naive.value.has_value() == !naive.result.empty())
        diagnostics_.error("value", item->place, "a naive forecast has either `value:` or `result:`");
      vintage.naive.push_back(std::move(naive));
    }
    for (const yaml::Node* item : items(node, "base_rates", rates_keys())) {
      BaseRates rates{text(*item, "name"), number(*item, "default"), {}};
      if (const yaml::Node* by_id = item->find("by_id")) {
        for (const auto& [key, value] : by_id->entries)
          rates.by_id[key.text] = yaml::read_number(value, diagnostics_).value_or(0);
      }
      vintage.base_rates.push_back(std::move(rates));
    }
    for (const yaml::Node* item : items(node, "against", rival_keys()))
      vintage.rivals.push_back(
          {text(*item, "name"), path(*item, "scenario"), path(*item, "scenario").string()});
  }

  const std::filesystem::path folder_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<PlanFile> read_plan_file(const yaml::YamlFile& file, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  if (!yaml::check_keys(file.root, plan_keys(), "the hindcast", diagnostics)) return std::nullopt;
  PlanReader reader(file.path.parent_path(), diagnostics);
  PlanFile out;
  out.name = reader.text(file.root, "name");
  out.file = file.path.filename().string();
  out.sha256 = sha256(file.source->text());
  if (const yaml::Node* title = file.root.find("title")) out.title = yaml::read_title(*title, diagnostics);
  if (const yaml::Node* titles = file.root.find("titles")) {
    for (const auto& [key, value] : titles->entries)
      out.titles[key.text] = yaml::read_title(value, diagnostics);
  }
  if (file.root.find("outcomes") != nullptr) out.outcomes = reader.path(file.root, "outcomes");
  for (const yaml::Node* item : reader.items(file.root, "plans", plan_vintage_keys()))
    reader.vintage(*item, out);
  if (out.vintages.empty() && diagnostics.error_count() == errors_before)
    diagnostics.error("empty", file.root.place, "`plans:` names no plan");
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return out;
}

}  // namespace leontide::hindcast
