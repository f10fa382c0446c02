#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "simulation/early_look.hpp"
#include "simulation/fold.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/record.hpp"
#include "simulation/simulate.hpp"

namespace leontide::simulation {

/// Runs blocks on the threads of this process: of one run, or of several of one program side by side, which
/// share what is the same of their draws and base years. What it holds is made once: workspaces, counters.
class Rounds {
 public:
  /// For one run; both are kept by reference.
  Rounds(const Run& run, const SimulateOptions& options);
  /// Options that keep trials or hold inputs at other origins are for one run alone.
  Rounds(std::span<const Run* const> runs, const SimulateOptions& options);
  ~Rounds();

  /// The record of a range of blocks, round by round. `go_on` sees the counts of the range after each round
  /// that it holds whole and may end it there. Nothing when cancelled. For one run.
  std::optional<RoundRecord> run(BlockRange range, const std::function<bool(const Counts&)>& go_on,
                                 const Cancel* cancel);

  /// [runs] the record of each; empty when cancelled.
  std::vector<RoundRecord> run_all(BlockRange range, const Cancel* cancel);

  /// Of several runs: what is computed once for all, and what by each.
  const std::optional<kernel::Slices>& slices() const { return lockstep_.slices(); }

 private:
  /// What the blocks of one run have shown.
  struct RunPart {
    const Run* run = nullptr;
    std::vector<std::unique_ptr<Counter>> counters;  ///< [workers]
    std::vector<Sums> sums;                          ///< [blocks of a round], kept for their memory
    std::vector<statistics::SketchScale> scales;     ///< [outputs × steps], once the early blocks were seen
    std::unique_ptr<EarlyLook> early;                ///< while they are run
    RoundRecord record;
  };

  bool begin(BlockRange range, const Cancel* cancel);
  bool run_round(BlockRange blocks, const Cancel* cancel);
  bool run_blocks(BlockRange blocks, std::uint64_t round_first, const Cancel* cancel);
  void mark(RunPart& part, const Counter& counter, std::uint64_t block) const;
  bool look_early(const Cancel* cancel);
  void begin_sketches(RunPart& part);
  void add_sums(RunPart& part, BlockRange blocks);
  Counts counts(const RunPart& part) const;
  void finish(std::size_t number);
  std::vector<FirstFailure> firsts(std::size_t number);

  const SimulateOptions& options_;
  Design design_;
  std::uint64_t trials_;
  std::vector<Ensemble> ensembles_;
  Lockstep lockstep_;
  std::vector<RunPart> parts_;  ///< [runs]
};

}  // namespace leontide::simulation
