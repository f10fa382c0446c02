#pragma once

// Internal to the analysis layer: the margins of a question at given normal scores.

#include <memory>
#include <vector>

#include "analysis/prepared.hpp"
#include "lanes/block.hpp"
#include "simulation/tally.hpp"

namespace leontide::analysis {

/// One worker's run of 64 trials at a time.
class MarginRunner {
 public:
  /// `scales` [conditions] divides each margin; `of_miss` turns the sign.
  MarginRunner(const simulation::Run& run, const Question& question, const std::vector<double>& scales,
               bool of_miss);

  /// margin[64] of the trials whose scores are [coordinates][64], the first `count` of which are asked for;
  /// below zero: not in the event. A failed trial has -infinity.
  void at_scores(const double* scores, std::size_t count, double* margin);
  /// Of all blocks so far.
  const simulation::Tally& tally() const { return tally_; }

 private:
  void evaluate(std::size_t count, double* margin);

  const simulation::Run& run_;
  std::vector<std::uint32_t> conditions_;
  const std::vector<double>& scales_;
  bool of_miss_;
  random::InputBlock inputs_;
  kernel::InputPointers pointers_;
  kernel::Workspace workspace_;
  simulation::Tally tally_;
};

}  // namespace leontide::analysis
