// Rules that work on other results, on a fitted rule and on a model.

#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "calibration/city_forecast.hpp"
#include "calibration/evaluate.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

/// One year, or the first and the last of a mean.
void read_solve_years(const Stated& stated, SolveRequest& request, Diagnostics& diagnostics) {
  const yaml::Node* year = stated.node.find("year");
  const yaml::Node* years = stated.node.find("years");
  if ((year != nullptr) == (years != nullptr)) {
    diagnostics.error("missing-key", stated.place, "`solve` takes either `year:` or `years:`");
    return;
  }
  if (year != nullptr) {
    request.first_year = static_cast<int>(yaml::read_integer(*year, 1, 9999, diagnostics).value_or(0));
    request.last_year = request.first_year;
    return;
  }
  if (years->is_scalar() && years->text == "all") return;
  const std::vector<double> ends = yaml::read_numbers(*years, diagnostics);
  if (ends.size() != 2 || !(ends[0] <= ends[1]) || ends[0] < 1 || ends[1] > 9999) {
    diagnostics.error("value", years->place, "`years:` holds the first and the last year",
                      "[2026, 2027], or all");
    return;
  }
  request.first_year = static_cast<int>(ends[0]);
  request.last_year = static_cast<int>(ends[1]);
}

/// The scenario's file: one, or of several by the day from which each stands the one that stands at the
/// vintage.
std::string scenario_at(const yaml::Node& node, const Day& vintage, Diagnostics& diagnostics) {
  if (!node.is_mapping()) return yaml::read_text(node, diagnostics).value_or("");
  std::string found;
  Day latest;
  for (const auto& [key, value] : node.entries) {
    const auto from = parse_day(key.text);
    if (!from)
      diagnostics.error("day", key.place, fmt::format("\"{}\" is no day", key.text), "e.g. 2025-01-01");
    if (!from || *from > vintage || *from < latest) continue;
    latest = *from;
    found = yaml::read_text(value, diagnostics).value_or("");
  }
  if (found.empty())
    diagnostics.error("later-than-vintage", node.place,
                      fmt::format("no scenario stands on {}", print_day(vintage)));
  return found;
}

/// The years of a mean in words.
std::string years_text(const SolveRequest& request) {
  if (request.first_year == 0) return "all years";
  return request.first_year == request.last_year
             ? std::to_string(request.first_year)
             : fmt::format("{}-{}", request.first_year, request.last_year);
}

}  // namespace

void Evaluation::of_formula(const Stated& stated, Result& result) {
  const auto value = number_of(*stated.node.find("value"), result);
  if (!value) return;
  result.value = *value;
  if (const yaml::Node* spread = stated.node.find("spread")) result.spread = number_of(*spread, result);
}

/// A rule file, read once; nothing after a fault.
const GrowthRuleFile* Evaluation::rule_file(const yaml::Node& node) {
  const auto name = yaml::read_text(node, diagnostics_);
  if (!name) return nullptr;
  const auto known = rule_files_.find(*name);
  if (known != rule_files_.end()) return known->second ? &*known->second : nullptr;
  const std::filesystem::path path = beside(file_.folder, *name);
  auto& kept = rule_files_[*name];
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    diagnostics_.error("missing-file", node.place, fmt::format("there is no file {}", path.string()));
    return nullptr;
  }
  kept = read_rule_file(path, path.string(), diagnostics_);
  if (!kept) return nullptr;
  inputs_.push_back({*name, kept->sha256});
  fit_again(*kept, node);
  return &*kept;
}

/// Where the panel is at hand the rule is fitted again and held against the file; else the file is taken.
void Evaluation::fit_again(const GrowthRuleFile& rule, const yaml::Node& node) {
  const auto path = request_.data ? std::optional(*request_.data / rule.panel) : std::nullopt;
  std::error_code error;
  if (!path || !std::filesystem::is_regular_file(*path, error)) {
    notes_.push_back(
        {fmt::format(
             "The panel {} is not here: the rule is taken as {} has it, fitted by version {} on {} cities "
             "(panel {}).",
             rule.panel, rule.shown_as, rule.code_version, rule.cities, rule.panel_sha256.substr(0, 16)),
         fmt::format("此处没有面板数据 {}：采用 {} 中已拟合的规则（版本 {}，{} 个城市，面板 {}）。",
                     rule.panel, rule.shown_as, rule.code_version, rule.cities,
                     rule.panel_sha256.substr(0, 16))});
    return;
  }
  const auto panel = read_panel(*path, path->string(), {}, diagnostics_);
  if (!panel) return;
  // Another panel is not fitted: it need not have the years that the rule was fitted on.
  std::string apart = panel->sha256 == rule.panel_sha256 ? "" : ": it is another file";
  if (apart.empty()) {
    const GrowthForecaster forecaster(*panel, rule.targets, rule.settings);
    apart = difference_of_fits(rule, fit_rule(*panel, forecaster, rule.fits.begin()->first), 1e-6);
    if (!apart.empty()) apart = ": " + apart;
  }
  if (!apart.empty()) {
    diagnostics_.error("stale-rule", node.place,
                       fmt::format("{} is not what {} gives{}", rule.shown_as, path->string(), apart),
                       "fit it again: leontide hindcast … --into FOLDER writes rule.yaml");
    return;
  }
  notes_.push_back(
      {fmt::format("The rule was fitted again on {}: the same coefficients to six digits.", rule.panel),
       fmt::format("已用 {} 重新拟合规则，系数一致（六位小数）。", rule.panel)});
}

