#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace leontide::random {

/// A tabulated quantile function in terms of the normal score z = normal quantile of u, for laws whose own is
/// too slow to draw from: x(z), |z| <= 8.25 (beyond it, the value there). Quintic Hermite interpolation in
/// parts of 0.064 of a transform that is smooth in z: log x for gamma, log(x / (1 - x)) for beta, log(x / z)
/// for Student's t. The nodes and their two derivatives come from Boost.Math. Monotone. Relative error of x
/// below 1e-9 for parameters from 0.3 up and for gamma from 0.05; below 1e-7 for df 0.1; below 1e-6 where
/// both of beta's parameters are less than 0.3. Tested by the residual in Boost.Math's distribution
/// functions.
class QuantileTable {
 public:
  /// x[64] of z[64]; scratch-free, in place allowed.
  void operator()(const double* z, double* x) const noexcept;
  /// log x[64] of z[64], of a gamma table: where x is too small for a number, its log is not.
  void logarithm(const double* z, double* log) const noexcept { transformed(z, log); }

 private:
  friend QuantileTable beta_table(double alpha, double beta);
  friend QuantileTable gamma_table(double shape);
  friend QuantileTable student_t_table(double df);
  enum class Transform { exponential, logistic, odd };
  /// A node: the transform and its first two derivatives in z.
  struct Knot {
    double value, slope, curvature;
  };
  QuantileTable(Transform transform, double first, const std::vector<Knot>& nodes);

  void transformed(const double* z, double* y) const noexcept;

  Transform transform_;
  double first_;  ///< z of the first node
  std::vector<std::array<double, 6>>
      pieces_;  ///< ascending powers of the share of the part, one array a part
};

/// Beta on (0, 1); alpha and beta in [0.01, 1e6].
QuantileTable beta_table(double alpha, double beta);

/// Gamma of scale one; shape in [0.01, 1e6].
QuantileTable gamma_table(double shape);

/// Student's t; df in [0.1, 1e6].
QuantileTable student_t_table(double df);

}  // namespace leontide::random
