#include <algorithm>

#include "base/source_text.hpp"
#include "report/terminal.hpp"

namespace leontide::report {

std::string align(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right) {
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
    if (r == 0) {
      std::size_t total = 0;
      for (const std::size_t width : widths)
        total += width + 2;
      text += "  " + std::string(total - 2, '-') + "\n";
    }
  }
  return text;
}

std::string likelihood_word(double chance, Language language) {
  struct Word {
    double above;
    const char* en;
    const char* zh;
  };
  constexpr Word words[] = {{0.99, "virtually certain", "几乎确定"},
                            {0.90, "very likely", "很可能"},
                            {0.66, "likely", "可能"},
                            {0.33, "about as likely as not", "或然"},
                            {0.10, "unlikely", "不太可能"},
                            {0.01, "very unlikely", "很不可能"}};
  for (const Word& word : words) {
    if (chance > word.above) return language == Language::en ? word.en : word.zh;
  }
  return language == Language::en ? "exceptionally unlikely" : "极不可能";
}

}  // namespace leontide::report
