#pragma once

#include <cstddef>
#include <cstdint>

namespace leontide::lanes {

/// Lanes of a strip.
inline constexpr std::size_t strip = 16;

/// v = gain∘(M v) + push in a strip of lanes, each with its own gain and push; the solution x is
/// solution_weight∘v or solution_weight∘(M v).
struct FixedPoint {
  std::size_t n = 0;                        ///< rows
  const double* matrix = nullptr;           ///< M, row-major [n × n]
  const float* single_matrix = nullptr;     ///< the same in floats
  double norm = 0;                          ///< the largest row sum of |M|
  const double* gain = nullptr;             ///< [n × strip]
  const double* push = nullptr;             ///< [n × strip]
  const double* residual_weight = nullptr;  ///< [n × strip]
  const double* solution_weight = nullptr;  ///< [n × strip]
  bool solution_is_product = false;         ///< else the solution is solution_weight∘v
  std::uint32_t plain_sweeps = 0;           ///< before the first cycle
};

/// Of max |residual_weight∘(gain∘(M v) + push - v)| to max |x|: what may not be passed, and what is aimed at.
struct ConvergenceTolerance {
  double bound = 0;  ///< relative, of every lane that counts as converged
  double aim = 0;    ///< relative; below the bound
};

/// What came of the sweeps.
struct Convergence {
  std::uint32_t sweeps = 0;     ///< in floats and in doubles
  std::uint32_t products = 0;   ///< of M with eight lanes of doubles, or with sixteen of floats
  std::uint32_t converged = 0;  ///< a bit for each lane that is within the tolerance
};

/// Sweeps after which the point is mixed.
inline constexpr std::size_t cycle_sweeps = 5;

/// Doubles of scratch that `solve_fixed_point` needs for n rows.
constexpr std::size_t fixed_point_scratch(std::size_t n) noexcept {
  return (cycle_sweeps + 1 + (cycle_sweeps + 3) / 2) * n * strip;
}

/// Writes x [n × strip], rows `width` apart, and leaves in v [n × strip], at first a guess, what it is of.
///
/// First in floats, which a register holds twice as many of: cycles of five sweeps after which the point is
/// mixed of the images so that the least residual is left in the sense of least squares (the alternating form
/// of Anderson's method: Pratapa, Suryanarayana & Pask 2016, J. Comput. Phys. 306, 43-54). One sweep in
/// doubles then tells what is left, and floats solve for that in the same way (iterative refinement: Higham
/// 2002, Accuracy and Stability of Numerical Algorithms, ch. 12). A lane has converged when its residual,
/// after one more product in floats and with a bound on what that product may err, is within the tolerance.
/// Where some lane is not, the same cycles go on in doubles, every sweep of which measures, until each has
/// converged, beyond hope (not finite) or `most_sweeps` are done.
///
/// A lane's arithmetic never reads another lane, and what is written for one that has converged stays. All
/// arrays are 64-byte aligned.
Convergence solve_fixed_point(const FixedPoint& problem, const ConvergenceTolerance& tolerance,
                              std::uint32_t most_sweeps, double* v, double* scratch, double* x) noexcept;

}  // namespace leontide::lanes
