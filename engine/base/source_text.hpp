#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/place.hpp"

namespace leontide {

/// A file kept in memory, with byte offsets turned into lines and columns.
class SourceText {
 public:
  /// `name` is the file's name in messages.
  SourceText(std::string name, std::string text);

  /// The file's name in messages.
  const std::string& name() const { return name_; }
  /// All of it, as UTF-8.
  std::string_view text() const { return text_; }
  /// An end of line at the end of the file begins one more, empty line.
  std::size_t line_count() const { return line_starts_.size(); }

  /// The line's text without its end; `line` counts from 1.
  std::string_view line(std::size_t line) const;

  /// The place of the byte at `offset`, columns in code points.
  Place place(std::size_t offset, std::size_t length = 0) const;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

/// Places of offsets that mostly grow: counts on from the last one, where `SourceText::place` counts from the
/// line's beginning, which takes quadratic time over a file that is one long line.
class PlaceCursor {
 public:
  /// The source must outlive the cursor.
  explicit PlaceCursor(const SourceText& source) : source_(source) {}
  /// As `SourceText::place`; an offset before the last one is found from the beginning of its line.
  Place place(std::size_t offset, std::size_t length = 0);

 private:
  const SourceText& source_;
  std::size_t offset_ = 0;
  Place last_;
};

/// The code point of one well-formed character.
char32_t code_point(std::string_view character);

/// Code points in a UTF-8 text; a malformed byte counts as one.
std::size_t count_code_points(std::string_view text);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);
/// The byte, from 0, at which it ceases to be.
std::optional<std::size_t> first_not_utf8(std::string_view text);

/// Columns a terminal needs for the text: two for wide (CJK) characters, none for combining marks.
std::size_t display_width(std::string_view text);

}  // namespace leontide
