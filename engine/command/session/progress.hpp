#pragma once

#include <chrono>

#include "simulation/simulate.hpp"

namespace leontide::command {

/// One line on stderr: trials, joint chance with its half width, time left. Redrawn at most ten times a
/// second on a terminal, a plain line every ten seconds elsewhere; silent for the first second.
class ProgressLine {
 public:
  /// Asks now whether stderr is a terminal.
  ProgressLine();
  /// Redraws the line where it is time to.
  void show(const simulation::Progress& progress);
  /// Clears the line.
  void finish() const;

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point began_;
  Clock::time_point shown_;
  bool is_terminal_;
  bool has_line_ = false;
};

}  // namespace leontide::command
