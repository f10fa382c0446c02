#pragma once

#include <string>

#include "language/model.hpp"
#include "language/syntax.hpp"

namespace leontide::language {

/// The expression as a person would write it, with the fewest parentheses.
std::string print(const Syntax& syntax);

/// A checked expression in the language's own words; hidden variables are shown as what they stand for.
std::string print(const Expression& expression, const Model& model);

}  // namespace leontide::language
