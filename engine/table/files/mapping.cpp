#include "table/files/mapping.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::table {

namespace {

class MappedSheet {
 public:
  MappedSheet(const SheetMapping& mapping, const Grid& grid, Diagnostics& diagnostics)
      : mapping_(mapping), grid_(grid), diagnostics_(diagnostics), layout_(mapping.description) {}

  std::optional<Layout> make() {
    const std::size_t before = diagnostics_.error_count();
    layout_.name = "mapping";
    read_sectors();
    read_columns();
    for (const MappedCategory& use : mapping_.final_demand)
      add(layout_.columns, LineRole::category, column(use.at, use.place), use.name, use.sign);
    for (const MappedCategory& part : mapping_.value_added)
      add(layout_.rows, LineRole::category, row(part.at, part.place), part.name, part.sign);
    if (mapping_.value_added_total) add_row(LineRole::value_added_total, *mapping_.value_added_total);
    if (mapping_.imported_inputs) add_row(LineRole::imported_inputs, *mapping_.imported_inputs);
    if (mapping_.output_row) add_row(LineRole::output, *mapping_.output_row);
    if (mapping_.output_column) {
      const LineRange& at = *mapping_.output_column;
      add(layout_.columns, LineRole::output, column(at.first, at.place), "", 1);
    }
    if (diagnostics_.error_count() > before) return std::nullopt;
    return std::move(layout_);
  }

 private:
  // The grid's index of a row as the file numbers it.
  std::optional<std::size_t> row(std::size_t number, const Place& place) {
    for (std::size_t r = 0; r < grid_.height(); ++r) {
      if (!grid_.rows[r].empty() && grid_.rows[r].line() == number) return r;
    }
    diagnostics_.error("no-such-row", place, fmt::format("the sheet has no row {}", number),
                       "rows are numbered as in the file; blank rows do not count as there");
    return std::nullopt;
  }

  std::optional<std::size_t> column(std::size_t index, const Place& place) {
    if (index < grid_.width()) return index;
    diagnostics_.error(
        "no-such-column", place, fmt::format("the sheet has no column {}", column_letters(index)),
        fmt::format("its last is {}", column_letters(grid_.width() == 0 ? 0 : grid_.width() - 1)));
    return std::nullopt;
  }

  static void add(std::vector<LayoutLine>& lines, LineRole role, std::optional<std::size_t> at,
                  const std::string& name, double sign) {
    if (at) lines.push_back({*at, role, name, sign});
  }

  void add_row(LineRole role, const LineRange& at) {
    add(layout_.rows, role, row(at.first, at.place), "", 1);
  }

  static std::size_t length(const LineRange& range) { return range.last - range.first + 1; }

  void read_sectors() {
    const LineRange& rows = mapping_.sector_rows;
    for (std::size_t k = 0; k < length(rows); ++k) {
      const auto at = row(rows.first + k, rows.place);
      if (!at) return;
      Sector sector;
      sector.code =
          mapping_.code_column ? grid_.text(*at, mapping_.code_column->first) : fmt::format("{:03}", k + 1);
      if (mapping_.name_column) {
        const std::string name = grid_.text(*at, mapping_.name_column->first);
        bool ascii = true;
        for (const char c : name)
          ascii = ascii && static_cast<unsigned char>(c) < 0x80;
        (ascii ? sector.name_en : sector.name_zh) = name;
      }
      if (sector.code.empty()) {
        diagnostics_.error("missing-label", grid_.place(*at, mapping_.code_column->first),
                           fmt::format("the cell {} should hold a sector's code and is blank",
                                       grid_.cell_name(*at, mapping_.code_column->first)));
      }
      layout_.rows.push_back({*at, LineRole::sector, sector.code, 1});
      layout_.sectors.push_back(std::move(sector));
    }
    if (!mapping_.imported_rows) return;
    const LineRange& imported = *mapping_.imported_rows;
    if (length(imported) != length(rows)) {
      diagnostics_.error("run-length", imported.place,
                         fmt::format("{} rows of imports and {} of sectors", length(imported), length(rows)),
                         "imported rows stand in the order of the sectors");
      return;
    }
    for (std::size_t k = 0; k < length(imported); ++k)
      add(layout_.rows, LineRole::imported_sector, row(imported.first + k, imported.place),
          layout_.sectors[k].code, 1);
  }

  void read_columns() {
    const LineRange& columns = mapping_.sector_columns;
    if (length(columns) != length(mapping_.sector_rows)) {
      diagnostics_.error(
          "run-length", columns.place,
          fmt::format("{} columns of sectors and {} rows", length(columns), length(mapping_.sector_rows)),
          "each sector has a row and a column");
      return;
    }
    const auto codes =
        mapping_.code_row ? row(mapping_.code_row->first, mapping_.code_row->place) : std::nullopt;
    if (!codes) layout_.remarks.emplace_back("columns of sectors were taken in the order of the rows");
    for (std::size_t k = 0; k < length(columns) && k < layout_.sectors.size(); ++k) {
      const auto at = column(columns.first + k, columns.place);
      if (!at) return;
      add(layout_.columns, LineRole::sector, at, codes ? grid_.text(*codes, *at) : layout_.sectors[k].code,
          1);
    }
  }

  const SheetMapping& mapping_;
  const Grid& grid_;
  Diagnostics& diagnostics_;
  Layout layout_;
};

}  // namespace

std::optional<Layout> layout_of(const SheetMapping& mapping, const Grid& grid, Diagnostics& diagnostics) {
  return MappedSheet(mapping, grid, diagnostics).make();
}

}  // namespace leontide::table
