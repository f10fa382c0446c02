#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace leontide::report {

/// Blanks between two columns, and before the first.
inline constexpr std::size_t between_columns = 2;

/// A table as wide as a window.
struct Fitted {
  std::string text;         ///< the table
  std::size_t dropped = 0;  ///< columns, the last ones
};

/// A table with its columns padded to their widest cell, no line wider than `width` (0: as wide as it is)
/// where that can be done. The first row is the header; `right` marks columns of numbers. Where it is too
/// wide, texts are broken into lines of no less than 16 columns, the widest first, then headers, then columns
/// are dropped from the last; the first and one of numbers stay. Numbers are never broken. `colours`: [row,
/// column] what a terminal is told to paint the cell with (the number of a colour, as in `ESC[32m`), or
/// nothing; empty: none.
Fitted fit(std::vector<std::vector<std::string>> rows, std::vector<bool> right, std::size_t width,
           const std::vector<std::vector<std::string>>& colours = {});

}  // namespace leontide::report
