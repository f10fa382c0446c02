#pragma once

#include "base/parallel.hpp"

namespace leontide {

/// What a signal asks of a whole process that reads and writes. Global: a signal handler can reach nothing
/// else. A program that links the library and never sets it is never stopped.
inline Cancel asked_to_stop;

/// Thrown where a process was asked to stop. No std::exception: nothing on the way may take it for a fault.
struct StopRequested {};

/// A point at which it is safe to stop: every reading and every writing looks here, so that what was begun is
/// undone on the way out. Throws StopRequested.
inline void stop_if_asked() {
  if (asked_to_stop.requested()) throw StopRequested{};
}

}  // namespace leontide
