#pragma once

#include <cstdint>
#include <span>

namespace leontide::statistics {

/// Count, mean and sum of squared deviations of a sample. Floating-point sums depend on their order, so the
/// order is part of the result: a block in eight chains of every eighth lane, added pairwise; blocks in
/// order, rounds in order.
struct Moments {
  std::uint64_t count = 0;
  double mean = 0;
  double squares = 0;  ///< sum of (x - mean)^2

  double variance() const;  ///< of the sample, divided by count - 1; NaN below two numbers
  double sd() const;
  double error_of_mean() const;  ///< sd / sqrt(count)
};

/// The moments of the lanes whose bit is set, in two passes; up to 64 numbers.
Moments moments_of(std::span<const double> lanes, std::uint64_t mask = ~std::uint64_t{0});

/// `first` followed by `second` (Chan, Golub & LeVeque 1979).
Moments merge(const Moments& first, const Moments& second);

}  // namespace leontide::statistics
