#include "calibration/rule_file.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

using yaml::Form;
using yaml::Key;

struct FitField {
  const char* name;
  double GrowthFit::*field;
};
constexpr std::array<FitField, 8> fit_fields{{{"last_weight", &GrowthFit::last_weight},
                                              {"mean_weight", &GrowthFit::mean_weight},
                                              {"share", &GrowthFit::share},
                                              {"share_sd", &GrowthFit::share_sd},
                                              {"fitted_share", &GrowthFit::fitted_share},
                                              {"episodes", &GrowthFit::episodes},
                                              {"common_spread", &GrowthFit::common_spread},
                                              {"city_spread", &GrowthFit::city_spread}}};

const std::vector<Key>& sample_keys() {
  static const std::vector<Key> table{{"panel", true, Form::text, "below the data folder"},
                                      {"sha256", true, Form::text, "of the panel"},
                                      {"cities", true, Form::whole, "in it"},
                                      {"code", true, Form::text, "version of Leontide that fitted"}};
  return table;
}

const std::vector<Key>& setting_keys() {
  static const std::vector<Key> table{{"horizon", true, Form::whole, "years"},
                                      {"first_vintage", true, Form::whole, "whose errors count"},
                                      {"least_episodes", true, Form::number, "least k"}};
  return table;
}

const std::vector<Key>& nation_keys() {
  static const std::vector<Key> table{{"mean", true, Form::number, "per cent a year, logs"},
                                      {"sd", true, Form::number, "likewise"}};
  return table;
}

const std::vector<Key>& rule_keys() {
  static const std::vector<Key> table{
      {"leontide", true, Form::text, "rule/1", nullptr, false, false, {"rule/1"}},
      {"name", true, Form::text, "of the rule"},
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"},
      {"fitted_on", true, Form::mapping, "sample and code", sample_keys},
      {"settings", true, Form::mapping, "how it was fitted", setting_keys},
      {"national_targets", true, Form::any, "by year"},
      {"city_means", true, Form::any, "mean growth of all cities by year, 100 log"},
      {"cities_above_nation", true, Form::mapping, "of years after the panel", nation_keys},
      {"fits", true, Form::any, "coefficients by vintage"}};
  return table;
}

double number_at(const yaml::Node& node, const char* key, Diagnostics& diagnostics) {
  const yaml::Node* value = node.find(key);
  return value != nullptr ? yaml::read_number(*value, diagnostics).value_or(0) : 0;
}

int whole_at(const yaml::Node& node, const char* key, Diagnostics& diagnostics) {
  const yaml::Node* value = node.find(key);
  return value != nullptr ? static_cast<int>(yaml::read_integer(*value, 1, 1000000, diagnostics).value_or(1))
                          : 1;
}

std::string text_at(const yaml::Node& node, const char* key, Diagnostics& diagnostics) {
  const yaml::Node* value = node.find(key);
  return value != nullptr ? yaml::read_text(*value, diagnostics).value_or("") : "";
}

std::optional<int> year_of(const yaml::Node& key, Diagnostics& diagnostics) {
  const auto year = parse_integer(key.text);
  if (year && *year > 0 && *year < 10000) return static_cast<int>(*year);
  diagnostics.error("year", key.place, fmt::format("\"{}\" is no year", key.text));
  return std::nullopt;
}

void read_sample(const yaml::Node& root, GrowthRuleFile& rule, Diagnostics& diagnostics) {
  const yaml::Node* sample = root.find("fitted_on");
  if (sample != nullptr && yaml::check_keys(*sample, sample_keys(), "fitted_on", diagnostics)) {
    rule.panel = text_at(*sample, "panel", diagnostics);
    rule.panel_sha256 = text_at(*sample, "sha256", diagnostics);
    rule.code_version = text_at(*sample, "code", diagnostics);
    rule.cities = static_cast<std::size_t>(whole_at(*sample, "cities", diagnostics));
  }
  const yaml::Node* settings = root.find("settings");
  if (settings != nullptr && yaml::check_keys(*settings, setting_keys(), "settings", diagnostics)) {
    rule.settings.horizon = whole_at(*settings, "horizon", diagnostics);
    rule.settings.first_vintage = whole_at(*settings, "first_vintage", diagnostics);
    rule.settings.least_episodes = number_at(*settings, "least_episodes", diagnostics);
  }
  const yaml::Node* nation = root.find("cities_above_nation");
  if (nation != nullptr && yaml::check_keys(*nation, nation_keys(), "cities_above_nation", diagnostics)) {
    rule.cities_above = number_at(*nation, "mean", diagnostics);
    rule.cities_above_sd = number_at(*nation, "sd", diagnostics);
  }
}

