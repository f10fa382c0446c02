#pragma once

#include <cstdint>
#include <span>

#include "statistics/proportion.hpp"

namespace leontide::statistics {

/// What a factor is worth to a chance, free from the draws of a run: the chance of a hit where the factor is
/// low and where it is high.
struct TornadoBar {
  double low_up_to = 0, high_from = 0;  ///< x <= low_up_to is low, x >= high_from is high
  Proportion low, high;                 ///< chance of a hit at each end, with its own interval
  Estimate difference;  ///< high - low, Newcombe's interval for independent shares (difference.hpp)
};

/// The two ends hold `share` of the draws each (a fifth by default), more where equal values stand at their
/// edge; share in (0, 0.5]. A factor with so many equal values that the ends would meet is cut beside its
/// commonest stretch instead: an event with a chance of 5 % is compared with and without. hits[i] is 0 or 1,
/// one a draw. A constant factor has no draws at either end and the difference is NaN.
TornadoBar tornado(std::span<const double> x, std::span<const std::uint8_t> hits, double share = 0.2,
                   double level = 0.95);

}  // namespace leontide::statistics
