#pragma once

// Internal to the table layer: its matrices as Eigen sees them. For .cpp files only, since Eigen is heavy.

#include <Eigen/Dense>
#include <algorithm>

#include "table/matrix.hpp"

namespace leontide::table {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The matrix in place.
inline Eigen::Map<const RowMajor> view(const Matrix& matrix) {
  return {matrix.values.data(), static_cast<Eigen::Index>(matrix.rows),
          static_cast<Eigen::Index>(matrix.columns)};
}

inline Matrix copy_of(const RowMajor& matrix) {
  Matrix out(static_cast<std::size_t>(matrix.rows()), static_cast<std::size_t>(matrix.cols()));
  std::copy_n(matrix.data(), out.values.size(), out.values.begin());
  return out;
}

/// I - A; throws Refusal `shape` where A is not square.
RowMajor identity_minus(const Matrix& a);

}  // namespace leontide::table
