#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "calibration/calibrate.hpp"

namespace leontide::hindcast {

/// The number at which the deterministic path of a model meets what is asked: bracketed by the ends of its
/// range, then by the Illinois method (Dowell & Jarratt 1971, BIT 11, 168-174), to 1e-10 of what is met or
/// 1e-12 of the range. Reports faults of the scenario, names that are not there, a path that fails, and ends
/// that do not enclose the number, with what the path gives there.
std::optional<double> solve_path(const calibration::SolveRequest& request, Diagnostics& diagnostics);

}  // namespace leontide::hindcast
