#pragma once

#include "statistics/proportion.hpp"

namespace leontide::statistics {

/// first - second of two shares from independent draws, in [-1, 1], with the hybrid score interval: method 10
/// of Newcombe (1998), Statistics in Medicine 17, 873-890. The level is the first's. Without draws on either
/// side the value is NaN and the interval [-1, 1].
Estimate difference_of_independent(const Proportion& first, const Proportion& second);

}  // namespace leontide::statistics
