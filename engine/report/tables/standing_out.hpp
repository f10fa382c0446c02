#pragma once

#include <span>
#include <vector>

#include "report/write/document.hpp"

namespace leontide::report {

/// Whether the numbers of a column mean something together as their mean or as their sum.
enum class Together { mean, sum };

/// What stands out in a column, for an answer to begin with: the row whose number is largest by size, beside
/// the mean or the sum of all. `of`: what the sheet is of, up to its colon. Rows without a number do not
/// count; empty where none has one.
Title standing_out(const Title& of, const SheetColumn& column, std::span<const Title> rows,
                   std::span<const double> values, Together together);

}  // namespace leontide::report
