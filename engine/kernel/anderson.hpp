#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace leontide::kernel {

/// Blocks of [n × 64] that an Anderson iteration keeps.
inline constexpr std::size_t anderson_rows = 6;

/// Fixed-point iteration y ← g(y) of n numbers in 64 lanes, accelerated over the last two steps (Anderson
/// 1965; Walker & Ni 2011, type II). Every lane is on its own: its arithmetic never reads another lane, and
/// once converged it stays as it is, so that |g(y) - y| of the point it holds is what was compared with the
/// tolerance.
class Anderson {
 public:
  /// `memory` is [anderson_rows × n × 64], 64-byte aligned. A lane has converged when max |g(y) - y| <=
  /// tolerance · max |g(y)| within each part; `part_ends` are the rows at which parts end (none: all rows are
  /// one part), and must outlive the iteration.
  Anderson(std::size_t n, double* memory, double tolerance,
           std::span<const std::size_t> part_ends = {}) noexcept;

  double* point() noexcept { return y_; }      ///< [n × 64] y; write the first one here
  double* image() noexcept { return image_; }  ///< [n × 64] the caller puts g(y) here, then calls advance
  /// Takes the next point from `image`; `damping` in (0, 1] is the share of the step that is taken.
  void advance(double damping = 1) noexcept;
  /// Whether every lane has converged.
  bool done() const noexcept { return converged_ == ~std::uint64_t{0}; }
  /// A bit for each lane that has converged.
  std::uint64_t converged() const noexcept { return converged_; }

 private:
  std::size_t n_;
  double* y_;
  double* image_;
  double* last_residual_;
  double* last_image_;
  double* residual_change_;  ///< of the step before the last
  double* image_change_;
  double tolerance_;
  std::span<const std::size_t> part_ends_;
  std::uint64_t converged_ = 0;
  bool first_ = true;
};

}  // namespace leontide::kernel
