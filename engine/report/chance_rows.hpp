#pragma once

#include "report/answer.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// What CSV of a run holds: a row a reading, target and tolerance or given base, with what is promised in
/// columns of its own, and the plan as a whole as the row `joint`; every target, assessed or not.
Sheet chance_rows(const Answer& answer);

}  // namespace leontide::report
