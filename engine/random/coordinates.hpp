#pragma once

// Internal to the random layer: the list of all numbers that a trial draws, built while a plan is made.

#include "random/sampler.hpp"
#include "random/sampler_program.hpp"

namespace leontide::random {

/// Numbers coordinates in the order in which streams are asked for.
class CoordinateList {
 public:
  /// `steps` counts the base step 0.
  explicit CoordinateList(std::size_t steps) : steps_(steps) {}

  /// A stream drawn once a trial.
  Stream once(std::uint64_t hash, Coordinate::Input input, std::size_t index, std::size_t element);
  /// A stream drawn `numbers` times a step from `first_step` on. One whose number 0 is a normal innovation
  /// gets a bridge over steps 1, 2, ….
  Stream by_step(std::uint64_t hash, Coordinate::Input input, std::size_t index, std::size_t element,
                 std::size_t first_step, std::uint32_t numbers, bool innovates);

  /// The list so far; the object is not used again.
  std::vector<Coordinate> take() { return std::move(coordinates_); }
  /// Rows of innovations that are built by a Brownian bridge, one a step of each such stream.
  std::size_t bridge_rows() const { return bridge_rows_; }

 private:
  std::size_t steps_;
  std::size_t bridge_rows_ = 0;
  std::vector<Coordinate> coordinates_;
};

}  // namespace leontide::random
