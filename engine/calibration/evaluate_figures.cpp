// Rules that work on figures alone.

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "calibration/evaluate.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

using Values = std::vector<double>;

Values values_of(const std::vector<Observation>& observations) {
  Values values;
  for (const Observation& observation : observations)
    values.push_back(observation.value);
  return values;
}

double mean_of(const Values& values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

/// Nothing of fewer than two values.
std::optional<double> sd_of(const Values& values) {
  if (values.size() < 2) return std::nullopt;
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values)
    sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

/// Correlation of values with the ones before them, each about its own mean.
double autocorrelation(const Values& values) {
  const Values before(values.begin(), values.end() - 1);
  const Values after(values.begin() + 1, values.end());
  const double mean_before = mean_of(before), mean_after = mean_of(after);
  double both = 0, one = 0, other = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    both += (before[i] - mean_before) * (after[i] - mean_after);
    one += (before[i] - mean_before) * (before[i] - mean_before);
    other += (after[i] - mean_after) * (after[i] - mean_after);
  }
  return both / std::sqrt(one * other);
}

std::string window_text(const std::vector<Observation>& observations) {
  const int first = observations.front().year, last = observations.back().year;
  return first == last ? std::to_string(first) : fmt::format("{}-{}", first, last);
}

bool follow_each_other(const std::vector<Observation>& observations) {
  return static_cast<std::size_t>(observations.back().year - observations.front().year) + 1 ==
         observations.size();
}

/// What a rule needs of the number of its observations.
std::size_t least_of(RuleKind rule) {
  if (rule == RuleKind::ar1) return 4;
  return rule == RuleKind::sd || rule == RuleKind::cagr ? 2 : 1;
}

void set_estimate(RuleKind rule, const std::vector<Observation>& observations, Result& result) {
  const Values values = values_of(observations);
  result.count = values.size();
  result.window = window_text(observations);
  result.value = mean_of(values);
  result.spread = sd_of(values);
  if (rule == RuleKind::sd) {
    result.value = result.spread.value_or(0);
    result.spread = result.value / std::sqrt(2 * static_cast<double>(values.size() - 1));
  } else if (rule == RuleKind::ar1) {
    result.value = autocorrelation(values);
    result.spread = *result.spread * std::sqrt(std::max(0.0, 1 - result.value * result.value));
  } else if (rule == RuleKind::cagr) {
    const double years = observations.back().year - observations.front().year;
    result.value = std::pow(values.back() / values.front(), 1 / years) - 1;
    result.spread = std::nullopt;
  }
}

double naive_forecast(const Values& values, std::size_t at, Naive rule) {
  const std::size_t length = rule == Naive::last ? 1 : rule == Naive::mean_3 ? 3 : 10;
  const std::size_t first = at + 1 >= length ? at + 1 - length : 0;
  return mean_of({values.begin() + static_cast<std::ptrdiff_t>(first),
                  values.begin() + static_cast<std::ptrdiff_t>(at + 1)});
}

}  // namespace

void Evaluation::of_window(const Stated& stated, const Window& window, Result& result) {
  const auto name = find_series(*stated.node.find("of"), file_.known, diagnostics_);
  if (!name) return;
  if (result.rule == RuleKind::value) {
    const auto one = observe_year(*name, window, file_.known, stated.place, diagnostics_);
    if (!one) return;
    result.value = one->value;
    result.count = 1;
    result.window = std::to_string(one->year);
    if (result.unit.empty() && stated.node.find("scale") == nullptr && window.as == Transform::level)
      result.unit = one->figures.front()->unit;
    return use(*name, {*one}, result);
  }
  Window asked = window;
  if (result.rule == RuleKind::drift) asked.as = Transform::log_growth;
  const auto observations = observe_window(*name, asked, file_.known, stated.place, diagnostics_);
  if (!observations) return;
  if (observations->size() < least_of(result.rule) ||
      (result.rule == RuleKind::ar1 && !follow_each_other(*observations))) {
    diagnostics_.error(
        "too-few", stated.place,
        fmt::format("`{}` needs at least {} observations{}", name_of(result.rule), least_of(result.rule),
                    result.rule == RuleKind::ar1 ? " of successive years" : ""));
    return;
  }
  set_estimate(result.rule, *observations, result);
  use(*name, *observations, result);
}

