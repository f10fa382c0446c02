#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "random/sobol.hpp"

// Where the primitive numbers of a trial come from. A sampler plan has a fixed list of coordinates: one for
// each number that a trial may draw, be it a uniform or the normal score of one. A source gives each
// coordinate of each trial its number; everything after that (dependence, marginals, paths) is the same for
// all sources.
namespace leontide::random {

/// Philox 4x32-10: a coordinate's number depends on its name, the seed, the trial and the step, on nothing
/// else.
struct Independent {
  std::uint64_t seed = 1;
};

/// Trials 2k and 2k + 1 form a pair: u and 1 - u in every coordinate (Hammersley & Morton 1956).
struct Antithetic {
  std::uint64_t seed = 1;
};

/// Replicated Latin hypercubes (McKay, Beckman & Conover 1979): trial t is point t / replicates of hypercube
/// t mod replicates; every coordinate of a hypercube visits each of its `strata` once, in an order of its
/// own. Depends on the number of trials, which is strata × replicates.
struct LatinHypercube {
  std::uint64_t seed = 1;
  std::uint32_t replicates = 16;  ///< hypercubes, independent of each other
  std::uint64_t strata = 1;       ///< points of one hypercube
};

/// Trial t is point t / scrambles of scramble t mod scrambles of one Sobol sequence, so that every stop at a
/// multiple of `scrambles` leaves equal replicates. Coordinates without a dimension draw from Philox.
struct Sobol {
  std::uint64_t seed = 1;
  std::shared_ptr<const ScrambledSobol> points;  ///< the sequence and its scrambles
  std::vector<std::int32_t> dimensions;          ///< [coordinates] -1: Philox
};

/// Two samples in one: some inputs keep what Independent{first} drew, the others what Independent{second}
/// drew given those that are kept, which makes a difference where a copula ties them together (make_blend).
struct Blended {
  std::uint64_t first = 1, second = 2;  ///< seeds of the two samples
  /// New scores of a dependent group from those of both samples, one coordinate a driver.
  struct Mix {
    std::vector<std::uint64_t> streams;       ///< [drivers] of the group, for the same element
    std::vector<double> of_first, of_second;  ///< [drivers] weights
  };
  /// Rules of a coordinate that is in no mix.
  static constexpr std::int32_t keeps = -1, redraws = -2;
  std::vector<std::int32_t> rules;  ///< [coordinates] keeps, redraws, or the number of a mix
  std::vector<Mix> mixes;
};

/// Normal scores given by the caller.
struct GivenScores {
  const double* scores = nullptr;  ///< [coordinates][64]
};

/// Every uniform 1/2, every score 0.
struct Centre {};

/// A source of primitive numbers.
using Points = std::variant<Independent, Antithetic, LatinHypercube, Sobol, Blended, GivenScores, Centre>;

/// One primitive number of a trial.
struct Draw {
  std::uint64_t stream;      ///< hash of its name (stream.hpp)
  std::uint32_t step;        ///< counts the base step 0
  std::uint32_t number;      ///< of the draw within the step
  std::uint32_t coordinate;  ///< in SamplerPlan::coordinates
};

/// out[64]: uniforms in (0, 1) of trials first_trial + lane.
void uniforms(const Points& points, const Draw& draw, std::uint64_t first_trial, double* out) noexcept;

/// out[64]: normal scores of the same numbers.
void normals(const Points& points, const Draw& draw, std::uint64_t first_trial, double* out) noexcept;

/// out[draws × 64]: the same for some numbers at once, which takes less time than one after the other.
void normals(const Points& points, std::span<const Draw> draws, std::uint64_t first_trial,
             double* out) noexcept;

}  // namespace leontide::random
