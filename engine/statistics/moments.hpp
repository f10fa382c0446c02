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
  /// Of the sample: the root of `variance`; NaN below two numbers.
  double sd() const;
  double error_of_mean() const;  ///< sd / sqrt(count)
};

/// Whether there is a variance to explain: more than what rounding leaves of a constant, (1e-9 |mean|)².
/// Every index, share and attribution asks this first.
bool varies(const Moments& moments);
/// The same of the values themselves.
bool varies(std::span<const double> values);

/// How many of the values carry the variance: (Σ d²)² / Σ d⁴ of their deviations, n / 3 of a normal sample,
/// one where a single value does. Below `enough_carriers` the interval of an index is too narrow. 0 where
/// nothing varies.
double variance_carriers(std::span<const double> values);
/// See `variance_carriers`.
inline constexpr double enough_carriers = 64;

/// The moments of the lanes whose bit is set, in two passes; up to 64 numbers.
Moments moments_of(std::span<const double> lanes, std::uint64_t mask = ~std::uint64_t{0});

/// The moments of any number of values, 64 at a time.
Moments moments_of_all(std::span<const double> values);

/// `first` followed by `second` (Chan, Golub & LeVeque 1979).
Moments merge(const Moments& first, const Moments& second);

}  // namespace leontide::statistics
