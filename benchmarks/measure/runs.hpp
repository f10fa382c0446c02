#pragma once

#include <filesystem>
#include <optional>

#include "analysis/prepared.hpp"
#include "measure/report.hpp"

namespace leontide::benchmarks {

/// Which runs: `trials` with one thread and with each number of `threads`.
struct RunPlan {
  std::vector<std::uint64_t> trials;
  std::vector<std::size_t> threads;
  double seconds = 20;        ///< repeats go on for about so long a case, at most five times
  double most_seconds = 120;  ///< what would take longer with one thread is left out
};

/// Runs the first reading of a scenario or model.
std::vector<RunFigure> measure_runs(const analysis::Prepared& prepared, const RunPlan& plan,
                                    std::vector<Title>& left_out);

/// Runs every peer found in `folder` (a Python program that calls measure.report, or a program `peer_*`
/// beside this one) in turn with the same work done here, on one core. Peers whose name is not matched by
/// `wanted` are skipped.
void measure_peers(const std::filesystem::path& folder, std::uint64_t most_trials, std::size_t repeats,
                   const std::string& wanted, BenchReport& report);

/// Whether an id fits a pattern as a shell has them; an empty pattern fits all.
bool fits(const std::string& id, const std::string& pattern);

}  // namespace leontide::benchmarks
