#include "hindcast/growth_hindcast.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "statistics/scores/bands.hpp"
#include "statistics/scores/crps.hpp"

namespace leontide::hindcast {
namespace {

using calibration::GrowthForecast;
using calibration::GrowthForecaster;
using calibration::GrowthPanel;

constexpr double band_level = 0.8;
constexpr GrowthRule chosen = GrowthRule::shrunk_share;
constexpr GrowthRule naive_rules[] = {GrowthRule::last_year, GrowthRule::mean_3, GrowthRule::mean_10,
                                      GrowthRule::national_target};

bool is_naive(GrowthRule rule) {
  return std::find(std::begin(naive_rules), std::end(naive_rules), rule) != std::end(naive_rules);
}

double share_within(const std::vector<double>& outcomes, const std::vector<double>& centre,
                    double half_width) {
  std::vector<statistics::Band> bands;
  bands.reserve(centre.size());
  for (const double middle : centre)
    bands.push_back({middle - half_width, middle + half_width});
  return statistics::coverage(bands, outcomes);
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum;
}

const RuleScores& scores_of(const std::vector<RuleScores>& all, GrowthRule rule) {
  return *std::find_if(all.begin(), all.end(), [&](const RuleScores& one) { return one.rule == rule; });
}

RuleComparison compare_rules(const std::vector<RuleScores>& all, GrowthRule rule, GrowthRule reference,
                             int horizon) {
  RuleComparison comparison;
  comparison.rule = rule;
  comparison.reference = reference;
  const std::vector<double> own = scores_of(all, rule).crps(), other = scores_of(all, reference).crps();
  std::vector<double> gains;
  for (std::size_t i = 0; i < own.size(); ++i) {
    gains.push_back(other[i] - own[i]);
    comparison.won += own[i] < other[i] ? 1 : 0;
  }
  const auto block = static_cast<std::size_t>(horizon);
  comparison.skill = statistics::skill_over_blocks(own, other, block);
  comparison.test = statistics::diebold_mariano(gains, block);
  const bool is_one_side = comparison.skill.low > 0 || comparison.skill.high < 0;
  comparison.is_told_from_zero = is_one_side && comparison.test.chance < 0.05;
  return comparison;
}

/// The chosen rule's skill over the mean of three years with other targets.
TargetMove move_targets(const GrowthFile& file, const GrowthPanel& panel,
                        const std::vector<double>& reference, std::optional<int> year, double by) {
  calibration::NationalTargets targets = file.targets;
  for (auto& [at, target] : targets.by_year) {
    if (target.is_recalled && (!year || *year == at)) target.percent += by;
  }
  const GrowthForecaster forecaster(panel, targets, file.settings);
  TargetMove move{year, by, 0, 1};
  std::vector<double> own;
  for (int vintage = file.first; vintage <= file.last; ++vintage) {
    own.push_back(score_rule(forecaster, chosen, vintage).crps);
    move.least = std::min(move.least, statistics::skill(own.back(), reference[own.size() - 1]));
  }
  move.skill = statistics::skill(sum_of(own), sum_of(reference));
  return move;
}

/// Plans run for at most so many years.
constexpr int longest_window = 5;

void add_moves(const GrowthFile& file, const GrowthPanel& panel, GrowthHindcast& out) {
  const std::vector<double> reference = scores_of(out.rules, GrowthRule::mean_3).crps();
  for (const auto& [year, target] : file.targets.by_year) {
    if (!target.is_recalled || year > file.last + 1) continue;
    for (const double by : {-file.move, file.move})
      out.moves.push_back(move_targets(file, panel, reference, year, by));
  }
  for (const double by : {-file.move, file.move})
    out.moves.push_back(move_targets(file, panel, reference, std::nullopt, by));
}

/// Steps of a tenth where a plan's question is asked most, of real growth over the rule's horizon, else of a
/// half.
std::vector<double> growths_told(bool is_fine) {
  std::vector<double> growths;
  for (int step = 0; step <= (is_fine ? 200 : 80); ++step)
    growths.push_back(is_fine ? step / 10.0 : step / 2.0);
  return growths;
}

void add_outside_view(const GrowthFile& file, const GrowthPanel& panel, calibration::Measure measure,
                      GrowthHindcast& out) {
  const int first = panel.first_year, last = panel.last_year();
  for (int length = 1; length <= longest_window; ++length) {
    const bool is_fine = measure == calibration::Measure::real && length == file.settings.horizon;
    for (const double growth : growths_told(is_fine)) {
      const double in_logs = 100 * std::log1p(growth / 100);
      out.outside.push_back({measure, length, growth, share_of_windows(panel, length, first, last, in_logs),
                             share_of_windows(panel, length, file.recent_from + length - 1, last, in_logs),
                             first, last});
    }
  }
}

}  // namespace

bool is_robust(GrowthRule rule) {
  return rule == chosen;
}

std::vector<double> RuleScores::crps() const {
  std::vector<double> all;
  for (const GrowthScore& score : vintages)
    all.push_back(score.crps);
  return all;
}

GrowthScore score_rule(const GrowthForecaster& forecaster, GrowthRule rule, int vintage) {
  const GrowthForecast forecast = forecaster.forecast(rule, vintage);
  const std::vector<double> outcomes = forecaster.outcomes(vintage);
  const double spread = is_robust(rule) ? forecast.robust_spread() : forecast.spread();
  const double target = forecaster.targets().in_logs(vintage + 1);
  const auto cities = static_cast<double>(outcomes.size());
  GrowthScore score;
  score.pit.assign(10, 0);
  for (std::size_t city = 0; city < outcomes.size(); ++city) {
    const double centre = forecast.centre[city];
    score.crps += statistics::crps_normal(centre, spread, outcomes[city]) / cities;
    score.above_target += statistics::crps_normal_above(centre, spread, outcomes[city], target) / cities;
    const double pit = statistics::pit_of_normal(centre, spread, outcomes[city]);
    score.pit[std::min<std::size_t>(9, static_cast<std::size_t>(10 * pit))] += 1 / cities;
  }
  const double reach = statistics::normal_reach(band_level);
  score.covered = share_within(outcomes, forecast.centre, reach * spread);
  score.covered_square = share_within(outcomes, forecast.centre, reach * forecast.spread());
  score.covered_robust = share_within(outcomes, forecast.centre, reach * forecast.robust_spread());
  if (const auto half = statistics::conformal_half_width(forecast.past_errors, band_level))
    score.covered_conformal = share_within(outcomes, forecast.centre, *half);
  return score;
}

std::optional<GrowthHindcast> run_growth_hindcast(const GrowthFile& file, const GrowthPanel& panel,
                                                  const GrowthPanel* nominal, Diagnostics& diagnostics) {
  if (file.last + file.settings.horizon > panel.last_year() ||
      file.settings.first_vintage - 2 < panel.first_year) {
    diagnostics.error("vintages", file.panel_place,
                      fmt::format("the panel has {} to {}, and vintages {} to {} need {} to {}",
                                  panel.first_year, panel.last_year(), file.first, file.last,
                                  file.settings.first_vintage - 2, file.last + file.settings.horizon));
    return std::nullopt;
  }
  // The rule is fitted up to the panel's end, and forecasts the year after it.
  for (int year = file.first; year <= panel.last_year() + 1; ++year) {
    if (file.targets.has(year)) continue;
    diagnostics.error(
        "missing-target", file.panel_place,
        fmt::format("the panel goes to {}, and there is no national target of {}", panel.last_year(), year));
    return std::nullopt;
  }
  const GrowthForecaster forecaster(panel, file.targets, file.settings);
  GrowthHindcast out;
  out.cities = panel.cities.size();
  for (int vintage = file.first; vintage <= file.last; ++vintage) {
    out.vintages.push_back(vintage);
    out.fits.push_back(forecaster.fit(vintage));
  }
  for (const auto& choice : calibration::growth_rules) {
    RuleScores scores{choice.value, {}};
    for (const int vintage : out.vintages)
      scores.vintages.push_back(score_rule(forecaster, choice.value, vintage));
    out.rules.push_back(std::move(scores));
  }
  for (const RuleScores& scores : out.rules) {
    if (is_naive(scores.rule)) continue;
    for (const GrowthRule reference : naive_rules)
      out.comparisons.push_back(compare_rules(out.rules, scores.rule, reference, file.settings.horizon));
  }
  add_moves(file, panel, out);
  add_outside_view(file, panel, calibration::Measure::real, out);
  if (nominal != nullptr) add_outside_view(file, *nominal, calibration::Measure::nominal, out);
  out.rule = fit_rule(panel, forecaster, file.first);
  out.rule.name = file.name;
  out.rule.panel = file.panel;
  out.rule.cities_above = file.cities_above;
  out.rule.cities_above_sd = file.cities_above_sd;
  return out;
}

}  // namespace leontide::hindcast
