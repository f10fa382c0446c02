#include "table/leontief_system.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "linear/lu.hpp"
#include "table/activity.hpp"
#include "table/coefficients.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::span<const double> checked(std::span<const double> values, std::size_t n) {
  if (values.size() != n) {
    throw Refusal(Reason::shape, fmt::format("a vector of {} elements for {} sectors", values.size(), n));
  }
  return values;
}

/// `condition`: where it is what refuses them.
[[noreturn]] void refuse_unproductive(const Matrix& a, std::optional<double> condition) {
  const double radius = spectral_radius(a);
  if (condition && radius < 1)
    throw Refusal(
        Reason::unproductive,
        fmt::format("the Leontief matrix of these coefficients is singular to within rounding (reciprocal "
                    "condition {:.1g}, below {:.0g}): outputs that meet a demand cannot be told",
                    *condition, least_condition));
  if (radius < 1)
    throw Refusal(
        Reason::unproductive,
        fmt::format("no positive output meets a positive demand under these coefficients: their spectral "
                    "radius {:.6f} is below 1, but some of them are negative",
                    radius));
  throw Refusal(Reason::unproductive,
                fmt::format("these coefficients are not productive (spectral radius {:.6f}, Hawkins-Simon): "
                            "no output meets a positive demand",
                            radius));
}

}  // namespace

Matrix identity_minus(const Matrix& a) {
  if (a.rows != a.columns) {
    throw Refusal(Reason::shape,
                  fmt::format("coefficients are square, these are {} by {}", a.rows, a.columns));
  }
  Matrix out(a.rows, a.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.columns; ++j)
      out(i, j) = (i == j ? 1.0 : 0.0) - a(i, j);
  }
  return out;
}

bool all_positive(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x) && x > 0; });
}

struct LeontiefSystem::Factors {
  linear::Lu lu;
};

LeontiefSystem::LeontiefSystem(const Matrix& a) {
  begin_activity(fmt::format("factorising the Leontief matrix of {} sectors", a.rows));
  factors_ = std::make_unique<Factors>(Factors{linear::Lu(identity_minus(a).values, a.rows)});
  // Not a number where a pivot is exactly zero.
  if (const double condition = factors_->lu.reciprocal_condition(); !(condition >= least_condition))
    refuse_unproductive(a, std::isnan(condition) ? 0 : condition);
  if (!all_positive(factors_->lu.solve(std::vector<double>(a.rows, 1.0))))
    refuse_unproductive(a, std::nullopt);
}

LeontiefSystem::~LeontiefSystem() = default;
LeontiefSystem::LeontiefSystem(LeontiefSystem&&) noexcept = default;

std::size_t LeontiefSystem::size() const {
  return factors_->lu.size();
}

double LeontiefSystem::reciprocal_condition() const {
  return factors_->lu.reciprocal_condition();
}

std::vector<double> LeontiefSystem::outputs(std::span<const double> demand) const {
  return factors_->lu.solve(checked(demand, size()));
}

Matrix LeontiefSystem::outputs(const Matrix& demands) const {
  if (demands.rows != size()) {
    throw Refusal(Reason::shape, fmt::format("demands of {} rows for {} sectors", demands.rows, size()));
  }
  return {demands.rows, demands.columns, factors_->lu.solve(demands.values, demands.columns)};
}

std::vector<double> LeontiefSystem::effects(std::span<const double> coefficients) const {
  return factors_->lu.solve_transposed(checked(coefficients, size()));
}

Matrix LeontiefSystem::inverse() const {
  begin_activity(fmt::format("inverting the Leontief matrix of {} sectors", size()));
  return {size(), size(), factors_->lu.inverse()};
}

}  // namespace leontide::table
