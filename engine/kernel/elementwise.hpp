#pragma once

#include <vector>

#include "kernel/program.hpp"

namespace leontide::kernel {

/// Where operands are found: slots[i] is a lane array [rows][64], pool the constants.
struct Memory {
  double* const* slots = nullptr;
  const double* pool = nullptr;
  double* temporaries = nullptr;  ///< tiles of a fused group: [temporaries][4][64]
  double* scratch = nullptr;      ///< [3][4][64], for operands that must be spread over lanes first
  const std::vector<std::uint32_t>* maps = nullptr;  ///< of the program
};

/// Rows of a tile: with 64 lanes a tile is 2 KiB, so a group's temporaries stay in the first-level cache.
inline constexpr std::uint32_t tile_rows = 4;

/// Runs a fused group tile by tile. Allocates nothing.
void run_group(const Section& section, const Step& step, const Memory& memory) noexcept;

/// Copies a value of `rows` rows into a lane array, spreading a constant or a scalar.
void copy_rows(const Operand& from, std::uint32_t rows, double* out, const Memory& memory) noexcept;

}  // namespace leontide::kernel
