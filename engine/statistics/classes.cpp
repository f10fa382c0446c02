#include "statistics/classes.hpp"

#include <algorithm>
#include <numeric>

namespace leontide::statistics {

std::vector<std::uint32_t> ascending(std::span<const double> values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  return order;
}

std::size_t distinct(std::span<const double> values, std::span<const std::uint32_t> order) {
  std::size_t count = order.empty() ? 0 : 1;
  for (std::size_t i = 1; i < order.size(); ++i)
    if (values[order[i]] != values[order[i - 1]]) ++count;
  return count;
}

std::vector<std::uint16_t> equal_count_classes(std::span<const double> values,
                                               std::span<const std::uint32_t> order, std::size_t most) {
  std::vector<std::uint16_t> classes(values.size());
  const bool one_each = distinct(values, order) <= most;
  std::size_t current = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool starts = i > 0 && values[order[i]] != values[order[i - 1]];
    if (starts) current = one_each ? current + 1 : most * i / order.size();
    classes[order[i]] = static_cast<std::uint16_t>(current);
  }
  return classes;
}

}  // namespace leontide::statistics
