#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "simulation/fold.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/record.hpp"
#include "simulation/simulate.hpp"

namespace leontide::simulation {

/// Runs blocks of one run on the threads of this process. What it holds is made once: workspaces, counters.
class Rounds {
 public:
  Rounds(const Run& run, const SimulateOptions& options);
  ~Rounds();

  /// The record of a range of blocks, round by round. `go_on` sees the counts of the range after each round
  /// that it holds whole and may end it there. Nothing when cancelled.
  std::optional<RoundRecord> run(BlockRange range, const std::function<bool(const Counts&)>& go_on,
                                 const Cancel* cancel);

 private:
  bool run_round(BlockRange blocks, const Cancel* cancel);
  bool run_blocks(BlockRange blocks, std::uint64_t round_first, EarlyLook* early, const Cancel* cancel);
  bool look_early(const Cancel* cancel);
  void begin_sketches();
  void add_sums(BlockRange blocks);
  Counts counts() const;
  std::vector<FirstFailure> firsts();

  const Run& run_;
  const SimulateOptions& options_;
  Design design_;
  std::uint64_t trials_;
  std::vector<Ensemble> ensembles_;
  Lockstep lockstep_;
  std::vector<std::unique_ptr<Counter>> counters_;  ///< [workers]
  std::vector<Sums> sums_;                          ///< [blocks of a round], kept for their memory
  std::vector<statistics::SketchScale> scales_;     ///< [outputs × steps], once the early blocks were seen
  RoundRecord record_;
};

}  // namespace leontide::simulation
