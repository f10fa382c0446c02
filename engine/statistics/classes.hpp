#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leontide::statistics {

/// Indices of the values in ascending order; equal values keep the order of the draws. Finite values only.
std::vector<std::uint32_t> ascending(std::span<const double> values);

/// How many values differ; `order` is ascending(values).
std::size_t distinct(std::span<const double> values, std::span<const std::uint32_t> order);

/// For each value its class, 0 … most - 1, in ascending order of value. At most `most` different values have
/// a class each; more are cut into classes of equal count, but equal values are never parted, so a class may
/// be empty. most in [1, 65535].
std::vector<std::uint16_t> equal_count_classes(std::span<const double> values,
                                               std::span<const std::uint32_t> order, std::size_t most);

}  // namespace leontide::statistics
