#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/growth_rule.hpp"
#include "calibration/national_targets.hpp"
#include "calibration/panel.hpp"

namespace leontide::calibration {

/// A forecasting rule fitted on a panel of cities (`leontide: rule/1`): all that a forecast needs once the
/// panel is not at hand, and what shows how it was fitted.
struct GrowthRuleFile {
  std::string name;                  ///< of the rule
  std::string code_version;          ///< of the program that fitted it
  std::string panel;                 ///< its path below the data folder
  std::string panel_sha256;          ///< of the panel it was fitted on
  std::size_t cities = 0;            ///< of the panel
  GrowthSettings settings;           ///< as the fit goes by
  NationalTargets targets;           ///< the nation's, as the fit used them
  std::map<int, double> city_means;  ///< by year, over cities, 100 log a year
  /// In years after the panel the mean of cities stands above the nation's first published growth by this
  /// much, 100 log a year.
  double cities_above = 0, cities_above_sd = 0;
  std::map<int, GrowthFit> fits;  ///< by vintage
  std::string sha256;             ///< of the file, once read
  std::string shown_as;           ///< the rule file, in messages
};

/// Reads a rule file and reports what is wrong with it.
std::optional<GrowthRuleFile> read_rule_file(const std::filesystem::path& path, const std::string& shown_as,
                                             Diagnostics& diagnostics);

/// The file's text: what was fitted, and on what.
std::string rule_file_text(const GrowthRuleFile& rule);

/// Fits the rule at every vintage from `first` to the panel's last year.
GrowthRuleFile fit_rule(const GrowthPanel& panel, const GrowthForecaster& forecaster, int first);

/// Where the fits differ by more than `tolerance`, in words; empty where they agree.
std::string difference_of_fits(const GrowthRuleFile& one, const GrowthRuleFile& other, double tolerance);

/// The coefficients of a fit by name, in the order in which the file lists them.
std::vector<std::pair<std::string, double>> coefficients_of(const GrowthFit& fit);

}  // namespace leontide::calibration
