#pragma once

#include <cstdint>
#include <span>

#include "simulation/design.hpp"
#include "statistics/paired.hpp"

namespace leontide::simulation {

/// One block of a yes-or-no question asked of two runs on common draws, a bit a lane.
struct PairedBlock {
  std::uint64_t good = 0;               ///< completed in both
  std::uint64_t first = 0, second = 0;  ///< lanes that answer yes under each
};

/// What two runs show of one question.
struct PairedDifference {
  statistics::FourCells cells;      ///< `first` and `second` as they are given
  statistics::Estimate difference;  ///< chance of the second less that of the first
};

/// Over the trials that completed in both runs. Newcombe's method 10 for independent trials; Student over
/// blocks of 64 trials for antithetic pairs, over replicates for Latin hypercubes and Sobol points, with an
/// error of no less than the rounding to whole hits; Newcombe's again where no trial differs.
PairedDifference paired_difference(const Design& design, std::span<const PairedBlock> blocks, double level);

}  // namespace leontide::simulation
