#pragma once

#include <string>

#include "language/model.hpp"

namespace leontide::language {

/// A hash of everything about a model but the numbers that a scenario can set: sets, shapes, equations,
/// blocks, checks, the number of years. Models of equal structure compile to the same program.
std::string structure_of(const Model& model);

}  // namespace leontide::language
