#pragma once

#include <string>
#include <vector>

#include "command/sweep/sweep.hpp"
#include "sweep/sweep_file.hpp"
#include "sweep/variants.hpp"

namespace leontide::command {

/// A sweep read and tried, with its cells.
struct Ready {
  sweep::SweepFile file;             ///< as read
  sweep::Variants variants;          ///< its scenarios, with every value tried
  std::uint64_t bytes_of_marks = 0;  ///< of all cells, were the trials of each kept
};

/// Prints warnings; throws BadInput with every fault.
Ready read_all(const SweepOptions& options);

/// In the order of the sweep.
std::vector<std::string> varied_paths(const sweep::SweepFile& file);

}  // namespace leontide::command
