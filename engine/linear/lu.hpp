#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace leontide::linear {

/// A square matrix factorised once with partial pivoting (Golub & Van Loan, *Matrix Computations*, 4th
/// ed., 3.4). Matrices are row-major. A singular matrix is no error: its solutions are not finite or mean
/// nothing, and its reciprocal condition says so.
class Lu {
 public:
  /// `matrix` is [n × n].
  Lu(std::span<const double> matrix, std::size_t n);
  ~Lu();
  /// The other may only be destroyed or assigned to.
  Lu(Lu&&) noexcept;

  /// n of the matrix.
  std::size_t size() const;
  /// X of A X = B; both [n × columns].
  std::vector<double> solve(std::span<const double> right, std::size_t columns = 1) const;
  /// y of A' y = b; both [n].
  std::vector<double> solve_transposed(std::span<const double> right) const;
  /// [n × n]
  std::vector<double> inverse() const;
  /// An estimate of 1 / (‖A‖₁ ‖A⁻¹‖₁) (Hager 1984; Higham 1988), from 0 (singular) to 1. Not a number where a
  /// pivot is exactly zero.
  double reciprocal_condition() const;

 private:
  struct Factors;
  std::unique_ptr<Factors> factors_;
};

}  // namespace leontide::linear
