#pragma once

#include <optional>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/rule_file.hpp"
#include "calibration/window.hpp"

namespace leontide::calibration {

/// A city's mean growth over the years after the last one known, as a ratio a year in logs.
struct CityForecast {
  int last_year = 0;  ///< of the city's growth known at the vintage
  int fit = 0;        ///< the vintage whose coefficients are used
  double mean = 0;    ///< over the horizon
  /// standard deviations: what all cities share, and the city's own
  double common_spread = 0, city_spread = 0;
  std::vector<const PublishedFigure*> figures;  ///< that it read
};

/// The fit that a day may use: of the last year whose panel figures were known by rule. Reports a day before
/// the first.
std::optional<int> fit_known_on(const GrowthRuleFile& rule, const Day& vintage, const Place& place,
                                Diagnostics& diagnostics);

/// The rule at a vintage, for a city by its growth in per cent and the nation by its first published one.
/// The mean of cities is the panel's as far as it was known then, else the nation's plus what cities stand
/// above it. The nation's target of a year is known on 5 March; until then the year before stands. Reports
/// figures that are missing and targets that the rule does not have.
std::optional<CityForecast> forecast_city(const GrowthRuleFile& rule, const SeriesName& city,
                                          const SeriesName& nation, const KnownSeries& known,
                                          const Place& place, Diagnostics& diagnostics);

}  // namespace leontide::calibration
