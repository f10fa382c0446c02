#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/choice.hpp"
#include "calibration/national_targets.hpp"
#include "calibration/panel.hpp"

namespace leontide::calibration {

// Forecasts of a city's mean growth over the years after a vintage, and the four naive ones they are held
// against. Growth is 100 log a year. At vintage t everything is chosen on vintages whose outcome was known
// then, t - horizon and before.

/// What is forecast for a city.
enum class GrowthRule {
  last_year,        ///< growth goes on as in the last year
  mean_3,           ///< … as in the mean of three
  mean_10,          ///< … of ten, or as many as the panel has
  national_target,  ///< as the nation's target, alike for all
  shrunk_last,      ///< own deviation shrunk, mean of all cities as last year
  shrunk_target,    ///< …, mean as the nation's target
  shrunk_share,     ///< … and the share of the recent overshoot that past vintages make likely
  shrunk_fitted,    ///< … and the share that fits past vintages best
};
/// Their names in files, and titles.
inline constexpr Choice<GrowthRule> growth_rules[] = {
    {GrowthRule::last_year, "last_year", "last year", "上年增速"},
    {GrowthRule::mean_3, "mean_3", "mean of three years", "三年均值"},
    {GrowthRule::mean_10, "mean_10", "mean of ten years", "十年均值"},
    {GrowthRule::national_target, "national_target", "nation's target", "全国预期目标"},
    {GrowthRule::shrunk_last, "shrunk_last", "shrunk, common part as last year", "收缩偏差，共同部分同上年"},
    {GrowthRule::shrunk_target, "shrunk_target", "shrunk, nation's target", "收缩偏差，全国目标"},
    {GrowthRule::shrunk_share, "shrunk_share", "shrunk, target and chosen share of overshoot",
     "收缩偏差，全国目标加选定比例超额"},
    {GrowthRule::shrunk_fitted, "shrunk_fitted", "shrunk, target and least-squares share",
     "收缩偏差，全国目标加最小二乘比例超额"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<GrowthRule>> choices_of(GrowthRule) {
  return growth_rules;
}

/// What the fit at a vintage goes by.
struct GrowthSettings {
  int horizon = 3;        ///< years
  int first_vintage = 0;  ///< the first whose errors count
  /// The common part is widened by (k + 1)/k, k = vintages / horizon, the number of outcomes that do not
  /// overlap; no less than this, for one vintage alone would widen it fourfold.
  double least_episodes = 0.7;
};

/// What past vintages give at one vintage.
struct GrowthFit {
  int vintage = 0;           ///< the year up to which growth is known
  double last_weight = 0;    ///< on a city's deviation from all cities in the last year
  double mean_weight = 0;    ///< … in the mean of three years
  double share = 0;          ///< of the recent overshoot, by the flat prior's posterior mean
  double share_sd = 0;       ///< of that posterior
  double fitted_share = 0;   ///< by least squares
  double episodes = 0;       ///< k
  double common_spread = 0;  ///< of the rule with `share`, widened
  double city_spread = 0;    ///< from deciles of past errors about their vintage's mean
};

/// A rule's forecasts at a vintage: normal laws with one spread.
struct GrowthForecast {
  std::vector<double> centre;     ///< [cities]
  double common_spread = 0;       ///< of the part that all share, widened
  double city_spread = 0;         ///< of a city's own part: root mean square of past errors about their mean
  double robust_city_spread = 0;  ///< the same from their deciles, which faulty data do not move
  std::vector<std::vector<double>> past_errors;  ///< [past vintages][cities], by the same coefficients

  /// Of one city's forecast: the root of the sum of both squares, 100 log a year.
  double spread() const;
  /// The same with `robust_city_spread`.
  double robust_spread() const;
};

/// Forecasts of all cities of a panel.
class GrowthForecaster {
 public:
  /// The panel must outlive it. Targets are needed from settings.first_vintage - 2 on.
  GrowthForecaster(const GrowthPanel& panel, NationalTargets targets, GrowthSettings settings);

  /// At a vintage with at least one past vintage whose outcome is known: first_vintage + horizon or later.
  GrowthForecast forecast(GrowthRule rule, int vintage) const;
  /// At a vintage as `forecast` takes it.
  GrowthFit fit(int vintage) const;
  /// [cities] mean growth of the years after the vintage.
  std::vector<double> outcomes(int vintage) const;
  /// Mean over cities in a year.
  double mean_of_cities(int year) const;
  /// As given.
  const GrowthSettings& settings() const { return settings_; }
  /// As given.
  const NationalTargets& targets() const { return targets_; }

 private:
  struct RuleWeights {
    double last = 0, mean = 0, share = 0;
  };
  double trailing_mean(std::size_t city, int year, int length) const;
  double overshoot(int vintage) const;
  double common_miss(int vintage) const;
  std::vector<int> past_of(int vintage) const;
  double episodes_of(int vintage) const;
  void fit_deviation(int vintage, GrowthFit& fit) const;
  void fit_share(int vintage, GrowthFit& fit) const;
  std::vector<double> centre(GrowthRule rule, int vintage, const RuleWeights& weights) const;

  const GrowthPanel& panel_;
  NationalTargets targets_;
  GrowthSettings settings_;
  std::vector<double> means_;  ///< [years] over cities
};

/// Middle one of three years' overshoot, or of any odd number of values.
double median_of(std::vector<double> values);

}  // namespace leontide::calibration
