#pragma once

#include <cstdint>
#include <string>

namespace leontide::command {

/// What a batch script of a sweep names. Paths as a shell takes them from anywhere: absolute.
struct BatchJob {
  std::string name;     ///< of the sweep
  std::string command;  ///< the `leontide` to run
  std::string sweep;    ///< file
  std::string folder;   ///< of ledgers and results
  std::uint64_t shards = 1;
};

/// A script for Slurm. Run by a shell it submits itself as an array, a task a shard, and a job that merges
/// the parts once all tasks have ended. A worker that a signal has ended is queued again, at most five times:
/// Slurm itself would let the task fail (`--requeue` is for nodes that are lost).
std::string batch_script(const BatchJob& job);

/// A word as the shell takes it for itself.
std::string quoted(const std::string& word);

}  // namespace leontide::command
