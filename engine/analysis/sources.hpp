#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"

namespace leontide::analysis {

/// How much of the spread one group of drivers makes when all others are held at their centre.
struct SpreadSource {
  std::string group;                 ///< as the model's `group:` says; "other" for drivers without one
  std::vector<std::string> drivers;  ///< by name, in the model's order
  std::vector<double> spread;        ///< [conditions] standard deviation with this group alone moving
};

/// Splits the spread of every condition's value by the groups of drivers: one run of 4096 trials a group, the
/// others frozen. Levers and events keep their draws in a group of their own, "levers and events". Where the
/// model is nearly additive the squares add up to the whole variance; what they leave is interaction.
std::vector<SpreadSource> split_spread(const simulation::Run& run, const scenario::Reading& reading,
                                       const simulation::SimulateOptions& options,
                                       const simulation::Observer& observer);

}  // namespace leontide::analysis
