#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "statistics/latent/linear_fit.hpp"

namespace leontide::statistics {

/// A normal law of the scores that differs from the standard one in a few directions, and Crank-Nicolson
/// moves that leave it as it is: x' = mean + sqrt(1 - step²) (x - mean) + step root z (Cotter, Roberts,
/// Stuart & White 2013, Statistical Science 28, 424-446; for another law than the standard one: Rudolf &
/// Sprungk 2018, Foundations of Computational Mathematics 18, 309-343).
class GaussianReference {
 public:
  /// The standard normal law; moves leave coordinates where `is_moved` [dimensions] is 0.
  explicit GaussianReference(std::vector<std::uint8_t> is_moved);
  /// The law given that each value was seen as `seen` [values] with an error of variance `variances`
  /// [values], residuals of the fit included.
  GaussianReference(std::vector<std::uint8_t> is_moved, const LinearFit& fit, std::span<const double> seen,
                    std::span<const double> variances);

  /// A move of 64 lanes: from `scores` [dimensions][64] with standard normals `normals` [dimensions][64] to
  /// `out` [dimensions][64]. `log_ratio` [64] is log of the standard over this law's density at `out` less
  /// the same at `scores`: added to the change of the log likelihood it is the log of the Metropolis ratio.
  void move(const double* scores, const double* normals, double step, double* out, double* log_ratio) const;

  /// Whether moves change this coordinate.
  bool is_moved(std::size_t dimension) const { return is_moved_[dimension] != 0; }
  /// Directions in which the law differs from the standard one.
  std::size_t rank() const { return mean_.size(); }

 private:
  void tilt(double* at, double* log_ratio, double sign) const;

  std::vector<std::uint8_t> is_moved_;
  std::vector<double> directions_;  ///< [rank][dimensions] orthonormal
  std::vector<double> factor_;      ///< [rank][rank] lower: factor factorᵀ is the precision along them
  std::vector<double> mean_;        ///< [rank] along them
};

}  // namespace leontide::statistics
