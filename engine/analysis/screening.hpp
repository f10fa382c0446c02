#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leontide::analysis {

/// The `shown` inputs with the largest rank-based Sobol index on either of two results, strongest first,
/// equals in the order given. orders[input] is statistics::ascending of its draws; `value` may be empty.
std::vector<std::size_t> strongest_inputs(const std::vector<std::vector<std::uint32_t>>& orders,
                                          std::span<const double> hit, std::span<const double> value,
                                          std::size_t shown);

/// 0 and 1 as numbers.
std::vector<double> as_numbers(std::span<const std::uint8_t> hits);

}  // namespace leontide::analysis
