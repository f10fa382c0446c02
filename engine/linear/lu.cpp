#include "linear/lu.hpp"

#include <Eigen/LU>

namespace leontide::linear {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Map = Eigen::Map<const RowMajor>;

Eigen::Index index_of(std::size_t n) {
  return static_cast<Eigen::Index>(n);
}

std::vector<double> copy_of(const RowMajor& matrix) {
  return {matrix.data(), matrix.data() + matrix.size()};
}

}  // namespace

struct Lu::Factors {
  Eigen::PartialPivLU<RowMajor> lu;
};

Lu::Lu(std::span<const double> matrix, std::size_t n)
    : factors_(std::make_unique<Factors>(
          Factors{Eigen::PartialPivLU<RowMajor>(RowMajor(Map(matrix.data(), index_of(n), index_of(n))))})) {}

Lu::~Lu() = default;
Lu::Lu(Lu&&) noexcept = default;

std::size_t Lu::size() const {
  return static_cast<std::size_t>(factors_->lu.rows());
}

std::vector<double> Lu::solve(std::span<const double> right, std::size_t columns) const {
  if (columns == 1) {
    const Eigen::VectorXd x =
        factors_->lu.solve(Eigen::Map<const Eigen::VectorXd>(right.data(), factors_->lu.rows()));
    return {x.data(), x.data() + x.size()};
  }
  const RowMajor x = factors_->lu.solve(Map(right.data(), factors_->lu.rows(), index_of(columns)));
  return copy_of(x);
}

std::vector<double> Lu::solve_transposed(std::span<const double> right) const {
  const Eigen::VectorXd y =
      factors_->lu.transpose().solve(Eigen::Map<const Eigen::VectorXd>(right.data(), factors_->lu.rows()));
  return {y.data(), y.data() + y.size()};
}

std::vector<double> Lu::inverse() const {
  const RowMajor inverse = factors_->lu.inverse();
  return copy_of(inverse);
}

double Lu::reciprocal_condition() const {
  // The estimate solves with the factors, and of a pivot of zero it may see nothing.
  const Eigen::VectorXd pivots = factors_->lu.matrixLU().diagonal().cwiseAbs();
  if (!pivots.allFinite() || !(pivots.minCoeff() > 0)) return 0;
  return factors_->lu.rcond();
}

}  // namespace leontide::linear
