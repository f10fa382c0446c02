#pragma once

// Internal: from diagnostics to what users of the library see.

#include <vector>

#include "base/diagnostic.hpp"
#include "leontide/fault.hpp"

namespace leontide {

/// Adds all but notes.
void add_faults(const Diagnostics& diagnostics, std::vector<Fault>& faults);

}  // namespace leontide
