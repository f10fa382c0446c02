#pragma once

#include <optional>

#include "analysis/sources.hpp"
#include "report/answer.hpp"
#include "scenario/scenario.hpp"

namespace leontide::report {

// Parts of an answer that need more than the tally of a run.

/// A source of uncertainty by its title. One driver without a `group:` goes by its own name; several have
/// none.
SourceGroup source_group(const scenario::Reading& reading, const analysis::SpreadSource& source);

/// How often cities' GDP grew as much as money must to reach a target of at least so much, `years` after the
/// base year: at constant prices or at current ones as the target's. Nothing of other targets.
std::optional<calibration::OutsideShare> outside_view(const scenario::Scenario& scenario,
                                                      const scenario::Target& target,
                                                      std::optional<double> required_growth, int years);

}  // namespace leontide::report
