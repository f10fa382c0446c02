#pragma once

// Internal to the analysis layer: islands put together by what their evidence says.

#include <span>
#include <vector>

namespace leontide::analysis {

/// Independent islands of equal size, each weighed by its estimate of the figures' density
/// (latent/island.hpp): the ratio of two sums of unbiased numbers. An average of equal shares would give as
/// much to an island that missed a way in which the figures come about as to one that met it.
class IslandWeights {
 public:
  /// `log_evidence` [islands], -infinity of an island that counts for nothing.
  explicit IslandWeights(std::span<const double> log_evidence);

  double operator[](std::size_t island) const { return shares_[island]; }
  /// How many equal islands say as much: 1 / sum of squared shares; 0 where no island counts.
  double effective() const { return effective_; }

  struct Mean {
    double value = 0;
    double error = 0;  ///< of the jackknife over islands (Miller 1974, Biometrika 61, 1-15)
  };
  Mean mean_of(std::span<const double> means) const;

 private:
  std::vector<double> shares_;
  double effective_ = 0;
};

}  // namespace leontide::analysis
