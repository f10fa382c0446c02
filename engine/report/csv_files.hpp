#pragma once

#include <string>

#include "report/answer.hpp"

namespace leontide::report {

/// One row a target and reading: what it says (indicator, rule, bound, unit, years), status, chance with
/// interval, value, gap, growth required, the figure an unassessed one waits for; and a row `joint` a
/// reading.
std::string targets_csv(const Answer& answer);

/// One row an indicator, reading and year.
std::string indicators_csv(const Answer& answer);

}  // namespace leontide::report
