#pragma once

#include <vector>

#include "random/law.hpp"

namespace leontide::benchmarks {

/// One law of each kind, in the order of the variant, with numbers as models have them.
std::vector<random::Law> one_of_each_law();

}  // namespace leontide::benchmarks
