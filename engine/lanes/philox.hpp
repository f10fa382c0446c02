#pragma once

#include <cstddef>
#include <cstdint>

namespace leontide::lanes {

/// Philox 4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3") over 64
/// lanes.
///
/// out[lane] = the uniform of trial first_trial + lane, in (0, 1), for one key, step and draw.
/// Counter words: {trial/2 low, trial/2 high, step, draw}; key words: {low, high}. An even trial takes output
/// words 0 (low) and 1 (high), an odd one words 2 and 3. The upper 52 of these 64 bits, k, give (k + 1/2) /
/// 2^52: an exact odd multiple of 2^-53, never 0 or 1, symmetric about 1/2.
void uniforms(std::uint64_t key, std::uint64_t first_trial, std::uint32_t step, std::uint32_t draw,
              double* out) noexcept;

}  // namespace leontide::lanes
