#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "base/diagnostic.hpp"
#include "command/sweep/sweep.hpp"
#include "sweep/ledger.hpp"

namespace leontide::command {

/// Thrown where a user stopped a sweep and has been told how it goes on.
struct Stopped {};

/// `60 cells: 48 done, 2 failed, 10 waiting`.
std::string status_line(const sweep::LedgerStatus& status);

/// One line on stderr: cells and rounds done, failed, time left. As ProgressLine it keeps silent for the
/// first second and is redrawn where there is a terminal; as JSON it is an object a line, once a second.
class SweepProgress {
 public:
  /// `shard` is which of how many, from 1. The ledger must outlive this.
  SweepProgress(ProgressForm form, const sweep::Ledger& ledger,
                std::pair<std::uint64_t, std::uint64_t> shard);
  /// `finished` cells and `rounds` are those of this process; the rest is read from the ledger.
  void show(std::uint64_t finished, std::uint64_t rounds);
  /// The first fault of each kind at once.
  void tell(std::uint64_t cell, const Diagnostic& fault);
  /// Ends the line with what all cells came to.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  void clear() const;
  void print(const std::string& text);

  ProgressForm form_;
  const sweep::Ledger& ledger_;
  std::pair<std::uint64_t, std::uint64_t> shard_;
  Clock::time_point began_, shown_;
  std::set<std::string> told_;
  bool is_terminal_;
  bool has_line_ = false;
};

}  // namespace leontide::command
