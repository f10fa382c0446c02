#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leontide::statistics {

// Scores of chances for what happens or not. chances[i] in [0, 1], happened[i] in [0, 1]: 0 or 1, or the
// chance that it happened where only that is known. Both have one entry a case; NaN without any.

/// Mean squared distance (Brier 1950, Monthly Weather Review 78, 1-3), in [0, 1].
double brier_score(std::span<const double> chances, std::span<const double> happened);

/// Mean of -log of the chance given to what happened; infinite where that had none.
double log_score(std::span<const double> chances, std::span<const double> happened);

/// Brier score = reliability - resolution + uncertainty, exactly, over groups of equal chances (Murphy 1973,
/// J. Applied Meteorology 12, 595-600); happened is 0 or 1.
struct BrierParts {
  double reliability = 0;  ///< how far chances are from the shares they go with
  double resolution = 0;   ///< how far these shares are from the share of all
  double uncertainty = 0;  ///< of the share of all
};
/// At least one case. Chances that are equal to the last bit make one group.
BrierParts brier_parts(std::span<const double> chances, std::span<const double> happened);

}  // namespace leontide::statistics
