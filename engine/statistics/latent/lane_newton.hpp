#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "lanes/block.hpp"

namespace leontide::statistics {

/// 64 small systems of equations side by side, each with its own estimate of the inverse of its slopes:
/// Newton's method where the slopes are known at the start only (Broyden 1965, Mathematics of Computation 19,
/// 577-593, his first method in the form of Sherman & Morrison).
class LaneNewton {
 public:
  /// `count` equations and unknowns; allocates.
  explicit LaneNewton(std::size_t count);

  /// Takes the slopes [equation][unknown][64]. `log_size` [64] is the log of the absolute determinant,
  /// -infinity of a lane whose slopes have no inverse.
  void start(const double* slopes, double* log_size);
  /// `step` [unknown][64] leads from where the equations leave `rest` [equation][64] to where they leave
  /// nothing, were they linear; no longer than `longest`.
  void step(const double* rest, double longest, double* step) const;
  /// Learns what a step of one lane changed: `step` [unknown][64] the change of the unknowns, `change`
  /// [equation][64] that of the equations.
  void learn(const double* step, const double* change, std::size_t lane);

 private:
  std::size_t count_;
  std::vector<double> inverse_;  ///< [64][unknown][equation]
};

}  // namespace leontide::statistics
