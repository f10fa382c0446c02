#pragma once

#include <filesystem>
#include <optional>

#include "base/diagnostic.hpp"
#include "recipes/steps.hpp"
#include "recipes/workbench.hpp"

namespace leontide::recipes {

/// Runs the steps in order and checks the result: both identities to 1e-9 of a table that was put together,
/// to 1e-6 or what the imported table itself misses of any other. Faults of the tables read, refusals and a
/// table that fails its check are reported at the step's place; empty then.
std::optional<Workbench> run_steps(const Recipe& recipe, const std::filesystem::path& sources,
                                   Diagnostics& diagnostics);

}  // namespace leontide::recipes
