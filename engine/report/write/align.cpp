#include <algorithm>

#include "base/source_text.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

std::string align(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  std::size_t head_lines, const std::vector<std::vector<std::string>>& colours) {
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
      const bool is_painted = !colours.empty() && !colours[r][i].empty() && !rows[r][i].empty();
      const std::string cell =
          is_painted ? "\x1b[" + colours[r][i] + "m" + rows[r][i] + "\x1b[0m" : rows[r][i];
      line += right[i] ? blanks + cell : cell + blanks;
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
