#pragma once

#include <memory>
#include <span>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// I - A, factorised once: for large tables, where sums of the inverse are wanted and not its cells.
class LeontiefSystem {
 public:
  /// A [n, n]. Throws Refusal `shape`, and `unproductive` when no positive output meets a positive demand, or
  /// none can be told: the reciprocal condition of I - A is below `least_condition`.
  explicit LeontiefSystem(const Matrix& a);
  ~LeontiefSystem();
  /// The other may only be destroyed.
  LeontiefSystem(LeontiefSystem&&) noexcept;

  /// n of the system.
  std::size_t size() const;
  /// Of I - A, an estimate; what it says of solutions, see `doubtful_condition`.
  double reciprocal_condition() const;
  /// L f: the outputs that meet final demand f, [n] (Miller & Blair, eq. 2.11).
  std::vector<double> outputs(std::span<const double> demand) const;
  /// L F, a column a demand, [n, m].
  Matrix outputs(const Matrix& demands) const;
  /// s' L: value added, income, persons or emissions of all sectors for a unit of each column's final demand,
  /// from direct coefficients s per unit of output, [n]. Published as "effects" by the Office for National
  /// Statistics and as "multipliers" in the Eurostat Manual. With changes of primary input cost per unit of
  /// output for s it is the change of prices, dp = L' dv (Miller & Blair, eq. 2.33). Types I and II:
  /// multiplier_report.hpp.
  std::vector<double> effects(std::span<const double> coefficients) const;
  /// L = (I - A)^-1.
  Matrix inverse() const;

 private:
  struct Factors;
  std::unique_ptr<Factors> factors_;
};

/// Of the reciprocal condition (Higham 2002, Accuracy and Stability of Numerical Algorithms, ch. 15): below
/// it solutions have no digit left that is sure, and below `doubtful_condition` half of them.
inline constexpr double least_condition = 1e-12;
/// See `least_condition`.
inline constexpr double doubtful_condition = 1e-8;

/// I - A; throws Refusal `shape` where A is not square.
Matrix identity_minus(const Matrix& a);

/// Whether every element is finite and above zero: of (I - A)⁻¹ 1 it shows that A is productive
/// (Hawkins-Simon).
bool all_positive(std::span<const double> values);

}  // namespace leontide::table
