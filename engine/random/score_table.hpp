#pragma once

#include <vector>

namespace leontide::random {

/// The normal score of a Student variable, z = normal quantile of the t distribution function: the inverse of
/// student_t_table. Cubic Hermite interpolation of z / w in parts of 1/64 of w, where
/// w = sign(x) sqrt(df log(1 + x^2 / df)) is nearly z already (Wallace 1959, Annals of Mathematical
/// Statistics 30, 1124-1130); nodes and slopes from Boost.Math. Odd and monotone. Error of z below 1e-8 for
/// df from 0.5 to 1e6 and |z| <= 8.25; beyond w = 12 the score of w = 12.
class ScoreTable {
 public:
  /// Builds the nodes; df as of `student_t_table`.
  explicit ScoreTable(double df);
  /// z[64] of x[64], in place allowed.
  void operator()(const double* x, double* z) const noexcept;

 private:
  double df_;
  std::vector<double> values_, slopes_;  ///< of z / w at the nodes; slopes in w times the length of a part
};

}  // namespace leontide::random
