#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace leontide::random {

/// Dimensions that have direction numbers (Joe & Kuo 2008, SIAM J. Sci. Comput. 30, 2635-2654, table
/// new-joe-kuo-6, as carried by Boost.Random).
std::size_t sobol_dimensions() noexcept;

/// The 32 direction numbers of a dimension, most significant bit first: point i of the sequence is the
/// exclusive or of those whose bit is set in i. Point 0 is the origin.
std::array<std::uint32_t, 32> sobol_directions(std::size_t dimension);

/// Independent random scrambles of one Sobol sequence: a random lower triangular matrix and a digital shift
/// for each dimension and scramble (Matousek 1998, J. Complexity 14, 527-556), which has the mean-square
/// error of Owen's nested scrambling. Numbers have 52 bits, k stands for (k + 1/2) / 2^52.
class ScrambledSobol {
 public:
  /// `scrambles` is a power of two up to 64; `dimensions` at most sobol_dimensions().
  ScrambledSobol(std::size_t dimensions, std::uint32_t scrambles, std::uint64_t seed);

  /// Independent scrambles, the replicates of the estimate.
  std::uint32_t scrambles() const noexcept { return scrambles_; }
  /// Numbers of a point.
  std::size_t dimensions() const noexcept { return dimensions_; }

  /// out[64] of trials first_trial + lane; first_trial is a multiple of 64.
  void uniforms(std::size_t dimension, std::uint64_t first_trial, double* out) const noexcept;

 private:
  struct Scramble {
    std::array<std::uint64_t, 32> columns;
    std::uint64_t shift;
  };
  std::size_t dimensions_;
  std::uint32_t scrambles_;
  std::vector<Scramble> table_;  ///< [dimensions][scrambles]
};

}  // namespace leontide::random
