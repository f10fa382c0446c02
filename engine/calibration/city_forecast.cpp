#include "calibration/city_forecast.hpp"

#include <cmath>
#include <fmt/format.h>

namespace leontide::calibration {
namespace {

constexpr int years_looked_at = 3;

/// The last year whose panel figures a day knows by rule.
int panel_year_known(const Day& vintage) {
  return vintage >= Day{vintage.year, 3, 31} ? vintage.year - 1 : vintage.year - 2;
}

/// The last year whose national target a day knows: it is announced with the budget in March.
int target_year_known(const Day& vintage) {
  return vintage >= Day{vintage.year, 3, 5} ? vintage.year : vintage.year - 1;
}

double in_logs(double percent) {
  return 100 * std::log1p(percent / 100);
}

/// One forecast in the making.
class Forecasting {
 public:
  Forecasting(const GrowthRuleFile& rule, const SeriesName& city, const SeriesName& nation,
              const KnownSeries& known, const Place& place, Diagnostics& diagnostics)
      : rule_(rule), city_(city), nation_(nation), known_(known), place_(place), diagnostics_(diagnostics) {}

  std::optional<CityForecast> run() {
    const std::size_t errors_before = diagnostics_.error_count();
    const auto figures = known_figures(*city_.series, city_.id, known_.vintage);
    if (figures.empty()) {
      diagnostics_.error(
          "too-few", place_,
          fmt::format("no growth of \"{}\" was known on {}", city_.text, print_day(known_.vintage)));
      return std::nullopt;
    }
    const auto fitted = fit_known_on(rule_, known_.vintage, place_, diagnostics_);
    if (!fitted) return std::nullopt;
    out_.last_year = figures.back()->year;
    out_.fit = *fitted;
    const GrowthFit& fit = rule_.fits.at(out_.fit);
    double deviation = 0;
    std::vector<double> above;
    for (int year = out_.last_year - years_looked_at + 1; year <= out_.last_year; ++year) {
      const double mean_of_cities = cities_in(year);
      const double own = figure_of(city_, year) - mean_of_cities;
      deviation +=
          own * fit.mean_weight / years_looked_at + (year == out_.last_year ? own * fit.last_weight : 0);
      above.push_back(mean_of_cities - target_of(year));
    }
    const double common = target_of(out_.last_year + 1) + fit.share * median_of(above);
    out_.mean = (common + deviation) / 100;
    const double nation_spread = reads_nation_ ? fit.share * rule_.cities_above_sd : 0;
    out_.common_spread = std::hypot(fit.common_spread, nation_spread) / 100;
    out_.city_spread = fit.city_spread / 100;
    if (diagnostics_.error_count() != errors_before) return std::nullopt;
    return std::move(out_);
  }

 private:
  /// Growth of a year in 100 log.
  double figure_of(const SeriesName& name, int year) {
    for (const PublishedFigure* figure : known_figures(*name.series, name.id, known_.vintage)) {
      if (figure->year != year) continue;
      out_.figures.push_back(figure);
      return in_logs(figure->value);
    }
    diagnostics_.error("too-few", place_,
                       fmt::format("growth of \"{}\" in {} was not known on {}", name.text, year,
                                   print_day(known_.vintage)));
    return 0;
  }

  double cities_in(int year) {
    const auto found = rule_.city_means.find(year);
    if (found != rule_.city_means.end() && year <= panel_year_known(known_.vintage)) return found->second;
    reads_nation_ = true;
    return figure_of(nation_, year) + rule_.cities_above;
  }

  double target_of(int year) {
    const int known_year = std::min(year, target_year_known(known_.vintage));
    if (rule_.targets.has(known_year)) return rule_.targets.in_logs(known_year);
    diagnostics_.error("missing-target", place_,
                       fmt::format("{} has no national target of {}", rule_.shown_as, known_year));
    return 0;
  }

  const GrowthRuleFile& rule_;
  const SeriesName& city_;
  const SeriesName& nation_;
  const KnownSeries& known_;
  const Place& place_;
  Diagnostics& diagnostics_;
  CityForecast out_;
  bool reads_nation_ = false;
};

}  // namespace

std::optional<int> fit_known_on(const GrowthRuleFile& rule, const Day& vintage, const Place& place,
                                Diagnostics& diagnostics) {
  const auto after = rule.fits.upper_bound(panel_year_known(vintage));
  if (after != rule.fits.begin()) return std::prev(after)->first;
  diagnostics.error("later-than-vintage", place,
                    fmt::format("{} has no fit that was known on {}: its first is that of {}", rule.shown_as,
                                print_day(vintage), rule.fits.begin()->first));
  return std::nullopt;
}

std::optional<CityForecast> forecast_city(const GrowthRuleFile& rule, const SeriesName& city,
                                          const SeriesName& nation, const KnownSeries& known,
                                          const Place& place, Diagnostics& diagnostics) {
  return Forecasting(rule, city, nation, known, place, diagnostics).run();
}

}  // namespace leontide::calibration
