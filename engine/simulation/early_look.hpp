#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernel/run.hpp"
#include "lanes/block.hpp"
#include "simulation/run.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::simulation {

/// The first blocks of a run, from which the buckets of its sketches are laid out. Every record of a run
/// looks at the same blocks, its own or not, so that its sketches merge with those of any other.
class EarlyLook {
 public:
  /// Blocks looked at, at most.
  static constexpr std::uint64_t most_blocks = 4;

  /// For the first `blocks` blocks of a run.
  EarlyLook(const Run& run, std::uint64_t blocks);

  /// How many are kept.
  std::uint64_t blocks() const { return good_.size(); }

  /// Keeps the outputs of a block; blocks may come in any order, each from one thread.
  void keep(std::uint64_t block, const kernel::Workspace& workspace, std::uint64_t good);

  /// [outputs × steps]
  std::vector<statistics::SketchScale> scales() const;

  /// Adds what was kept to sketches [outputs × steps].
  void add_to(std::vector<statistics::QuantileSketch>& sketches) const;

 private:
  std::span<const double> values(std::size_t row, std::uint64_t block) const;

  const Run& run_;
  std::vector<std::size_t> rows_;    ///< numbers of output and step that are kept, outputs × steps
  std::vector<std::uint64_t> good_;  ///< [blocks] lanes that completed
  lanes::AlignedVector values_;      ///< [rows × blocks × 64]
};

}  // namespace leontide::simulation
