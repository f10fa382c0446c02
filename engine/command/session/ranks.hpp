#pragma once

#include <functional>

#include "simulation/transport.hpp"

namespace leontide::command {

/// Processes that do one command together, each all of it but for the trials, which they share; the first
/// alone writes and prints.
struct ProcessRanks {
  int number = 0;  ///< of this process, from 0
  int count = 1;   ///< of processes
  /// The transport that runs rounds on all of them, from this one's own; empty where there is one.
  std::function<simulation::Transport(simulation::Transport own, const simulation::Run& run,
                                      const simulation::SimulateOptions& options)>
      share;
  std::function<void()> wait_for_all;  ///< may be empty

  /// Whether this process writes and prints.
  bool is_first() const { return number == 0; }
  /// Waits for the others, so that none reads what the first has yet to write.
  void meet() const {
    if (wait_for_all) wait_for_all();
  }
};

}  // namespace leontide::command
