#pragma once

// trials of importance sampling, and their densities.

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/latent/tilts.hpp"

namespace leontide::analysis {

/// How wide the widened component draws one score.
inline constexpr double widened_sd = 4;

/// A mixture of known numbers of blocks: a tenth untilted trials, which keep every ratio at ten at most
/// (defensive mixtures: Hesterberg 1995, Technometrics 37, 185-194); a tenth in which one score of all, each
/// as likely, has the standard deviation `widened_sd`, so that a way that hangs on any one input is met
/// although no tilt leads there; the rest tilted, by the ways' shares. Without tilts all are untilted.
class TiltedMixture {
 public:
  TiltedMixture(const std::vector<Tilt>& tilts, std::size_t dimensions, std::size_t blocks,
                std::uint64_t key);

  /// [components] how many trials each has, in the order of the blocks: untilted, widened, tilts.
  const std::vector<std::uint64_t>& draws() const { return draws_; }
  /// The scores of a block: [dimensions][64].
  void draw(std::size_t block, double* scores) const;
  /// The log of nominal over mixture density at scores [dimensions].
  double log_ratio(std::span<const double> scores) const;

 private:
  const std::vector<Tilt>& tilts_;
  std::size_t dimensions_;
  std::uint64_t key_;
  std::vector<std::uint64_t> draws_;
  std::vector<double> weights_;  ///< [components] sum to 1
};

}  // namespace leontide::analysis
