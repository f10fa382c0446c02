#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/place.hpp"

namespace leontide::language {

/// The untyped tree of an expression. `text` is the operator, name or number as written.
struct Syntax {
  /// `missing` stands where a fault was reported, so that the rest can be read on.
  enum class Kind { number, name, text, unary, binary, call, subscript, missing };
  struct Argument;

  Kind kind = Kind::missing;
  std::string text;
  double number = 0;  ///< of a number
  Place place;
  std::vector<Argument> arguments;  ///< operands, call arguments, or subscripted value and set
};

/// An operand, with the name it was given by in a call.
struct Syntax::Argument {
  std::string keyword;  ///< empty for a positional argument
  Place keyword_place;
  Syntax value;
};

}  // namespace leontide::language
