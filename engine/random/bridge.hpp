#pragma once

#include <cstddef>
#include <vector>

namespace leontide::random {

/// The increments of a walk of `steps` steps of unit variance from as many independent normals, the first of
/// which settles the walk's end, the next its middle, and so on by halves: z = B n with B orthogonal,
/// row-major [steps][steps] (Caflisch & Moskowitz 1995; Glasserman 2004, section 3.1.1).
std::vector<double> brownian_bridge(std::size_t steps);

}  // namespace leontide::random
