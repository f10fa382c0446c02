#include "report/write/fit.hpp"

#include <algorithm>

#include "base/source_text.hpp"
#include "report/write/wrap.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t narrowest_text = 16, narrowest_head = 6;

using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

class Fitter {
 public:
  Fitter(Rows rows, std::vector<bool> right, std::size_t width, const Rows& colours)
      : rows_(std::move(rows)), colours_(colours), right_(std::move(right)), width_(width) {
    for (std::size_t k = 0; k < right_.size(); ++k) {
      head_.push_back(display_width(rows_[0][k]));
      body_.push_back(0);
      for (std::size_t r = 1; r < rows_.size(); ++r)
        body_[k] = std::max(body_[k], display_width(rows_[r][k]));
    }
    for (std::size_t k = 0; k < right_.size(); ++k)
      least_of_text_.push_back(longest_piece(k));
    limits_.resize(right_.size());
    for (std::size_t k = 0; k < right_.size(); ++k)
      limits_[k] = std::max(head_[k], body_[k]);
  }

  Fitted make() {
    std::size_t dropped = 0;
    while (width_ > 0 && !narrow() && can_drop()) {
      right_.pop_back();
      limits_.pop_back();
      ++dropped;
      for (std::size_t k = 0; k < limits_.size(); ++k)
        limits_[k] = std::max(head_[k], body_[k]);
    }
    return {aligned(), dropped};
  }

 private:
  std::size_t total() const {
    std::size_t sum = 0;
    for (const std::size_t limit : limits_)
      sum += limit + between_columns;
    return sum;
  }

  /// The narrowest a text is broken to, more where a word is longer.
  std::size_t longest_piece(std::size_t column) const {
    std::size_t longest = narrowest_text;
    for (const auto& row : rows_) {
      for (const std::string& line : lines_of(wrapped(row[column], narrowest_text)))
        longest = std::max(longest, display_width(line));
    }
    return longest;
  }

  /// The least a column may be: texts can be broken, numbers cannot, headers at their blanks; Chinese ones,
  /// which break anywhere, at no less than three characters.
  std::size_t least(std::size_t column) const {
    if (!right_[column]) return std::min(limits_[column], least_of_text_[column]);
    std::size_t longest = std::max(body_[column], std::min(head_[column], narrowest_head));
    for (const std::string& line : lines_of(wrapped(rows_[0][column], 1)))
      longest = std::max(longest, display_width(line));
    return longest;
  }

  /// Takes what is too much from the widest columns; whether the table then fits.
  bool narrow() {
    for (const bool numbers : {false, true}) {
      while (total() > width_) {
        std::size_t widest = limits_.size();
        for (std::size_t k = 0; k < limits_.size(); ++k) {
          if (right_[k] != numbers || limits_[k] <= least(k)) continue;
          if (widest == limits_.size() || limits_[k] > limits_[widest]) widest = k;
        }
        if (widest == limits_.size()) break;
        --limits_[widest];
      }
    }
    return total() <= width_;
  }

  bool can_drop() const {
    if (limits_.size() <= 2) return false;
    // One column of numbers stays.
    return !right_.back() || std::count(right_.begin(), right_.end(), true) > 1;
  }

  std::string aligned() const {
    Rows lines, colours;
    std::size_t head_lines = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      std::vector<std::vector<std::string>> cells;
      std::size_t height = 1;
      for (std::size_t k = 0; k < limits_.size(); ++k) {
        cells.push_back(lines_of(wrapped(rows_[r][k], limits_[k])));
        height = std::max(height, cells.back().size());
      }
      for (std::size_t line = 0; line < height; ++line) {
        auto& row = lines.emplace_back();
        for (const auto& cell : cells)
          row.push_back(line < cell.size() ? cell[line] : "");
        if (!colours_.empty()) colours.push_back(colours_[r]);
      }
      if (r == 0) head_lines = lines.size();
    }
    return align(lines, {right_.begin(), right_.end()}, head_lines, colours);
  }

  Rows rows_;
  const Rows& colours_;
  std::vector<bool> right_;
  std::size_t width_;
  std::vector<std::size_t> head_, body_, limits_, least_of_text_;
};

}  // namespace

Fitted fit(Rows rows, std::vector<bool> right, std::size_t width, const Rows& colours) {
  return Fitter(std::move(rows), std::move(right), width, colours).make();
}

}  // namespace leontide::report
