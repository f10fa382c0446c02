#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/growth_rule.hpp"
#include "calibration/outside_view.hpp"
#include "calibration/panel.hpp"
#include "calibration/rule_file.hpp"
#include "hindcast/growth_file.hpp"
#include "statistics/interval.hpp"
#include "statistics/scores/comparison.hpp"

namespace leontide::hindcast {

using calibration::GrowthRule;

/// One rule at one vintage, over all cities.
struct GrowthScore {
  double crps = 0;                          ///< of the normal law with the rule's spread, 100 log a year
  double above_target = 0;                  ///< the same above the nation's target
  double covered = 0;                       ///< share of outcomes in the 80 % band of that law
  double covered_square = 0;                ///< … with root mean square spreads
  double covered_robust = 0;                ///< … with the city part from deciles
  std::optional<double> covered_conformal;  ///< by past vintages; none while they are too few
  std::vector<double> pit;                  ///< [10] share of outcomes by tenth of the law
};

/// The scores of one rule.
struct RuleScores {
  GrowthRule rule = GrowthRule::last_year;
  std::vector<GrowthScore> vintages;  ///< in the order of the hindcast's vintages

  /// One a vintage.
  std::vector<double> crps() const;
};

/// A rule against a naive one, vintage by vintage.
struct RuleComparison {
  GrowthRule rule = GrowthRule::last_year;
  GrowthRule reference = GrowthRule::mean_3;  ///< the naive rule it is held against
  statistics::Estimate skill;                 ///< over all vintages, with an interval over blocks of them
  statistics::DieboldMariano test;            ///< of the differences of CRPS over the vintages
  std::size_t won = 0;                        ///< vintages
  /// The interval leaves out zero and the test has a chance below 1 in 20.
  bool is_told_from_zero = false;
};

/// The chosen rule's skill when a recalled target is moved.
struct TargetMove {
  std::optional<int> year;  ///< none: all recalled ones
  double by = 0;            ///< per cent of growth a year
  double skill = 0;         ///< over all vintages
  double least = 0;         ///< vintage
};

/// How often cities ever grew so much.
struct OutsideView {
  calibration::Measure measure = calibration::Measure::real;
  int window_years = 0;                   ///< length of the windows
  double growth = 0;                      ///< per cent a year
  calibration::ReachedShare all, recent;  ///< of all windows, and of those since the recent year
  int first_year = 0, last_year = 0;      ///< of the panel
};

/// All that a growth hindcast finds.
struct GrowthHindcast {
  std::vector<int> vintages;                 ///< years
  std::size_t cities = 0;                    ///< of the panel
  std::vector<RuleScores> rules;             ///< in the order of `growth_rules`
  std::vector<calibration::GrowthFit> fits;  ///< [vintages]
  std::vector<RuleComparison> comparisons;   ///< of every rule with every naive one
  std::vector<TargetMove> moves;             ///< empty where no target is recalled
  std::vector<OutsideView> outside;          ///< rows of the outside view's table
  calibration::GrowthRuleFile rule;          ///< the chosen one, fitted up to the panel's end
};

/// Whether the rule's law takes the city part's spread from deciles.
bool is_robust(GrowthRule rule);

/// Scores of a rule at a vintage.
GrowthScore score_rule(const calibration::GrowthForecaster& forecaster, GrowthRule rule, int vintage);

/// All rules at all vintages of the file; growth at current prices is told of in the outside view alone.
/// Reports vintages that the panel does not reach.
std::optional<GrowthHindcast> run_growth_hindcast(const GrowthFile& file,
                                                  const calibration::GrowthPanel& panel,
                                                  const calibration::GrowthPanel* nominal,
                                                  Diagnostics& diagnostics);

}  // namespace leontide::hindcast
