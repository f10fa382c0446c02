#pragma once

// trials at given scores, and what they say of a figure.

#include <cstdint>

#include "random/sampler.hpp"
#include "simulation/run.hpp"

namespace leontide::analysis {

/// A figure as the program knows it.
struct Seen {
  std::size_t output = 0;    ///< of the program: the indicator's element
  std::uint32_t step = 0;    ///< of the year
  double value = 0, sd = 0;  ///< in the indicator's unit
};

/// A worker's means to run trials at given scores.
struct IslandRunner {
  /// Allocates the worker's memory.
  explicit IslandRunner(const simulation::Run& its_run);
  /// `scores` is [coordinates][64]. The lanes that complete.
  std::uint64_t run(const double* scores);

  const simulation::Run& run_of;
  random::InputBlock inputs;
  kernel::InputPointers pointers;
  kernel::Workspace workspace;
};

/// Standard normal scores of block `block` of the trials of `island` before any figure: [coordinates][64].
void prior_scores(std::uint64_t seed, std::size_t island, std::size_t block, std::size_t coordinates,
                  double* out);

/// The two tails of a figure among trials: sums over them of the chance that the trial's value and an error
/// of the figure's size come to less, or to more.
struct Tails {
  double below = 0, above = 0;
  double trials = 0;  ///< or the sum of their weights

  /// One trial's value of the figure.
  void add(double value, const Seen& figure);
  /// Those of another sample, each of its trials with the weight `weight`.
  void add(const Tails& other, double weight);
  /// Twice the smaller tail; NaN without trials.
  double two_sided() const;
};

}  // namespace leontide::analysis
