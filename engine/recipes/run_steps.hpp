#pragma once

#include <filesystem>
#include <optional>

#include "base/diagnostic.hpp"
#include "recipes/steps.hpp"
#include "recipes/workbench.hpp"

namespace leontide::recipes {

/// Runs the steps in order and checks the result (both identities to 1e-9). Faults of the tables read and
/// refusals are reported at the step's place; empty then.
std::optional<Workbench> run_steps(const Recipe& recipe, const std::filesystem::path& sources,
                                   Diagnostics& diagnostics);

/// The step's name in recipes and histories.
std::string step_name(const Step& step);

}  // namespace leontide::recipes
