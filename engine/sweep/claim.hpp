#pragma once

#include <cstdint>
#include <string>

namespace leontide::sweep {

/// Who works on a cell: a process of one start of one machine. Numbers of processes come again; the time at
/// which one started does not.
struct Claimant {
  std::string host;          ///< of the machine
  std::string boot;          ///< the machine's start
  std::int64_t process = 0;  ///< number of it
  std::int64_t started = 0;  ///< ticks after the machine's start
};

/// Of the process that calls it.
Claimant this_process_claims();

/// Whether a claim still stands: one of this host as long as its process lives, another host's for `patience`
/// seconds after its last heartbeat.
bool still_stands(const Claimant& claim, std::int64_t heartbeat, std::int64_t now, const Claimant& here);

/// Seconds between two beats.
inline constexpr std::int64_t heartbeat_seconds = 10;
/// Seconds without a heartbeat after which a claim of another machine falls.
inline constexpr std::int64_t patience = 60;

/// Seconds since 1970.
std::int64_t seconds_now();

}  // namespace leontide::sweep
