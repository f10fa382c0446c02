#pragma once

#include <string>
#include <vector>

#include "base/place.hpp"

namespace leontide::language {

/// An expression as it stands in a file: its text after YAML has folded lines, and where each byte stood
/// before.
struct ExpressionText {
  /// Of one byte, in the file; both count from 1, columns in characters.
  struct Position {
    std::size_t line = 0;
    std::size_t column = 0;
  };
  std::string text;
  std::string file;                 ///< as shown in messages
  std::vector<Position> positions;  ///< [bytes of text]; may be shorter, then the last one holds

  /// Where a part of the text stands in the file; `length` is in characters.
  Place place(std::size_t byte, std::size_t length) const {
    if (positions.empty()) return {file, 0, 0, 0};
    const Position& at = positions[byte < positions.size() ? byte : positions.size() - 1];
    return {file, at.line, at.column, length};
  }
};

}  // namespace leontide::language
