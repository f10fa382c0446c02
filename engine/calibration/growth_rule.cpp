#include "calibration/growth_rule.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/scores/bands.hpp"

namespace leontide::calibration {
namespace {

constexpr int recent_years = 3;
constexpr int many_years = 10;
/// Of a sum of squares: what is less is rounding.
constexpr double smallest_share = 1e-12;

double mean_square(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value * value;
  return sum / static_cast<double>(values.size());
}

double mean_value(std::span<const double> values) {
  double sum = 0;
  for (const double value : values)
    sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double GrowthForecast::spread() const {
  return std::hypot(common_spread, city_spread);
}

double GrowthForecast::robust_spread() const {
  return std::hypot(common_spread, robust_city_spread);
}

GrowthForecaster::GrowthForecaster(const GrowthPanel& panel, NationalTargets targets, GrowthSettings settings)
    : panel_(panel), targets_(std::move(targets)), settings_(settings) {
  for (std::size_t year = 0; year < panel.years; ++year) {
    double sum = 0;
    for (std::size_t city = 0; city < panel.cities.size(); ++city)
      sum += panel.growth[city * panel.years + year];
    means_.push_back(sum / static_cast<double>(panel.cities.size()));
  }
}

double GrowthForecaster::mean_of_cities(int year) const {
  return means_[static_cast<std::size_t>(year - panel_.first_year)];
}

double GrowthForecaster::trailing_mean(std::size_t city, int year, int length) const {
  const int first = std::max(panel_.first_year, year - length + 1);
  double sum = 0;
  for (int at = first; at <= year; ++at)
    sum += panel_.at(city, at);
  return sum / (year - first + 1);
}

std::vector<double> GrowthForecaster::outcomes(int vintage) const {
  std::vector<double> means;
  for (std::size_t city = 0; city < panel_.cities.size(); ++city)
    means.push_back(trailing_mean(city, vintage + settings_.horizon, settings_.horizon));
  return means;
}

std::vector<int> GrowthForecaster::past_of(int vintage) const {
  std::vector<int> past;
  for (int at = settings_.first_vintage; at <= vintage - settings_.horizon; ++at)
    past.push_back(at);
  return past;
}

double GrowthForecaster::episodes_of(int vintage) const {
  const auto past = static_cast<double>(past_of(vintage).size());
  return std::max(settings_.least_episodes, past / settings_.horizon);
}

/// How far growth stood above the nation's targets of late.
double GrowthForecaster::overshoot(int vintage) const {
  std::vector<double> above;
  for (int year = vintage - recent_years + 1; year <= vintage; ++year)
    above.push_back(mean_of_cities(year) - targets_.in_logs(year));
  return median_of(above);
}

/// How far the outcome of all cities was above the target alone.
double GrowthForecaster::common_miss(int vintage) const {
  return mean_value(outcomes(vintage)) - targets_.in_logs(vintage + 1);
}

/// Least squares of outcomes on both deviations, each about its vintage's mean, over all cities and vintages.
void GrowthForecaster::fit_deviation(int vintage, GrowthFit& fit) const {
  double aa = 0, am = 0, mm = 0, ay = 0, my = 0;
  for (int at = panel_.first_year + recent_years - 1; at <= vintage - settings_.horizon; ++at) {
    const std::vector<double> outcome = outcomes(at);
    const double outcome_mean = mean_value(outcome);
    double recent_mean = 0;
    for (int year = at - recent_years + 1; year <= at; ++year)
      recent_mean += mean_of_cities(year) / recent_years;
    for (std::size_t city = 0; city < outcome.size(); ++city) {
      const double last = panel_.at(city, at) - mean_of_cities(at);
      const double mean = trailing_mean(city, at, recent_years) - recent_mean;
      const double own = outcome[city] - outcome_mean;
      aa += last * last, am += last * mean, mm += mean * mean;
      ay += last * own, my += mean * own;
    }
  }
  const double determinant = aa * mm - am * am;
  if (determinant > smallest_share * aa * mm) {
    fit.last_weight = (ay * mm - am * my) / determinant;
    fit.mean_weight = (aa * my - am * ay) / determinant;
    return;
  }
  // One deviation tells what the other does, or neither tells anything: the shortest of all fits.
  const double trace = aa + mm;
  fit.last_weight = trace > 0 ? (aa * ay + am * my) / (trace * trace) : 0;
  fit.mean_weight = trace > 0 ? (am * ay + mm * my) / (trace * trace) : 0;
}

/// Every share from none to all is as likely beforehand; of each, past vintages say with what mean square it
/// would have missed, and count as the k outcomes that do not overlap: weight (mean square)^(-k/2), a normal
/// law of unknown spread. Fitted by least squares alone one vintage would fix the share.
void GrowthForecaster::fit_share(int vintage, GrowthFit& fit) const {
  constexpr int steps = 20;
  double total = 0, first = 0, second = 0, square = 0, over_miss = 0, over_over = 0;
  const std::vector<int> past = past_of(vintage);
  for (int step = 0; step <= steps; ++step) {
    const double share = static_cast<double>(step) / steps;
    double missed = 0;
    for (const int at : past) {
      const double miss = common_miss(at) - share * overshoot(at);
      missed += miss * miss / static_cast<double>(past.size());
    }
    const double weight = std::pow(std::max(missed, 1e-12), -fit.episodes / 2);
    total += weight, first += weight * share, second += weight * share * share, square += weight * missed;
  }
  for (const int at : past) {
    over_miss += overshoot(at) * common_miss(at);
    over_over += overshoot(at) * overshoot(at);
  }
  fit.share = first / total;
  fit.share_sd = std::sqrt(std::max(0.0, second / total - fit.share * fit.share));
  fit.fitted_share = over_over > 0 ? over_miss / over_over : 0;
  fit.common_spread = std::sqrt(square / total * (fit.episodes + 1) / fit.episodes);
}

GrowthFit GrowthForecaster::fit(int vintage) const {
  GrowthFit fit;
  fit.vintage = vintage;
  fit.episodes = episodes_of(vintage);
  fit_deviation(vintage, fit);
  fit_share(vintage, fit);
  fit.city_spread = forecast(GrowthRule::shrunk_share, vintage).robust_city_spread;
  return fit;
}

std::vector<double> GrowthForecaster::centre(GrowthRule rule, int vintage, const RuleWeights& weights) const {
  const double target = targets_.in_logs(vintage + 1);
  double common = target;
  if (rule == GrowthRule::shrunk_last) common = mean_of_cities(vintage);
  if (rule == GrowthRule::shrunk_share || rule == GrowthRule::shrunk_fitted)
    common += weights.share * overshoot(vintage);
  double recent_mean = 0;
  for (int year = vintage - recent_years + 1; year <= vintage; ++year)
    recent_mean += mean_of_cities(year) / recent_years;
  std::vector<double> forecasts;
  for (std::size_t city = 0; city < panel_.cities.size(); ++city) {
    const double last = panel_.at(city, vintage);
    const double mean = trailing_mean(city, vintage, recent_years);
    switch (rule) {
      case GrowthRule::last_year: forecasts.push_back(last); break;
      case GrowthRule::mean_3: forecasts.push_back(mean); break;
      case GrowthRule::mean_10: forecasts.push_back(trailing_mean(city, vintage, many_years)); break;
      case GrowthRule::national_target: forecasts.push_back(target); break;
      default:
        forecasts.push_back(common + weights.last * (last - mean_of_cities(vintage)) +
                            weights.mean * (mean - recent_mean));
    }
  }
  return forecasts;
}

GrowthForecast GrowthForecaster::forecast(GrowthRule rule, int vintage) const {
  GrowthFit fitted;
  fitted.episodes = episodes_of(vintage);
  fit_deviation(vintage, fitted);
  fit_share(vintage, fitted);
  const RuleWeights weights{fitted.last_weight, fitted.mean_weight,
                            rule == GrowthRule::shrunk_fitted ? fitted.fitted_share : fitted.share};
  GrowthForecast result;
  result.centre = centre(rule, vintage, weights);
  std::vector<double> common, own;
  for (const int at : past_of(vintage)) {
    std::vector<double> errors = outcomes(at);
    const std::vector<double> forecasts = centre(rule, at, weights);
    for (std::size_t city = 0; city < errors.size(); ++city)
      errors[city] -= forecasts[city];
    common.push_back(mean_value(errors));
    for (const double error : errors)
      own.push_back(error - common.back());
    result.past_errors.push_back(std::move(errors));
  }
  result.common_spread = rule == GrowthRule::shrunk_share
                             ? fitted.common_spread
                             : std::sqrt(mean_square(common) * (fitted.episodes + 1) / fitted.episodes);
  result.city_spread = std::sqrt(mean_square(own));
  result.robust_city_spread = statistics::spread_of_deciles(own);
  return result;
}

}  // namespace leontide::calibration
