#pragma once

#include <vector>

#include "scenario/scenario.hpp"
#include "simulation/result.hpp"

namespace leontide::simulation {

/// The first failures with the first variable and member that is no finite number in place of the indicator
/// that it reached, where there is one: that trial is run once more with all variables looked at. `sampling`
/// is the one that the trials were drawn by; the model is compiled anew, which takes as long as `compile_run`
/// does.
std::vector<FirstFailure> by_variable(std::vector<FirstFailure> firsts, const scenario::Reading& reading,
                                      const scenario::Sampling& sampling);

}  // namespace leontide::simulation
