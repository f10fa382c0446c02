#pragma once

#include <array>
#include <vector>

#include "random/law.hpp"

namespace leontide::random {

/// The quantile function of a mixture in terms of the normal score z: one uniform through the inverse of the
/// mixture's distribution function, so that dependence on the rank holds, |z| <= 8.25 (beyond it, the value
/// there). Where a draw lies between two nodes, 1/256 of a score apart, a cubic joins them that never turns
/// back (Fritsch & Carlson 1980, slopes limited as by Hyman 1983), across a gap of the density lines between
/// more nodes. The nodes are exact to 1e-13 of the distribution function; relative error below 1e-6 where the
/// density is smooth. A part's edge is rounded over at most 1/256 of a score; a gap is crossed where it is.
class MixtureTable {
 public:
  /// Throws std::invalid_argument when a part has no density; no other problems allowed.
  explicit MixtureTable(const Mixture& mixture);

  /// x[64] of z[64]; in place allowed.
  void operator()(const double* z, double* x) const noexcept;

 private:
  std::vector<std::array<double, 4>> pieces_;  ///< ascending powers of the share of the piece; then lines
};

/// Chance of a number below x and of one above it, each without loss where it is small, for a law with a
/// density that is no mixture; else throws std::invalid_argument.
struct Shares {
  double below, above;
};
/// Chances of numbers below and above x under the law.
Shares shares_at(const Law& law, double x);

}  // namespace leontide::random
