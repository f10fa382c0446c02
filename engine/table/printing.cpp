#include "table/printing.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::table {

namespace {

constexpr std::array<double, 9> tenths = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

bool is_multiple(double value, std::size_t digits) {
  return std::round(value * tenths[digits]) / tenths[digits] == value;
}

std::size_t decade_of(double value) {
  std::size_t out = 0;
  for (double bound = 1; out < 15 && std::abs(value) >= bound; bound *= 10)
    ++out;
  return out;
}

// Zeros stand where small amounts were: nothing is below the smallest number and very much is near it.
double cut_of(std::span<const double> values, double unit) {
  double smallest = 0;
  for (const double value : values) {
    if (value != 0 && (smallest == 0 || std::abs(value) < smallest)) smallest = std::abs(value);
  }
  if (unit == 0 || smallest < 3 * unit) return 0;
  const auto near = std::count_if(values.begin(), values.end(), [&](double value) {
    return value != 0 && std::abs(value) <= 3 * smallest;
  });
  return near >= 100 ? smallest : 0;
}

}  // namespace

double Printing::half_unit(double value) const {
  return unit[decade_of(value)] / 2;
}

Printing printing_of(std::span<const double> values) {
  // Fewer numbers than this may be whole by chance.
  constexpr std::size_t enough = 30;
  std::array<std::size_t, 16> digits{};
  std::array<std::size_t, 16> count{};
  std::size_t most = 0;
  for (const double value : values) {
    if (value == 0) continue;
    const std::size_t decade = decade_of(value);
    ++count[decade];
    while (digits[decade] < tenths.size() && !is_multiple(value, digits[decade]))
      ++digits[decade];
    most = std::max(most, digits[decade]);
  }
  Printing out;
  const bool any = std::any_of(count.begin(), count.end(), [](std::size_t c) { return c > 0; });
  double before = any && most < tenths.size() ? 1 / tenths[most] : 0;
  out.unit.front() = before;
  for (std::size_t k = 1; k < out.unit.size(); ++k) {
    if (count[k] >= enough && digits[k] < tenths.size()) before = std::max(before, 1 / tenths[digits[k]]);
    out.unit[k] = before;
  }
  out.cut = cut_of(values, out.finest());
  return out;
}

}  // namespace leontide::table
