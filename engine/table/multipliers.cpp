#include "table/multipliers.hpp"

#include <fmt/format.h>

#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_length(std::span<const double> vector, std::size_t n, const char* name) {
  if (vector.size() != n) {
    throw Refusal(Reason::shape, fmt::format("{} has {} elements for {} sectors", name, vector.size(), n));
  }
}

}  // namespace

std::vector<double> output_multipliers(const Matrix& leontief_inverse) {
  return column_sums(leontief_inverse);
}

std::vector<double> local_multipliers(const Accounts& accounts) {
  const Matrix a = coefficients(accounts, Requirements::regional).values;
  return LeontiefSystem(a).effects(std::vector<double>(accounts.size(), 1));
}

Matrix close_households(const Matrix& a, std::span<const double> income_coefficients,
                        std::span<const double> consumption_coefficients, double own) {
  const std::size_t n = a.rows;
  require_length(income_coefficients, n, "the income row");
  require_length(consumption_coefficients, n, "the consumption column");
  Matrix closed(n + 1, n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      closed(i, j) = a(i, j);
    closed(i, n) = consumption_coefficients[i];
    closed(n, i) = income_coefficients[i];
  }
  closed(n, n) = own;
  return closed;
}

}  // namespace leontide::table
