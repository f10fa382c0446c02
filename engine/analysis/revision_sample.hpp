#pragma once

// Internal to the analysis layer: what a revision keeps of every trial.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "analysis/latent/island.hpp"
#include "analysis/latent/island_weights.hpp"
#include "analysis/prepared.hpp"
#include "lanes/block.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"
#include "statistics/moments.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

/// What is kept of every trial.
struct RevisionSample {
  /// For `count` trials in equal islands of whole blocks of 64; run and figures are kept by reference.
  RevisionSample(const simulation::Run& its_run, const std::vector<Seen>& its_figures, std::uint64_t count,
                 std::size_t its_islands)
      : run(its_run),
        figures(its_figures),
        trials(count),
        islands(its_islands),
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

  std::size_t island_of(std::uint64_t trial) const { return trial / (trials / islands); }

  /// How many errors of a figure the nearest trial lies from it.
  double nearest(std::size_t f) const {
    double least = std::numeric_limits<double>::infinity();
    for (std::uint64_t t = 0; t < trials; ++t) {
      if (is_completed(t) && (*weights)[island_of(t)] > 0)
        least = std::min(least, std::fabs(seen[f * trials + t] - figures[f].value) / figures[f].sd);
    }
    return least;
  }

  /// What a figure might have been: each completed trial's value with an error of the figure's size.
  std::vector<double> with_errors(std::size_t f, std::uint64_t seed) const {
    std::vector<double> numbers;
    alignas(lanes::alignment) double error[lanes::width];
    const std::uint64_t key = random::mix64(seed, random::fnv1a64("figure errors"));
    for (std::uint64_t t = 0; t < trials; ++t) {
      if (t % lanes::width == 0) {
        lanes::uniforms(key, t, static_cast<std::uint32_t>(f), 0, error);
        lanes::normal_quantile(error, error, lanes::width);
      }
      if (is_completed(t)) numbers.push_back(seen[f * trials + t] + figures[f].sd * error[t % lanes::width]);
    }
    return numbers;
  }

  /// P10, P50 and P90 of row `row` of `all` [rows][trials].
  void quantiles(const std::vector<double>& all, std::size_t row, double* out) const {
    constexpr double tenths[] = {0.1, 0.5, 0.9};
    std::vector<double> log_weights(trials, 0.0);
    for (std::uint64_t t = 0; t < trials; ++t) {
      if (weights) log_weights[t] = std::log((*weights)[island_of(t)]);
      if (!is_completed(t)) log_weights[t] = -std::numeric_limits<double>::infinity();
    }
    const auto found = statistics::weighted_quantiles(statistics::normalise(log_weights),
                                                      std::span(all).subspan(row * trials, trials), tenths);
    std::copy(found.begin(), found.end(), out);
  }

  /// (standard deviation / standard error of the mean)² of numbers [trials], by the islands' means; none
  /// where they do not vary.
  std::optional<double> effective_of(std::span<const double> numbers) const {
    const std::size_t blocks = completed.size() / islands;
    std::vector<statistics::Moments> each(islands);
    std::vector<double> means;
    for (std::size_t island = 0; island < islands; ++island) {
      for (std::size_t block = island * blocks; block < (island + 1) * blocks; ++block)
        each[island] = statistics::merge(
            each[island],
            statistics::moments_of(numbers.subspan(block * lanes::width, lanes::width), completed[block]));
      means.push_back(each[island].mean);
    }
    const IslandWeights::Mean mean = weights->mean_of(means);
    const auto count = static_cast<double>(trials);
    statistics::Moments all{trials, mean.value, 0};
    for (std::size_t island = 0; island < islands; ++island) {
      const double apart = means[island] - mean.value;
      const double variance = each[island].squares * static_cast<double>(islands) / count;
      all.squares += count * (*weights)[island] * (variance + apart * apart);
    }
    if (!statistics::varies(all)) return std::nullopt;
    const double ratio = all.sd() / mean.error;
    return mean.error > 0 ? ratio * ratio : count;
  }

  const simulation::Run& run;            ///< whose trials are kept
  const std::vector<Seen>& figures;      ///< known by now
  std::uint64_t trials;                  ///< a multiple of 64
  std::size_t islands;                   ///< that share them
  std::vector<std::uint64_t> completed;  ///< [blocks]
  std::vector<std::uint64_t> met;        ///< [conditions][blocks]
  std::vector<double> values;            ///< [conditions][trials]
  std::vector<double> last;              ///< [outputs][trials] in the last year
  std::vector<double> seen;              ///< [figures][trials]
  std::optional<IslandWeights> weights;  ///< [islands] once they have arrived
};

}  // namespace leontide::analysis
