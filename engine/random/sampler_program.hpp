#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "random/dependence.hpp"
#include "random/marginal.hpp"
#include "random/pair_copula.hpp"
#include "random/path.hpp"
#include "random/sampler.hpp"
#include "random/vine.hpp"

// What fill executes: the inside of a SamplerPlan.
namespace leontide::random {

/// The numbers that one name draws: `numbers` a step from `first_step` on, or `numbers` once a trial.
struct Stream {
  std::uint64_t hash = 0;              ///< of its name (stream.hpp)
  std::uint32_t first_coordinate = 0;  ///< its place in SamplerPlan::coordinates
  std::uint32_t first_step = 0;
  std::uint32_t numbers = 1;  ///< a step, or a trial
  std::int32_t bridge =
      -1;  ///< first row in InputBlock's bridge, one a step; -1: innovations stand by themselves
};

/// One driver, ready to be drawn.
struct DriverProgram {
  Rows rows;
  std::vector<Stream> streams;                     ///< one an element
  std::vector<std::variant<Marginal, Path>> laws;  ///< one, or one an element
  std::size_t regimes = 0;  ///< first scratch row of the regimes, one an element; of a history, of its year
  std::optional<PairCopula> serial;  ///< of each score with that of the step before
  std::size_t memory = 0;            ///< first scratch row of the scores of the step before, one an element
  std::vector<double> centres;       ///< [steps][elements] of distributions; mostly empty
  bool is_scaled = false;            ///< by the centres; else they are added
  std::vector<double> cells;         ///< of a matrix, as of Driver
  std::vector<double> totals;        ///< [columns] of the cells
  bool closes = false;               ///< elements are divided by their sum (dirichlet)
  bool one_normal = false;           ///< each element takes one normal a step and nothing else
};

/// Whether the driver draws years of a history, one for all its elements.
inline bool draws_years(const DriverProgram& driver) {
  const auto* path = std::get_if<Path>(&driver.laws.front());
  return path != nullptr && std::holds_alternative<HistoryPath>(*path);
}

/// What makes Student's t of the normal scores of a copula.
struct StudentMixing {
  StudentMixer mixer;
  std::vector<Stream> streams;  ///< one an element
};

/// The drivers of one copula, or one driver by itself. All of one Rows::per_step, element count and `common`.
struct GroupProgram {
  std::vector<DriverProgram> drivers;
  std::vector<double> factor;  ///< lower triangle, row-major; empty for one driver and for a vine
  std::optional<StudentMixing> mixing;
  std::optional<Vine> vine;
  std::vector<double> element_factor;  ///< lower triangle over the elements of one driver; mostly empty
  std::vector<Stream>
      shared_streams;            ///< one a driver, of the factor its elements share; empty without `common`
  double shared = 0, own = 1;    ///< their weights: sqrt(common), sqrt(1 - common)
  std::size_t first_filled = 0;  ///< 1 where nobody reads step 0 and no later step begins from it
};

/// One lever, ready to be drawn.
struct LeverProgram {
  Rows rows;
  Stream stream;
  Marginal strength;  ///< quantile function of the strength
};

/// One event, ready to be drawn; the members are those of `Event`.
struct EventProgram {
  Rows rows;
  Stream stream;
  double chance, recovery;
  Marginal size;
  bool on;
  std::optional<int> forced_step;
  std::optional<Rows> onsets;  ///< of the driver that decides on them
};

/// All of a plan's inputs in the order in which they are drawn.
struct SamplerProgram {
  std::vector<GroupProgram> groups;
  std::vector<LeverProgram> levers;
  std::vector<EventProgram> events;
  std::size_t scratch_rows = 0;  ///< lane arrays of 64 numbers that filling needs besides
  std::size_t bridge_rows = 0;   ///< rows of InputBlock's bridge
  std::vector<double> bridge;    ///< [steps - 1][steps - 1] increments of a walk from its bridge's normals
};

/// Scratch rows before those of the groups' innovations and of the regimes (Filler).
inline constexpr std::size_t fixed_scratch_rows = 4;

}  // namespace leontide::random