void read_fits(const yaml::Node& root, GrowthRuleFile& rule, Diagnostics& diagnostics) {
  if (const yaml::Node* means = root.find("city_means")) {
    for (const auto& [key, value] : means->entries) {
      if (const auto year = year_of(key, diagnostics))
        rule.city_means[*year] = yaml::read_number(value, diagnostics).value_or(0);
    }
  }
  static const std::vector<Key> fit_keys = [] {
    std::vector<Key> table;
    table.reserve(std::size(fit_fields));
    for (const FitField& field : fit_fields)
      table.push_back({field.name, true, Form::number, "fitted"});
    return table;
  }();
  const yaml::Node* fits = root.find("fits");
  if (fits == nullptr) return;
  for (const auto& [key, value] : fits->entries) {
    const auto year = year_of(key, diagnostics);
    if (!year || !yaml::check_keys(value, fit_keys, fmt::format("the fit of {}", *year), diagnostics))
      continue;
    GrowthFit& fit = rule.fits[*year];
    fit.vintage = *year;
    for (const FitField& field : fit_fields)
      fit.*field.field = number_at(value, field.name, diagnostics);
  }
}

std::string targets_text(const NationalTargets& targets) {
  std::string text = "national_targets:\n";
  std::map<int, std::string> lines;
  for (const auto& [year, target] : targets.by_year)
    lines[year] = fmt::format("{{percent: {}, how_known: {}}}", print_number(target.percent),
                              target.is_recalled ? "recalled" : "read");
  for (const int year : targets.none)
    lines[year] = "none";
  for (const auto& [year, line] : lines)
    text += fmt::format("  {}: {}\n", year, line);
  return text;
}

}  // namespace

std::vector<std::pair<std::string, double>> coefficients_of(const GrowthFit& fit) {
  std::vector<std::pair<std::string, double>> all;
  all.reserve(std::size(fit_fields));
  for (const FitField& field : fit_fields)
    all.emplace_back(field.name, fit.*field.field);
  return all;
}

std::optional<GrowthRuleFile> read_rule_file(const std::filesystem::path& path, const std::string& shown_as,
                                             Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto file = yaml::read_yaml(path, shown_as, diagnostics);
  if (!file || !yaml::check_kind(*file, "rule", diagnostics)) return std::nullopt;
  if (!yaml::check_keys(file->root, rule_keys(), "the rule file", diagnostics)) return std::nullopt;
  GrowthRuleFile rule;
  rule.shown_as = shown_as;
  rule.sha256 = sha256(file->source->text());
  rule.name = text_at(file->root, "name", diagnostics);
  read_sample(file->root, rule, diagnostics);
  if (const yaml::Node* targets = file->root.find("national_targets"))
    rule.targets = read_national_targets(*targets, diagnostics);
  read_fits(file->root, rule, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  if (!rule.fits.empty()) return rule;
  diagnostics.error("empty", file->root.place, "the rule file has no fits");
  return std::nullopt;
}

std::string rule_file_text(const GrowthRuleFile& rule) {
  std::string text = fmt::format(
      "leontide: rule/1\nname: {}\n"
      "# Written by leontide hindcast. Growth is 100 log a year; every fit uses vintages whose outcome was "
      "known at its own.\n"
      "fitted_on: {{panel: {}, sha256: {}, cities: {}, code: {}}}\n"
      "settings: {{horizon: {}, first_vintage: {}, least_episodes: {}}}\n",
      rule.name, rule.panel, rule.panel_sha256, rule.cities, rule.code_version, rule.settings.horizon,
      rule.settings.first_vintage, print_number(rule.settings.least_episodes));
  text += fmt::format("cities_above_nation: {{mean: {}, sd: {}}}\n", print_number(rule.cities_above),
                      print_number(rule.cities_above_sd));
  text += targets_text(rule.targets);
  text += "city_means:\n";
  for (const auto& [year, mean] : rule.city_means)
    text += fmt::format("  {}: {}\n", year, print_fixed(mean, 6));
  text += "fits:\n";
  for (const auto& [vintage, fit] : rule.fits) {
    text += fmt::format("  {}: {{", vintage);
    bool is_first = true;
    for (const auto& [name, value] : coefficients_of(fit)) {
      text += fmt::format("{}{}: {}", is_first ? "" : ", ", name, print_fixed(value, 6));
      is_first = false;
    }
    text += "}\n";
  }
  return text;
}

GrowthRuleFile fit_rule(const GrowthPanel& panel, const GrowthForecaster& forecaster, int first) {
  GrowthRuleFile rule;
  rule.panel_sha256 = panel.sha256;
  rule.cities = panel.cities.size();
  rule.settings = forecaster.settings();
  rule.targets = forecaster.targets();
  rule.code_version = LEONTIDE_VERSION;
  for (int year = panel.first_year; year <= panel.last_year(); ++year)
    rule.city_means[year] = forecaster.mean_of_cities(year);
  for (int vintage = first; vintage <= panel.last_year(); ++vintage)
    rule.fits[vintage] = forecaster.fit(vintage);
  return rule;
}

std::string difference_of_fits(const GrowthRuleFile& one, const GrowthRuleFile& other, double tolerance) {
  for (const auto& [vintage, fit] : one.fits) {
    const auto found = other.fits.find(vintage);
    if (found == other.fits.end()) return fmt::format("no fit of {}", vintage);
    for (const FitField& field : fit_fields) {
      if (std::abs(fit.*field.field - found->second.*field.field) > tolerance)
        return fmt::format("{} of {}: {} against {}", field.name, vintage, print_number(fit.*field.field),
                           print_number(found->second.*field.field));
    }
  }
  return {};
}

}  // namespace leontide::calibration
