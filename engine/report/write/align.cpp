#include <algorithm>

#include "base/source_text.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

std::string align(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  std::size_t head_lines) {
  std::vector<std::size_t> widths(right.size(), 0);
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string text;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      const std::string blanks(widths[i] - display_width(rows[r][i]), ' ');
      line += "  ";
      line += right[i] ? blanks + rows[r][i] : rows[r][i] + blanks;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
    if (r + 1 == head_lines) {
      std::size_t total = 0;
      for (const std::size_t width : widths)
        total += width + 2;
      text += "  " + std::string(total - 2, '-') + "\n";
    }
  }
  return text;
}

}  // namespace leontide::report
