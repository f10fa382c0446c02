#pragma once

#include <string>

#include "random/law.hpp"

namespace leontide::analysis {

/// A law with its numbers, as a model file names them: `normal, mean 0.03, sd 0.01`.
std::string law_text(const random::Law& law);

}  // namespace leontide::analysis
