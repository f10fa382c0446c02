#pragma once

#include <string>

#include "scenario/draft.hpp"
#include "scenario/scenario.hpp"

namespace leontide::start {

/// A commented scenario file of a model: its levers and events, off and named, a number of each kind to set,
/// readings, targets and sampling explained. `model` is how the file names it. It runs as it stands.
std::string scenario_text(const std::string& name, const std::string& model, const scenario::Scenario& of);

/// A commented sweep of a scenario with paths of its own: a lever off and on, the mean of a driver about
/// where it stands, a parameter. `file` is how the sweep names the scenario. It runs as it stands.
std::string sweep_text(const std::string& name, const std::string& file, const scenario::Draft& draft,
                       const scenario::Scenario& of);

}  // namespace leontide::start
