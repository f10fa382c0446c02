#pragma once

#include <cstddef>
#include <span>

#include "random/quantile_table.hpp"
#include "random/score_table.hpp"

// Independent normal scores made dependent, in place: rows [n][64]. Each row keeps the standard normal law.
namespace leontide::random {

/// By the lower triangle of a correlation matrix, row-major [n][n].
void correlate(std::span<const double> factor, std::size_t n, double* rows) noexcept;

/// Turns a Gaussian copula into Student's: every row is divided by the root of one chi-square over df, which
/// makes it t (Demarta & McNeil 2005, International Statistical Review 73, 111-129), and turned back into a
/// normal score by the t distribution function.
class StudentMixer {
 public:
  /// Builds the tables of gamma and of t: once for a plan.
  explicit StudentMixer(double df);
  /// `mixing` [64]: normal scores independent of the rows; used up.
  void operator()(std::size_t n, double* rows, double* mixing) const noexcept;

 private:
  double df_;
  QuantileTable gamma_;  ///< of shape df / 2
  ScoreTable score_;
};

}  // namespace leontide::random
