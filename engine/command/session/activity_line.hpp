#pragma once

#include <memory>

#include "command/session/record.hpp"

namespace leontide::command {

/// One line on stderr while a command works on tables: what it does and how far it is. As ProgressLine it is
/// redrawn on a terminal, a plain line every ten seconds elsewhere, and silent for the first second.
class ActivityLine {
 public:
  /// Draws what base/activity is told, on a thread of its own, until it is destroyed.
  ActivityLine();
  ~ActivityLine();
  ActivityLine(const ActivityLine&) = delete;
  ActivityLine& operator=(const ActivityLine&) = delete;

  /// Clears the line before something else is said.
  static void clear();
  /// The same, and draws no more: an answer is printed.
  static void finish();

 private:
  struct Drawing;
  std::unique_ptr<Drawing> drawing_;
};

/// The commands, each with such a line.
std::vector<Command> with_activity_line(std::vector<Command> commands);

}  // namespace leontide::command
