#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "statistics/interval.hpp"

namespace leontide::statistics {

/// Sensitivity of results to factors from draws of both that were made anyway: no design. All factors and
/// results hold the same n finite draws; a result may be 0 and 1.
using Sample = std::vector<std::span<const double>>;

/// What the estimators go by. Equal seeds give equal bootstraps and permutations.
struct GivenDataOptions {
  std::size_t classes = 16;         ///< of x, equal counts; at most 255
  std::uint32_t bootstraps = 50;    ///< at least 2
  std::uint32_t permutations = 19;  ///< whose largest value is the dummy level: 1 in 20 above it by chance
  double level = 0.95;
  std::uint64_t seed = 0;
};

/// Whether the draws suffice for an index to mean something.
enum class SampleAdvice {
  enough,
  too_few_draws,    ///< fewer than 64 a class: values are shown, but mostly noise
  too_few_events,   ///< fewer than 64 draws differ from the commonest result
  constant_result,  ///< nothing to explain: values are NaN
  constant_factor,  ///< nothing explains: values are NaN
};

/// first_order: rank-based Sobol index, Student over groups (rank_sobol.hpp). The others by classes
/// (class_table.hpp) with the standard error of `bootstraps` samples drawn with replacement, interval cut to
/// [0, 1]: PAWN keeps the bias that noise gives a distance, which the dummy level shows; delta is 2 d - mean
/// of its bootstrap values, cut at 0 (Plischke, Borgonovo & Smith 2013).
struct GivenDataIndices {
  Estimate first_order, pawn_median, pawn_maximum, delta;
  SampleAdvice advice = SampleAdvice::enough;
};

/// What the same estimators give for a factor without influence: the largest over permuted draws (the dummy
/// parameter of Zadeh et al. 2017, Environmental Modelling & Software 91, 210-222). The dummy is continuous;
/// for a factor of few values the level is on the safe side.
struct DummyLevels {
  double first_order = 0, pawn_median = 0, pawn_maximum = 0, delta = 0;
};

/// Indices of every factor on every result, with the level that noise alone reaches.
struct GivenData {
  std::vector<GivenDataIndices> indices;  ///< [factor][result]
  std::vector<DummyLevels> dummies;       ///< [result]
};

/// Throws std::invalid_argument when lengths differ or options are out of range.
GivenData given_data(const Sample& factors, const Sample& results, const GivenDataOptions& options = {});

}  // namespace leontide::statistics
