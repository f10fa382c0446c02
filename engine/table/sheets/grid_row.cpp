#include "table/sheets/grid_row.hpp"

#include <algorithm>

namespace leontide::table {

GridRow::GridRow(const std::vector<CsvCell>& cells) {
  if (cells.empty()) return;
  line_ = cells.front().line;
  number_ = cells.front().row;
  std::size_t size = 0;
  for (const CsvCell& cell : cells)
    size += cell.text.size();
  texts_.reserve(size);
  ends_.reserve(cells.size());
  columns_.reserve(cells.size());
  for (const CsvCell& cell : cells) {
    texts_ += cell.text;
    ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
    columns_.push_back(static_cast<std::uint32_t>(cell.column));
  }
  const bool is_of_one_line =
      std::all_of(cells.begin(), cells.end(), [&](const CsvCell& cell) { return cell.line == line_; });
  for (std::size_t k = 0; k < cells.size() && !is_of_one_line; ++k)
    lines_.push_back(static_cast<std::uint32_t>(cells[k].line));
}

void GridRow::put(std::size_t column, std::string_view text, std::size_t format) {
  const auto at = std::lower_bound(columns_.begin(), columns_.end(), column);
  const auto k = static_cast<std::size_t>(at - columns_.begin());
  const auto offset = static_cast<std::ptrdiff_t>(k);
  if (at == columns_.end() || *at != column) {
    columns_.insert(at, static_cast<std::uint32_t>(column));
    ends_.insert(ends_.begin() + offset, static_cast<std::uint32_t>(begin_of(k)));
    formats_.insert(formats_.begin() + offset, 0);
  }
  const std::size_t before = text_of(k).size();
  texts_.replace(begin_of(k), before, text);
  for (std::size_t later = k; later < ends_.size(); ++later)
    ends_[later] = static_cast<std::uint32_t>(ends_[later] + text.size() - before);
  formats_[k] = static_cast<std::uint16_t>(format);
}

void GridRow::replace(const std::function<std::optional<std::string>(std::string_view)>& other) {
  std::string texts;
  std::vector<std::uint32_t> ends;
  ends.reserve(ends_.size());
  for (std::size_t k = 0; k < ends_.size(); ++k) {
    const bool is_number = is_of_workbook_ && formats_[k] != 0;
    const auto text = is_number ? std::nullopt : other(text_of(k));
    texts += text ? std::string_view(*text) : text_of(k);
    ends.push_back(static_cast<std::uint32_t>(texts.size()));
  }
  texts_ = std::move(texts);
  ends_ = std::move(ends);
}

std::size_t GridRow::size() const {
  if (!is_of_workbook_) return ends_.size();
  return columns_.empty() ? 0 : columns_.back() + 1;
}

std::string_view GridRow::text_of(std::size_t index) const {
  return std::string_view(texts_).substr(begin_of(index), ends_[index] - begin_of(index));
}

std::size_t GridRow::index(std::size_t column) const {
  // Where no cell before it is blank, as in most tables, it stands at its own number.
  const bool is_dense = !is_of_workbook_ || (column < columns_.size() && columns_[column] == column);
  if (is_dense) return std::min(column, ends_.size());
  const auto at = std::lower_bound(columns_.begin(), columns_.end(), column);
  if (at == columns_.end() || *at != column) return ends_.size();
  return static_cast<std::size_t>(at - columns_.begin());
}

std::optional<GridCellView> GridRow::find(std::size_t column) const {
  const std::size_t k = index(column);
  if (k >= ends_.size()) return std::nullopt;
  if (is_of_workbook_) return GridCellView{text_of(k), line_, column + 1};
  return GridCellView{text_of(k), lines_.empty() ? line_ : lines_[k], columns_[k]};
}

std::size_t GridRow::format(std::size_t column) const {
  const std::size_t k = index(column);
  return k < formats_.size() ? formats_[k] : 0;
}

}  // namespace leontide::table
