#include "table/eigen_matrix.hpp"

#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

RowMajor identity_minus(const Matrix& a) {
  if (a.rows != a.columns) {
    throw Refusal(Reason::shape,
                  fmt::format("coefficients are square, these are {} by {}", a.rows, a.columns));
  }
  const auto n = static_cast<Eigen::Index>(a.rows);
  return RowMajor::Identity(n, n) - view(a);
}

}  // namespace leontide::table
