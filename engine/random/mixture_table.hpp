#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "lanes/width.hpp"
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
  void operator()(const double* z, double* x) const noexcept {
    if (!lines_.empty()) return follow_lines(z, x);
    for (std::size_t lane = 0; lane < lanes::width; ++lane) {
      const auto [piece, share] = at(z[lane]);
      x[lane] = cubic(pieces_[piece], share);
    }
  }

 private:
  using Cubic = std::array<double, 4>;  ///< ascending powers of the share of the piece
  /// A line over a share of a piece.
  struct Line {
    double low, high, from, to;
  };
  struct IndexPlace {
    std::size_t piece;
    double share;
  };
  static constexpr double reach = 8.25, apart = 1.0 / 256;
  static constexpr std::size_t node_count = 4225;  // 2 reach / apart + 1

  static IndexPlace at(double z) noexcept {
    const double parts = std::clamp((z + reach) / apart, 0.0, static_cast<double>(node_count - 1));
    const std::size_t piece = std::min(static_cast<std::size_t>(parts), node_count - 2);
    return {piece, parts - static_cast<double>(piece)};
  }
  static double cubic(const Cubic& p, double t) noexcept { return p[0] + t * (p[1] + t * (p[2] + t * p[3])); }
  void follow_lines(const double* z, double* x) const noexcept;
  template <class Quantile>
  static bool follows(const Cubic& piece, double tolerance, Quantile quantile);
  template <class Quantile>
  static void halve(const Line& line, double tolerance, Quantile quantile, std::vector<Line>& lines);

  /// Where no cubic follows: not a number, then where its lines begin in `lines_` and how many.
  std::vector<Cubic> pieces_;
  std::vector<Line> lines_;
};

/// Chance of a number below x and of one above it, each without loss where it is small, for a law with a
/// density that is no mixture; else throws std::invalid_argument.
struct Shares {
  double below, above;
};
/// Chances of numbers below and above x under the law.
Shares shares_at(const Law& law, double x);

}  // namespace leontide::random
