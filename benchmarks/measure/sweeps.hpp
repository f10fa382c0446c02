#pragma once

#include <filesystem>
#include <vector>

#include "base/diagnostic.hpp"
#include "measure/measure.hpp"

namespace leontide::benchmarks {

/// What the first cells of a sweep save by running side by side: trials a second of each by itself
/// (`sweep/alone`) and of all together (`sweep/side-by-side`, beside the first), on one core, both printing
/// the sweep's targets; cells resolved a second (`sweep/resolve`). The note names what they share. Empty
/// where the sweep is at fault, which is reported.
std::vector<Figure> measure_sweep(const std::filesystem::path& file, const Effort& effort,
                                  Diagnostics& diagnostics);

}  // namespace leontide::benchmarks