/// Years in which both series are known; the window's length counts those.
void Evaluation::of_pairs(const Stated& stated, const Window& window, Result& result) {
  const char* key = result.rule == RuleKind::share ? "whole" : "less";
  const auto name = find_series(*stated.node.find("of"), file_.known, diagnostics_);
  const auto other = find_series(*stated.node.find(key), file_.known, diagnostics_);
  if (!name || !other) return;
  Window asked = window;
  if (result.rule == RuleKind::drift) asked.as = Transform::log_growth;
  Window all = asked;
  all.last = std::nullopt;
  all.stops_at_break = true;
  const auto ones = observe_window(*name, all, file_.known, stated.place, diagnostics_);
  const auto others = observe_window(*other, all, file_.known, stated.place, diagnostics_);
  if (!ones || !others) return;
  // Which years both have; the window itself is then held to its breaks.
  for (const auto& [one, these] : {std::pair(&*ones, &*others), std::pair(&*others, &*ones)}) {
    for (const Observation& observation : *one) {
      const bool is_there = std::any_of(these->begin(), these->end(), [&](const Observation& match) {
        return match.year == observation.year;
      });
      if (!is_there) asked.without.insert(observation.year);
    }
  }
  const auto first = observe_window(*name, asked, file_.known, stated.place, diagnostics_);
  const auto second = observe_window(*other, asked, file_.known, stated.place, diagnostics_);
  if (!first || !second) return;
  std::vector<Observation> pairs;
  for (const Observation& one : *first) {
    const auto match = std::find_if(second->begin(), second->end(),
                                    [&](const Observation& two) { return two.year == one.year; });
    if (match == second->end()) continue;
    pairs.push_back(
        {one.year, result.rule == RuleKind::share ? one.value / match->value : one.value - match->value, {}});
  }
  if (pairs.empty()) {
    diagnostics_.error("too-few", stated.place,
                       fmt::format("no year has both \"{}\" and \"{}\"", name->text, other->text));
    return;
  }
  set_estimate(RuleKind::mean, pairs, result);
  use(*name, *first, result);
  use(*other, *second, result);
}

void Evaluation::of_error(const Stated& stated, const Window& window, Result& result) {
  const auto name = find_series(*stated.node.find("of"), file_.known, diagnostics_);
  const auto rule = yaml::read_choice<Naive>(*stated.node.find("by"), diagnostics_);
  const auto horizon = yaml::read_integer(*stated.node.find("horizon"), 1, 20, diagnostics_);
  if (!name || !rule || !horizon) return;
  const auto observations = observe_window(*name, window, file_.known, stated.place, diagnostics_);
  if (!observations) return;
  const Values values = values_of(*observations);
  const auto ahead = static_cast<std::size_t>(*horizon);
  const std::size_t needed = *rule == Naive::last ? 1 : 3;
  Values errors;
  for (std::size_t at = needed - 1; at + ahead < values.size(); ++at) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(at + 1);
    errors.push_back(mean_of({first, first + static_cast<std::ptrdiff_t>(ahead)}) -
                     naive_forecast(values, at, *rule));
  }
  if (errors.size() < 2 || !follow_each_other(*observations)) {
    diagnostics_.error("too-few", stated.place,
                       fmt::format("{} successive years give {} errors of this rule, and two are needed",
                                   values.size(), errors.size()));
    return;
  }
  double squares = 0;
  for (const double error : errors)
    squares += error * error;
  result.value = mean_of(errors);
  result.spread = std::sqrt(squares / static_cast<double>(errors.size()));
  result.count = errors.size();
  result.window = window_text(*observations);
  use(*name, *observations, result);
}

}  // namespace leontide::calibration
