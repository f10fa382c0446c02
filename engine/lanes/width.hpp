#pragma once

#include <cstddef>

// The constants of the lane layout. This header holds nothing but constants, so that code built for several
// CPUs may include it.
namespace leontide::lanes {

/// Trials computed together. A vector variable of n rows is double[n][width], lane fastest, 64-byte aligned.
inline constexpr std::size_t width = 64;

/// Blocks of `width` trials between two looks at the stop rule. A constant, not an option: results depend on
/// it.
inline constexpr std::size_t blocks_per_round = 256;
/// Trials between two looks at the stop rule.
inline constexpr std::size_t trials_per_round = width * blocks_per_round;

/// Bytes every lane array starts at a multiple of.
inline constexpr std::size_t alignment = 64;

}  // namespace leontide::lanes
