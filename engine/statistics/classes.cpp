#include "statistics/classes.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace leontide::statistics {

namespace {

constexpr unsigned digit_bits = 11, digits = 6;
constexpr std::size_t digit_values = std::size_t{1} << digit_bits;

struct Numbered {
  std::uint64_t key;
  std::uint32_t number;
};

/// Whole numbers in the order of the doubles they stand for; both zeros are one.
std::uint64_t key_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

std::size_t digit_of(std::uint64_t key, unsigned digit) {
  return (key >> (digit * digit_bits)) & (digit_values - 1);
}

}  // namespace

// By digits, the lowest first, each pass keeping the order of the one before: some hundred inputs of 16 384
// draws each are sorted for one question.
std::vector<std::uint32_t> ascending(std::span<const double> values) {
  std::vector<Numbered> from(values.size()), to(values.size());
  std::vector<std::size_t> counts(digits * digit_values);
  for (std::size_t i = 0; i < values.size(); ++i) {
    from[i] = {key_of(values[i]), static_cast<std::uint32_t>(i)};
    for (unsigned digit = 0; digit < digits; ++digit)
      ++counts[digit * digit_values + digit_of(from[i].key, digit)];
  }
  for (unsigned digit = 0; digit < digits; ++digit) {
    std::size_t* const at = counts.data() + digit * digit_values;
    std::exclusive_scan(at, at + digit_values, at, std::size_t{0});
    for (const Numbered& one : from)
      to[at[digit_of(one.key, digit)]++] = one;
    std::swap(from, to);
  }
  std::vector<std::uint32_t> order;
  order.reserve(from.size());
  for (const Numbered& one : from)
    order.push_back(one.number);
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
