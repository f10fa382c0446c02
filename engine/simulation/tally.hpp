#pragma once

#include <cstdint>
#include <vector>

#include "kernel/run.hpp"
#include "simulation/result.hpp"

namespace leontide::simulation {

/// How many trials an answer rests on, and why some of them failed.
struct Tally {
  std::uint64_t trials = 0;           ///< run
  std::vector<std::uint64_t> failed;  ///< by cause, in the order of `failure_causes`; empty: none run

  /// Trials that did not fail.
  std::uint64_t completed() const;
  /// The lanes of `valid` of one block. A trial counts under the first cause that applies.
  void add(const kernel::Failures& failures, std::uint64_t valid);
  /// Of other trials of the same run.
  void add(const Tally& other);
  /// The trials of one run of the same model.
  void add(const Counts& counts);
};

}  // namespace leontide::simulation
