#include "table/sheets/sheet_rows.hpp"

#include <algorithm>

namespace leontide::table {

namespace {

constexpr std::size_t npos = std::string::npos;
constexpr std::size_t longest_row = 64U << 20U;  ///< of 16 384 cells none comes near

/// The `>` that ends the tag which begins at `begin`; one in quotes ends none.
std::size_t end_of_tag(std::string_view text, std::size_t begin) {
  char quote = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (quote != 0) {
      if (text[i] == quote) quote = 0;
    } else if (text[i] == '"' || text[i] == '\'') {
      quote = text[i];
    } else if (text[i] == '>') {
      return i;
    }
  }
  return npos;
}

/// The name in a tag, `x:row` of `<x:row r="1">` and of `</x:row>`.
std::string_view name_of_tag(std::string_view tag) {
  const std::size_t begin = tag.starts_with("</") ? 2 : 1;
  const std::size_t end = tag.find_first_of(" \t\r\n/>", begin);
  return tag.substr(begin, end - begin);
}

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == npos ? name : name.substr(colon + 1);
}

/// The end of a comment, of character data or of a processing instruction that begins at `begin`, just
/// behind it; `begin` where none does, npos where it is not there yet.
std::size_t behind_special(std::string_view text, std::size_t begin) {
  for (const auto& [opens, closes] : {std::pair{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}) {
    if (!text.substr(begin).starts_with(opens)) continue;
    const std::size_t end = text.find(closes, begin);
    return end == npos ? npos : end + std::string_view(closes).size();
  }
  return begin;
}

}  // namespace

bool SheetRows::add(std::string_view block) {
  buffer_.erase(0, at_);
  searched_ -= std::min(searched_, at_);
  at_ = 0;
  buffer_ += block;
  while (state_ != State::after && state_ != State::stopped && step()) {
  }
  if (buffer_.size() - at_ > longest_row) state_ = State::stopped;
  return state_ != State::after && state_ != State::stopped;
}

bool SheetRows::step() {
  const std::string_view text = buffer_;
  const std::size_t begin = text.find('<', at_);
  if (begin == npos) {
    at_ = text.size();
    return false;
  }
  at_ = begin;
  const std::size_t behind = behind_special(text, begin);
  const std::size_t tag_end = behind == begin ? end_of_tag(text, begin) : behind;
  if (tag_end == npos) return false;
  if (behind != begin) {
    at_ = behind;
    return true;
  }
  const std::string_view tag = text.substr(begin, tag_end + 1 - begin);
  const std::string_view name = name_of_tag(tag);
  const bool is_end = tag.starts_with("</");
  if (without_prefix(name) == "sheetData")
    state_ = is_end || tag.ends_with("/>") ? State::after : State::within;
  const bool is_row = state_ == State::within && !is_end && without_prefix(name) == "row";
  if (is_row) return take_row(begin, name, tag_end);
  at_ = tag_end + 1;
  return true;
}

bool SheetRows::take_row(std::size_t begin, std::string_view name, std::size_t tag_end) {
  std::size_t end = tag_end;
  if (buffer_[tag_end - 1] != '/') {
    const std::string closes = "</" + std::string(name);
    end = buffer_.find(closes, std::max(tag_end, searched_));
    if (end != npos) end = buffer_.find('>', end);
    if (end == npos) {
      searched_ = std::max(tag_end, buffer_.size() - std::min(buffer_.size(), closes.size() + 1));
      return false;
    }
  }
  searched_ = 0;
  at_ = end + 1;
  if (!take_(std::string_view(buffer_).substr(begin, end + 1 - begin))) state_ = State::stopped;
  return true;
}

}  // namespace leontide::table
