#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/parallel.hpp"
#include "sweep/cells.hpp"
#include "sweep/ledger.hpp"
#include "sweep/variants.hpp"

namespace leontide::sweep {

/// Cells that one process runs side by side: more share more, and hold more memory.
inline constexpr std::size_t cells_together = 16;

/// How one process works on a ledger.
struct WorkOptions {
  std::size_t threads = 0;              ///< 0: all the machine offers
  bool fail_fast = false;               ///< stop at the first cell that fails
  std::uint64_t shard = 1, shards = 1;  ///< which of how many parts, from 1: cells divided among machines
};

/// Callbacks of the work, and how it is cancelled.
struct WorkObserver {
  std::function<void(std::uint64_t finished, std::uint64_t rounds)> on_progress;  ///< by this process
  /// of a cell that could not be run
  std::function<void(std::uint64_t cell, const Diagnostic& fault)> on_fault;
  const Cancel* cancel = nullptr;  ///< may be null
};

/// Why the work ended.
enum class WorkEnd {
  done,       ///< no cell is waiting or running
  failed,     ///< a cell failed, and the first was to stop the work
  cancelled,  ///< what was not finished waits again
};

/// Takes waiting cells from the ledger and runs them until none is left, other processes' included.
WorkEnd work(Ledger& ledger, const Cells& cells, const Variants& variants, const Keep& keep,
             const WorkOptions& options, const WorkObserver& observer);

}  // namespace leontide::sweep
