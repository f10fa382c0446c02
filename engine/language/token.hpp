#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/expression_text.hpp"

namespace leontide::language {

/// A word of an expression.
struct Token {
  /// A text stands in quotes.
  enum class Kind { number, name, text, symbol, end };
  Kind kind = Kind::end;
  std::string text;        ///< of a text, without its quotes
  double number = 0;       ///< of a number
  std::size_t offset = 0;  ///< byte in the expression's text
  std::size_t length = 0;  ///< characters
};

/// Splits an expression into tokens; the last one is always `end`. A character that belongs to none is
/// reported.
std::vector<Token> tokenize(const ExpressionText& text, Diagnostics& diagnostics);

}  // namespace leontide::language
