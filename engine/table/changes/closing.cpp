#include "table/changes/closing.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::table {

bool can_take(std::span<const double> uses, double left, double output) {
  const bool positive = std::any_of(uses.begin(), uses.end(), [](double use) { return use > 0; });
  const bool negative = std::any_of(uses.begin(), uses.end(), [](double use) { return use < 0; });
  if (positive && negative) return true;
  constexpr double rounding = 1e-12;
  if (!positive && !negative) return std::abs(left) <= rounding * output;
  return positive ? left > 0 : left < 0;
}

void close_row(std::span<double> uses, double left) {
  double positive = 0;
  double negative = 0;
  for (const double use : uses)
    (use > 0 ? positive : negative) += std::abs(use);
  if (positive == 0 && negative == 0) return;
  const double factor = positive == 0
                            ? -negative / left
                            : (left + std::sqrt(left * left + 4 * positive * negative)) / (2 * positive);
  for (double& use : uses)
    use = use > 0 ? use * factor : use / factor;
}

std::span<double> uses_of(Accounts& accounts, std::size_t row) {
  const std::size_t count = accounts.final_demand.names.size();
  return std::span(accounts.final_demand.values.values).subspan(row * count, count);
}

void bring_to(Categories& parts, std::size_t column, double before, double total) {
  if (parts.empty()) return;
  const std::size_t last = parts.names.size() - 1;
  const bool scales = before != 0 && total / before >= 0;
  for (std::size_t c = 0; c <= last && scales; ++c)
    parts.values(column, c) *= total / before;
  if (!scales) parts.values(column, last) += total - before;
}

}  // namespace leontide::table
