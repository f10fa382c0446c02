#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// Adds what the ledger of a shard has to `into`: cells that it has finished, their numbers and faults.
/// Throws UnusableLedger for another sweep, and for a shard that stands on other files.
void merge_shard(Ledger& into, const Ledger& shard);

/// What was saved of a damaged ledger.
struct Salvage {
  std::uint64_t cells = 0;    ///< with numbers, whole
  std::uint64_t waiting = 0;  ///< of which something is missing: they are run again
};

/// Reads a ledger row by row, each table from both ends as far as it can be read, and writes what it finds as
/// a new one, there whole or not at all. Throws UnusableLedger where not even its cells can be read.
Salvage repair(const std::filesystem::path& damaged, const std::filesystem::path& into);

}  // namespace leontide::sweep
