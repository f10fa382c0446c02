#include "table/files/plain_matrix.hpp"

#include <algorithm>

#include "base/numbers.hpp"
#include "table/activity.hpp"

namespace leontide::table {

std::optional<Matrix> plain_matrix(std::string_view text, const std::vector<std::string>& rows,
                                   const std::vector<std::string>& columns) {
  if (text.find('"') != std::string_view::npos) return std::nullopt;
  std::string_view line;
  const auto next_line = [&] {
    if (text.empty()) return false;
    const std::size_t end = std::min(text.find('\n'), text.size());
    line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return true;
  };
  bool ended = false;
  const auto next_cell = [&] {
    const std::size_t end = std::min(line.find(','), line.size());
    const std::string_view cell = line.substr(0, end);
    ended = end == line.size();
    line.remove_prefix(std::min(end + 1, line.size()));
    return cell;
  };
  if (!next_line() || next_cell() != "code") return std::nullopt;
  for (const std::string& column : columns) {
    if (ended || next_cell() != column) return std::nullopt;
  }
  if (!ended) return std::nullopt;
  Matrix out(rows.size(), columns.size());
  for (std::size_t i = 0; i < out.rows; ++i) {
    report_share(static_cast<double>(i) / static_cast<double>(out.rows));
    if (!next_line() || next_cell() != rows[i]) return std::nullopt;
    for (std::size_t j = 0; j < out.columns; ++j) {
      const auto number = ended ? std::nullopt : parse_number(next_cell());
      if (!number) return std::nullopt;
      out(i, j) = *number;
    }
    if (!ended) return std::nullopt;
  }
  while (next_line()) {
    if (!line.empty()) return std::nullopt;
  }
  return out;
}

}  // namespace leontide::table
