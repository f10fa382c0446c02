#pragma once

#include <cstdint>
#include <vector>

#include "kernel/program.hpp"

namespace leontide::kernel {

/// Where operands are found: slots[i] is a lane array [rows][64], pool the constants. Stands still while
/// sections are bound to it; what it points at may change between runs.
struct Memory {
  double* const* slots = nullptr;  ///< [slots] each [rows][64]
  const double* pool = nullptr;    ///< the constants
  double* temporaries = nullptr;   ///< tiles of a fused group: [temporaries][tile_rows][64]
  double* scratch = nullptr;  ///< [2][most_tile_rows][64], for operands that must be spread over lanes first
  const std::vector<std::uint32_t>* maps = nullptr;  ///< of the program
};

/// An operand of a group: row i of a tile that begins at row `first` is at *at + offset + first · advance +
/// i · stride. A row is 64 lanes, or one number.
struct View {
  const double* const* at = nullptr;  ///< where the pointer to the array stands
  std::uint32_t offset = 0;
  std::uint32_t stride = 0;   ///< numbers from a row to the next; 0 broadcasts
  std::uint32_t advance = 0;  ///< numbers for each row before the tile
  bool is_constant = false;   ///< one number a row
};

/// An operation of a group with its function chosen and its operands found.
struct BoundOperation {
  /// Computes some rows of the operation for 64 lanes.
  using Tile = void (*)(const BoundOperation&, std::uint32_t first_row, std::uint32_t rows) noexcept;
  Tile run = nullptr;
  double* const* out = nullptr;  ///< where the pointer to the result stands
  std::uint32_t out_offset = 0;
  std::uint32_t out_advance = 0;
  std::uint32_t out_rows = 0;  ///< of the whole result
  View a, b, c;
  const std::uint32_t* map = nullptr;  ///< of operations that gather or add by group, else null
  const Memory* memory = nullptr;
};

/// The groups of a section, made ready for one memory: which function runs and where its operands are does
/// not have to be found again for each tile.
class BoundSection {
 public:
  /// Both must stand still as long as this is in use.
  BoundSection(const Section& section, const Memory& memory);

  /// Runs a fused group tile by tile; the step must be one. Allocates nothing.
  void run_group(std::size_t step) const noexcept;

 private:
  struct Fused {
    std::uint32_t first = 0, count = 0;  ///< operations
    std::uint32_t rows = 0, tile = 0;    ///< rows of the group, and of each of its tiles but the last
  };
  std::vector<Fused> groups_;  ///< [steps]
  std::vector<BoundOperation> operations_;
};

/// Rows of a tile at most: longer ones save nothing more.
inline constexpr std::uint32_t most_tile_rows = 14;

/// Rows of a group's tiles, about equal: the more the fewer calls, as long as its temporaries leave room in
/// the first-level cache.
std::uint32_t tile_rows(const InstructionGroup& step);

/// Copies a value of `rows` rows into a lane array, spreading a constant or a scalar.
void copy_rows(const Operand& from, std::uint32_t rows, double* out, const Memory& memory) noexcept;

}  // namespace leontide::kernel
