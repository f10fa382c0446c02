#include <fmt/format.h>
#include <set>

#include "base/csv.hpp"
#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"

namespace leontide {

namespace {

/// Puts a header and its rows together, row by row.
class TableMaker {
 public:
  TableMaker(CsvTable& table, FaultyRows faulty, Diagnostics& diagnostics)
      : table_(table), faulty_(faulty), diagnostics_(diagnostics) {}

  void take(std::vector<CsvCell>&& row) {
    if (table_.header.empty()) return take_header(std::move(row));
    if (row.size() != table_.header.size()) fill_up(row);
    cells_ += row.size();
    if (cells_ > limits::most_kept_cells) return;
    if (row.capacity() > row.size() + row.size() / 8) row.shrink_to_fit();
    // Of a file that is refused whatever else stands in it no cell need be held.
    if (is_sound_) table_.rows.push_back(std::move(row));
  }

  /// Whether the table can be used; what is wrong was reported.
  bool finish() {
    if (cells_ > limits::most_kept_cells) {
      diagnostics_.error("too-large", {table_.file, 0, 0, 0},
                         fmt::format("this file holds more than {} cells", limits::most_kept_cells));
      return false;
    }
    if (table_.header.empty())
      diagnostics_.error("empty-file", {table_.file, 0, 0, 0}, "this file has no header row");
    return is_sound_ && !table_.header.empty();
  }

 private:
  void take_header(std::vector<CsvCell>&& row) {
    table_.header = std::move(row);
    std::set<std::string> seen;
    for (const CsvCell& name : table_.header) {
      if (seen.insert(name.text).second) continue;
      diagnostics_.error("duplicate-column", table_.place(name),
                         fmt::format("the column \"{}\" stands twice", name.text));
      is_sound_ = false;
    }
  }

  void fill_up(std::vector<CsvCell>& row) {
    const std::size_t line = row.front().line;
    if (++faulty_rows_ <= limits::most_faults)
      diagnostics_.error(
          "row-length", {table_.file, line, 1, 0},
          fmt::format("this row has {} cells, the header has {}", row.size(), table_.header.size()));
    is_sound_ = is_sound_ && faulty_ == FaultyRows::keep;
    row.resize(table_.header.size(), {"", line, 1, true});
    row.back().is_missing = true;
  }

  CsvTable& table_;
  FaultyRows faulty_;
  Diagnostics& diagnostics_;
  std::size_t cells_ = 0;
  std::size_t faulty_rows_ = 0;
  bool is_sound_ = true;
};

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i].text == name) return i;
  }
  return std::nullopt;
}

std::optional<CsvTable> parse_csv(std::string_view text, const std::string& shown_as,
                                  Diagnostics& diagnostics, FaultyRows faulty) {
  CsvTable table{shown_as, {}, {}, {}};
  TableMaker maker(table, faulty, diagnostics);
  const auto take = [&](std::vector<CsvCell>&& row) { maker.take(std::move(row)); };
  if (!each_csv_row(text, shown_as, diagnostics, {}, take) || !maker.finish()) return std::nullopt;
  return table;
}

std::optional<CsvTable> read_csv(const std::filesystem::path& path, const std::string& shown_as,
                                 Diagnostics& diagnostics) {
  return while_reading(shown_as, [&]() -> std::optional<CsvTable> {
    ReadFault fault;
    const auto text = read_bytes(path, &fault);
    if (text) {
      auto table = parse_csv(*text, shown_as, diagnostics);
      if (table) table->sha256 = sha256(*text);
      return table;
    }
    report_unread(fault, shown_as, {shown_as, 0, 0, 0}, diagnostics);
    return std::nullopt;
  });
}

std::optional<double> csv_number(const CsvTable& table, const CsvCell& cell, Diagnostics& diagnostics) {
  if (cell.is_missing) return std::nullopt;
  const auto value = parse_printed_number(cell.text);
  if (!value) {
    diagnostics.error("not-a-number", table.place(cell),
                      cell.text.empty() ? std::string("this cell is empty")
                                        : fmt::format("\"{}\" is not a finite number", cell.text),
                      "a decimal number with a point is expected; thousands may be separated");
  }
  return value;
}

}  // namespace leontide
