#pragma once

#include <span>
#include <vector>

namespace leontide::statistics {

/// Ranks from 1, ties sharing their mean rank.
std::vector<double> ranks_of(std::span<const double> x);

/// Pearson's correlation of two samples of equal size; NaN where one does not vary.
double pearson(std::span<const double> x, std::span<const double> y);

}  // namespace leontide::statistics
