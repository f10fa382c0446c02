#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scenario/scenario.hpp"

namespace leontide::analysis {

/// [steps] matrices [rows of the reader × rows of what is read], row-major; empty where nothing is read so.
using StepMatrices = std::vector<std::vector<double>>;

/// How one variable answers another directly, all else on the deterministic path.
struct DirectAnswer {
  std::uint32_t reader = 0, read = 0;  ///< variables, by index
  StepMatrices same_year;              ///< to the value of the same year
  StepMatrices year_before;            ///< to the value a step before
};

/// Of a variable that is nothing but a `leontief` solution: what its sectors buy for their output, r∘A∘s.
struct Purchases {
  std::uint32_t variable = 0;  ///< by index
  StepMatrices shares;         ///< [steps] matrices [sectors × sectors]
};

/// The deterministic path of a reading and its derivatives, by variable of its model.
struct Derivatives {
  std::size_t steps = 0;                               ///< the base year included
  std::vector<std::vector<std::vector<double>>> path;  ///< [variables][steps][rows]
  std::vector<std::vector<std::uint32_t>> components;  ///< those that read each other within a year, in order
  std::vector<DirectAnswer> answers;                   ///< between the variables that were wanted
  std::vector<Purchases> purchases;                    ///< of the variables solved by `leontief`
};

/// Which variables stand on a way from one to another, over the years.
std::vector<bool> between(const language::Model& model, std::uint32_t from, std::uint32_t to);

/// Derivatives by central differences in the compiled equations, each by itself with what it reads on its
/// path. `wanted` [variables]. Nothing where the deterministic run fails.
std::optional<Derivatives> derivatives_of(const scenario::Reading& reading, const std::vector<bool>& wanted);

}  // namespace leontide::analysis
