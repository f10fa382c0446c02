#pragma once

#include <string>

namespace leontide::table {

/// What long work on a table is about and how far it is, for a progress line that another thread draws. The
/// work says it and never asks; nothing depends on it. Who says it can stop there: see base/stop.
struct Activity {
  std::string what;   ///< e.g. `reading flows.csv`
  double share = -1;  ///< done, 0 to 1; below 0 where it cannot be told
};

/// Begins another piece of work.
void begin_activity(std::string what);
/// Says how much of it is done. Costs next to nothing.
void report_share(double share);
/// What is being done now; empty before the first.
Activity current_activity();

}  // namespace leontide::table