void Evaluation::of_panel(const Stated& stated, Result& result) {
  const GrowthRuleFile* rule = rule_file(*stated.node.find("rule_file"));
  if (rule == nullptr) return;
  result.is_pseudo_vintage = true;
  result.grade = 'B';
  if (result.rule == RuleKind::pooled) {
    const auto fitted = fit_known_on(*rule, request_.vintage, stated.place, diagnostics_);
    if (!fitted) return;
    std::vector<std::string> names;
    const std::string& wanted = stated.node.find("coefficient")->text;
    for (const auto& [name, value] : coefficients_of(rule->fits.at(*fitted))) {
      names.push_back(name);
      if (name != wanted) continue;
      result.value = value;
      result.window = std::to_string(*fitted);
      result.count = rule->cities;
      result.figures = fmt::format("{}:{}", rule->name, *fitted);
      return;
    }
    diagnostics_.error("unknown-name", stated.node.find("coefficient")->place,
                       fmt::format("\"{}\" is no coefficient of {}", wanted, rule->shown_as),
                       suggestion(wanted, names));
    return;
  }
  const auto city = find_series(*stated.node.find("of"), file_.known, diagnostics_);
  const auto nation = find_series(*stated.node.find("nation"), file_.known, diagnostics_);
  if (!city || !nation) return;
  const auto forecast = forecast_city(*rule, *city, *nation, file_.known, stated.place, diagnostics_);
  if (!forecast) return;
  Part part = Part::all;
  if (const yaml::Node* asked = stated.node.find("part"))
    part = yaml::read_choice<Part>(*asked, diagnostics_).value_or(Part::all);
  result.value = forecast->mean;
  result.spread = part == Part::common ? forecast->common_spread
                  : part == Part::city ? forecast->city_spread
                                       : std::hypot(forecast->common_spread, forecast->city_spread);
  result.window = fmt::format("{}-{}", forecast->last_year + 1, forecast->last_year + rule->settings.horizon);
  result.count = rule->cities;
  result.figures = fmt::format("{}:{}", rule->name, forecast->fit);
  std::vector<const PublishedFigure*> own, others;
  for (const PublishedFigure* figure : forecast->figures)
    (figure->id == city->id && figure->place.file == city->series->file ? own : others).push_back(figure);
  use_figures(*city, own, result);
  use_figures(*nation, others, result);
}

void Evaluation::of_solve(const Stated& stated, Result& result) {
  const std::size_t errors_before = diagnostics_.error_count();
  SolveRequest request;
  request.place = stated.place;
  request.scenario =
      beside(file_.folder, scenario_at(*stated.node.find("scenario"), request_.vintage, diagnostics_));
  request.shown_as = request.scenario.string();
  if (const yaml::Node* reading = stated.node.find("reading"))
    request.reading = yaml::read_text(*reading, diagnostics_).value_or("");
  request.vary = yaml::read_text(*stated.node.find("vary"), diagnostics_).value_or("");
  request.indicator = yaml::read_text(*stated.node.find("indicator"), diagnostics_).value_or("");
  read_solve_years(stated, request, diagnostics_);
  const yaml::Node* between = stated.node.find("between");
  const std::vector<double> ends = yaml::read_numbers(*between, diagnostics_);
  if (ends.size() == 2 && ends[0] < ends[1]) {
    request.low = ends[0];
    request.high = ends[1];
  } else {
    diagnostics_.error("value", between->place, "`between:` holds the lowest and the highest value",
                       "[-0.1, 0.1]");
  }
  request.meets = number_of(*stated.node.find("meets"), result).value_or(0);
  if (const yaml::Node* set = stated.node.find("set")) {
    for (const auto& [path, value] : set->entries)
      request.set.emplace_back(path.text, number_of(value, result).value_or(0));
  }
  if (!faulty_.empty() || diagnostics_.error_count() != errors_before) return;
  const auto value = request_.solve(request, diagnostics_);
  if (!value) return;
  result.value = *value;
  result.window = years_text(request);
  result.figures += fmt::format("{}{} of {} = {}", result.figures.empty() ? "" : " ", request.indicator,
                                request.scenario.filename().string(), print_number(request.meets));
  result.grade = 'C';
}

}  // namespace leontide::calibration
