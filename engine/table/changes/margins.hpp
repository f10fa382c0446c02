#pragma once

#include <cstddef>
#include <string>

#include "table/changes/balance.hpp"

namespace leontide::table {

/// What RAS and GRAS share: the checks of their arguments and the measure of their progress.

/// `row "14"`, or `row 3` where margins carry no labels.
std::string row_name(const Margins& margins, std::size_t row);
std::string column_name(const Margins& margins, std::size_t column);

/// Refuses margins that do not fit the matrix or whose sums disagree.
void require_margins(const Matrix& prior, const Margins& margins);

struct Gap {
  double relative = 0;  ///< to the largest target
  std::string label;
  double sum = 0;
  double target = 0;
};

/// The widest gap between a row or column sum and its target.
Gap widest_gap(const Matrix& matrix, const Margins& margins);

[[noreturn]] void refuse_not_converged(const Gap& gap, std::size_t iterations);

}  // namespace leontide::table
