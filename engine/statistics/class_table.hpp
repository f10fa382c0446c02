#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leontide::statistics {

/// Draws counted by class of x and bin of y: what PAWN and Borgonovo's delta need of a sample, and quick to
/// count again for each bootstrap sample.
struct ClassTable {
  std::size_t classes = 0, bins = 0;
  std::vector<std::uint32_t> counts;  ///< [class][bin], bins ascending in y
};

/// codes[draw] = class * bins + bin; the draws counted are those in `chosen`, in any number.
void count(ClassTable& table, std::span<const std::uint16_t> codes, std::span<const std::uint32_t> chosen);

/// Kolmogorov-Smirnov distance between y within a class and y overall, median and maximum over the classes
/// that hold draws: PAWN (Pianosi & Wagener 2018, Environmental Modelling & Software 108, 197-207). In [0,
/// 1]. Distribution functions are compared at the ends of bins: with 256 bins of equal count the distance
/// comes out at most 1/256 too small, and it is exact when each value of y has its bin.
struct Pawn {
  double median = 0, maximum = 0;
};
/// Both 0 where the table holds no draw.
Pawn pawn(const ClassTable& table);

/// Half the mean area between the density of y within a class and overall, on bins merged as `coarse` says
/// (coarse[bin] ascending from 0): the class-based estimator of Borgonovo's delta (Borgonovo 2007,
/// Reliability Engineering & System Safety 92, 771-784; Plischke, Borgonovo & Smith 2013, European J.
/// Operational Research 226, 536-550), with bins of equal count in place of kernels, which monotone changes
/// of y leave alone. In [0, 1]; biased upwards by noise.
double delta(const ClassTable& table, std::span<const std::uint16_t> coarse);

}  // namespace leontide::statistics
