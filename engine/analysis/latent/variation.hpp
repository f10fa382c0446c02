#pragma once

// whether anything in a run is random.

#include "simulation/run.hpp"

namespace leontide::analysis {

/// Whether any input differs among 64 trials, half of them with their scores at either end of what there is:
/// there an input that moves with its scores differs most, and the other half shows one that returns. False
/// of a reading without inputs, of constant ones, and of levers and events that are off.
bool is_random(const simulation::Run& run);

}  // namespace leontide::analysis
