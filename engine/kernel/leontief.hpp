#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lanes/block.hpp"

namespace leontide::kernel {

/// One matrix of coefficients made ready for solving x = diag(r) A diag(s) x + f in every lane.
struct LaneLeontiefSystem {
  std::size_t n = 0;
  lanes::AlignedVector a;         ///< [n × n] row-major coefficients
  lanes::AlignedVector inverse;   ///< [n × n] (I - A)^-1, the Leontief inverse of the base
  lanes::AlignedVector row_sums;  ///< [n] of the inverse: positive, and more than they use up
  /// Both in floats, for first guesses; up to strip_sectors only.
  std::vector<float, lanes::AlignedAllocator<float>> single_a, single_inverse;
  double spectral_radius = 0;  ///< of A, an upper bound to a few per cent
  /// Largest row sums of A, of the inverse and of |(I - A) inverse - I|; up to strip_sectors only.
  double a_norm = 0, inverse_norm = 0, inverse_error = 0;
};

/// Why a matrix cannot serve; `row` is the sector to name.
struct SystemFault {
  /// A coefficient below 0, or a pivot that is not positive.
  enum class Kind { negative_coefficient, unproductive };
  Kind kind = Kind::unproductive;
  std::size_t row = 0;
};

/// Builds the base inverse. A productive matrix has positive pivots throughout (Hawkins & Simon 1949; I - A
/// is an M-matrix).
std::optional<LaneLeontiefSystem> make_system(std::size_t n, const double* a, SystemFault& fault);

/// Spectral radius up to which plain sweeps are taken: there they need no more products than the other form
/// at 5 % noise.
inline constexpr double plain_radius = 0.4;

/// Sectors up to which a lane that touches many of them is eliminated: there that takes a fraction of the
/// sweeps' time.
inline constexpr std::size_t direct_sectors = 20;

/// Sectors up to which a strip of lanes iterates at a time, as their matrix stays in the L2 cache; above it,
/// all 64 together, so that each of its numbers is read once for all.
inline constexpr std::size_t strip_sectors = 200;

/// Lanes of the products that SolveReport counts.
inline constexpr std::size_t product_lanes = 8;
/// Products that one product of all 64 lanes counts as.
inline constexpr std::uint32_t block_products = lanes::width / product_lanes;

/// Doubles of scratch that `solve` needs for n sectors.
std::size_t solve_scratch(std::size_t n);

/// What became of the 64 lanes, one bit each, and the sweeps done.
struct SolveReport {
  std::uint64_t unproductive = 0;  ///< the drawn matrix has no non-negative inverse
  std::uint64_t failed = 0;        ///< the residual stayed above the tolerance
  std::uint32_t sweeps = 0;        ///< 0: solved without; else of the lanes that took most
  /// Of an [n × n] matrix with product_lanes, checks included; in floats with twice as many, in half the time
  /// for each.
  std::uint32_t products = 0;
};

/// Solves for 64 lanes: demand and output are [n × 64]; row and column multipliers r, s are [n × 64],
/// positive, or null for the base matrix itself. Every lane is checked against the original equation: max |x
/// - r∘A(s∘x) - f| <= tolerance · max |x|.
///
/// With multipliers, a lane that touches few sectors takes the base inverse and a small system of those
/// (touched_sectors.hpp). Others are eliminated up to `direct_sectors` sectors (lanes/batched_lu.hpp), which
/// also finds out whether a lane is unproductive. Above that they are swept, in one of two ways that the
/// spectral radius of the base matrix alone chooses between:
/// - up to `plain_radius`, x ← r∘A(s∘x) + f contracts with that radius whatever the multipliers' noise;
/// - above it, y ← L0 (f / r - (D - I) y), y = s∘x and D = diag(1 / (r∘s)), contracts with the perturbation,
///   a diagonal change of the base matrix.
///
/// Both need one matrix product a sweep and are accelerated, each lane on its own: up to `strip_sectors` as
/// in lanes/fixed_point.hpp, above as in anderson.hpp. A lane that does not converge is eliminated; so is
/// one whose solution does not show by itself that it is productive.
SolveReport solve(const LaneLeontiefSystem& system, const double* r, const double* s, const double* demand,
                  double* output, double tolerance, double* scratch) noexcept;

}  // namespace leontide::kernel
