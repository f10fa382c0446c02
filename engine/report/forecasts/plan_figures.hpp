#pragma once

#include <optional>

#include "hindcast/plan_hindcast.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

// What a hindcast of plans says first, and its figures; each is nothing where there is nothing to draw. The
// numbers stand in the sheets of `plan_sheets`.

/// How many figures lay in their bands, and how the chances did against naive ones.
Text plan_headline(const hindcast::PlanHindcast& answer);

/// Skill of chances over the best naive rates, with intervals, by vintage.
std::optional<Figure> skill_figure(const hindcast::PlanHindcast& answer);
/// Chance of every target, and whether it was met.
std::optional<Figure> chance_outcomes(const hindcast::PlanHindcast& answer);
/// Paths of what has outcomes of several years, with these in them.
std::optional<Figure> forecast_paths(const hindcast::PlanHindcast& answer);
/// Where each figure that came lay in its forecast.
std::optional<Figure> outcome_places(const hindcast::PlanHindcast& answer);
/// Share of figures in the 80 % bands, by vintage.
std::optional<Figure> bands_figure(const hindcast::PlanHindcast& answer);

}  // namespace leontide::report
