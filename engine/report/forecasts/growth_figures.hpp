#pragma once

#include "hindcast/growth_hindcast.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

// What a hindcast of cities says first, and its figures. The numbers stand in `growth_sheets`.

/// The scores of a rule that the hindcast has.
const hindcast::RuleScores& scores_by(const hindcast::GrowthHindcast& answer, calibration::GrowthRule rule);

/// `three years`, `year`: so many, as what comes after a vintage.
Title years_in_words(int count);
/// `three vintages`, `one vintage`: so many, as the length of a block.
Title vintages_in_words(int count);

/// How the chosen rule did against the mean of three years, and whether its bands held.
Text growth_headline(const hindcast::GrowthHindcast& answer);

/// What the scores are, and how far they reach.
std::vector<Title> growth_caveats(const hindcast::GrowthHindcast& answer, int horizon);

/// CRPS skill over the mean of three years, by vintage, a line a rule.
Figure skill_by_vintage(const hindcast::GrowthHindcast& answer);
/// Skill over all vintages with its interval, of every rule against each naive one; blocks are `horizon`
/// long.
Figure skill_over_all(const hindcast::GrowthHindcast& answer, int horizon);
/// Share of outcomes in the 80 % bands, by vintage, a line a rule.
Figure coverage_by_vintage(const hindcast::GrowthHindcast& answer);
/// Where outcomes fell in the chosen rule's forecasts.
Figure outcomes_by_tenth(const hindcast::GrowthHindcast& answer);

}  // namespace leontide::report
