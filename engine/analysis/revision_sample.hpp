#pragma once

// Internal to the analysis layer: what a revision keeps of every trial.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "analysis/latent/island.hpp"
#include "analysis/prepared.hpp"
#include "lanes/block.hpp"

namespace leontide::analysis {

/// What is kept of every trial.
struct RevisionSample {
  /// For `count` trials, a multiple of 64; run and figures are kept by reference.
  RevisionSample(const simulation::Run& its_run, const std::vector<Seen>& its_figures, std::uint64_t count)
      : run(its_run),
        figures(its_figures),
        trials(count),
        completed(count / lanes::width),
        met(its_run.conditions.size() * completed.size()),
        values(its_run.conditions.size() * count),
        last(its_run.program.outputs.size() * count),
        seen(its_figures.size() * count) {}

  /// Keeps one block just computed; blocks may come in any order, each from one thread.
  void put(std::size_t block, std::uint64_t good, const kernel::Workspace& workspace) {
    completed[block] = good;
    const std::size_t first = block * lanes::width;
    alignas(lanes::alignment) double value[lanes::width];
    for (std::size_t c = 0; c < run.conditions.size(); ++c) {
      met[c * completed.size() + block] =
          simulation::evaluate(run.conditions[c], workspace, value).met & good;
      std::copy_n(value, lanes::width, values.data() + c * trials + first);
    }
    for (std::size_t o = 0; o < run.program.outputs.size(); ++o)
      std::copy_n(workspace.output(o, run.program.steps - 1), lanes::width, last.data() + o * trials + first);
    for (std::size_t f = 0; f < figures.size(); ++f)
      std::copy_n(workspace.output(figures[f].output, figures[f].step), lanes::width,
                  seen.data() + f * trials + first);
  }

  /// Whether the trial did not fail.
  bool is_completed(std::uint64_t trial) const {
    return ((completed[trial / lanes::width] >> (trial % lanes::width)) & 1U) != 0;
  }
  /// The lanes of a block that answer yes, of those that completed.
  std::uint64_t answer(const Question& question, std::size_t block) const {
    return answer_of(question, run, completed[block],
                     [&](std::uint32_t c) { return met[c * completed.size() + block]; });
  }

  const simulation::Run& run;            ///< whose trials are kept
  const std::vector<Seen>& figures;      ///< known by now
  std::uint64_t trials;                  ///< a multiple of 64
  std::vector<std::uint64_t> completed;  ///< [blocks]
  std::vector<std::uint64_t> met;        ///< [conditions][blocks]
  std::vector<double> values;            ///< [conditions][trials]
  std::vector<double> last;              ///< [outputs][trials] in the last year
  std::vector<double> seen;              ///< [figures][trials]
};

}  // namespace leontide::analysis
