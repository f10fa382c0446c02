#include "table/leontief_system.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "table/coefficients.hpp"
#include "table/eigen_matrix.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

Eigen::Map<const Eigen::VectorXd> vector_of(std::span<const double> values, std::size_t n) {
  if (values.size() != n) {
    throw Refusal(Reason::shape, fmt::format("a vector of {} elements for {} sectors", values.size(), n));
  }
  return {values.data(), static_cast<Eigen::Index>(n)};
}

std::vector<double> copy_of(const Eigen::VectorXd& vector) {
  return {vector.data(), vector.data() + vector.size()};
}

}  // namespace

struct LeontiefSystem::Factors {
  std::size_t size;
  Eigen::PartialPivLU<RowMajor> lu;
};

LeontiefSystem::LeontiefSystem(const Matrix& a)
    : factors_(std::make_unique<Factors>(Factors{a.rows, Eigen::PartialPivLU<RowMajor>(identity_minus(a))})) {
  const Eigen::VectorXd x = factors_->lu.solve(Eigen::VectorXd::Ones(static_cast<Eigen::Index>(a.rows)));
  if (x.allFinite() && (x.array() > 0).all()) return;
  throw Refusal(Reason::unproductive,
                fmt::format("these coefficients are not productive (spectral radius {:.6f}, Hawkins-Simon): "
                            "no output meets a positive demand",
                            spectral_radius(a)));
}

LeontiefSystem::~LeontiefSystem() = default;
LeontiefSystem::LeontiefSystem(LeontiefSystem&&) noexcept = default;

std::size_t LeontiefSystem::size() const {
  return factors_->size;
}

std::vector<double> LeontiefSystem::outputs(std::span<const double> demand) const {
  const Eigen::VectorXd x = factors_->lu.solve(vector_of(demand, size()));
  return copy_of(x);
}

Matrix LeontiefSystem::outputs(const Matrix& demands) const {
  if (demands.rows != size()) {
    throw Refusal(Reason::shape, fmt::format("demands of {} rows for {} sectors", demands.rows, size()));
  }
  const RowMajor x = factors_->lu.solve(view(demands));
  return copy_of(x);
}

std::vector<double> LeontiefSystem::effects(std::span<const double> coefficients) const {
  const Eigen::VectorXd y = factors_->lu.transpose().solve(vector_of(coefficients, size()));
  return copy_of(y);
}

Matrix LeontiefSystem::inverse() const {
  const RowMajor inverse = factors_->lu.inverse();
  return copy_of(inverse);
}

}  // namespace leontide::table
