#include "table/files/mapping.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <map>
#include <set>

#include "base/numbers.hpp"
#include "table/normal_code.hpp"

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
    for (const MappedCategory& part : mapping_.other_inputs)
      add(layout_.rows, LineRole::other_input, row(part.at, part.place), part.name, part.sign);
    if (mapping_.value_added_total) add_row(LineRole::value_added_total, *mapping_.value_added_total);
    if (mapping_.imported_inputs) add_row(LineRole::imported_inputs, *mapping_.imported_inputs);
    if (mapping_.output_row) add_row(LineRole::output, *mapping_.output_row);
    if (mapping_.output_column) {
      const LineRange& at = *mapping_.output_column;
      add(layout_.columns, LineRole::output, column(at.first, at.place), "", 1);
    }
    layout_.output_is_row_sum = !mapping_.output_row && !mapping_.output_column;
    if (diagnostics_.error_count() > before) return std::nullopt;
    return std::move(layout_);
  }

  /// Of the supply table: its lines by the codes of the use table's.
  std::optional<Layout> make_supply(const Layout& uses) {
    const std::size_t before = diagnostics_.error_count();
    const MappedSupply& supply = *mapping_.supply;
    add_run(uses.rows, supply.rows, "rows of products", [&](std::size_t k, const std::string& code) {
      add(layout_.rows, LineRole::sector, row(supply.rows.first + k, supply.rows.place), code, 1);
    });
    add_run(uses.columns, supply.columns, "columns of industries",
            [&](std::size_t k, const std::string& code) {
              add(layout_.columns, LineRole::sector, column(supply.columns.first + k, supply.columns.place),
                  code, 1);
            });
    for (const MappedCategory& one : supply.valuations)
      add(layout_.columns, LineRole::category, column(one.at, one.place), one.name, one.sign);
    return diagnostics_.error_count() > before ? std::nullopt : std::optional(std::move(layout_));
  }

 private:
  /// Each line of a run with the code of its place among the sectors of the use table.
  void add_run(const std::vector<LayoutLine>& lines, const LineRange& run, const char* what,
               const std::function<void(std::size_t, const std::string&)>& put) {
    std::vector<std::string> codes;
    for (const LayoutLine& line : lines) {
      if (line.role == LineRole::sector) codes.push_back(line.name);
    }
    if (codes.size() != length(run)) {
      diagnostics_.error(
          "run-length", run.place,
          fmt::format("{} {} of the supply table and {} of the use table", length(run), what, codes.size()),
          "both tables have the same products and industries, in the same order");
      return;
    }
    for (std::size_t k = 0; k < codes.size(); ++k)
      put(k, codes[k]);
  }

  // The grid's index of a row as the file numbers it.
  std::optional<std::size_t> row(std::size_t number, const Place& place) {
    for (std::size_t r = 0; r < grid_.height(); ++r) {
      if (!grid_.rows[r].empty() && grid_.row_number(r) == number) return r;
    }
    diagnostics_.error("no-such-row", place, fmt::format("the sheet has no row {}", number),
                       "rows are numbered as a spreadsheet shows them; a blank row holds nothing");
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

  /// A label in one or more levels. A blank cell of an upper level is part of a merged one: what stands
  /// before it holds.
  struct Label {
    std::string region;  ///< the upper levels, joined
    std::string text;    ///< the lowest
    std::string code() const { return region.empty() ? text : region + "_" + text; }
  };

  Label label(const std::vector<Grid::Position>& levels, std::vector<std::string>& upper) {
    Label out;
    upper.resize(levels.size());
    for (std::size_t k = 0; k < levels.size(); ++k) {
      const auto [r, c] = levels[k];
      if (const std::string trouble = grid_.trouble(r, c); !trouble.empty())
        diagnostics_.error("cell", grid_.place(r, c), trouble);
      std::string text = normal_code(grid_.text(r, c));
      if (k + 1 == levels.size()) {
        out.text = std::move(text);
        break;
      }
      if (!text.empty()) upper[k] = std::move(text);
      out.region += (out.region.empty() ? "" : "_") + upper[k];
    }
    return out;
  }

  void read_sectors() {
    const LineRange& rows = mapping_.sector_rows;
    const bool in_levels = mapping_.code_columns && length(*mapping_.code_columns) > 1;
    if (in_levels) layout_.sector_columns = {"region", "sector"};
    std::vector<std::string> upper;
    for (std::size_t k = 0; k < length(rows); ++k) {
      const auto at = row(rows.first + k, rows.place);
      if (!at) return;
      Label found{"", fmt::format("{:03}", k + 1)};
      if (mapping_.code_columns) {
        std::vector<Grid::Position> levels;
        for (std::size_t c = mapping_.code_columns->first; c <= mapping_.code_columns->last; ++c)
          levels.emplace_back(*at, c);
        found = label(levels, upper);
        if (found.text.empty()) report_blank(*at, mapping_.code_columns->last);
      }
      Sector sector;
      sector.code = found.code();
      if (in_levels) sector.other = {found.region, found.text};
      const std::string name = mapping_.name_column ? grid_.text(*at, mapping_.name_column->first)
                               : in_levels          ? found.text
                                                    : "";
      const bool ascii =
          std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
      (ascii ? sector.name_en : sector.name_zh) = name;
      layout_.rows.push_back({*at, LineRole::sector, sector.code, 1});
      layout_.sectors.push_back(std::move(sector));
    }
    if (report_repeated()) return;
    read_imported_rows();
  }

  void report_blank(std::size_t at, std::size_t column) {
    diagnostics_.error(
        "missing-label", grid_.place(at, column),
        fmt::format("the cell {} should hold a sector's code and is blank", grid_.cell_name(at, column)));
  }

  /// Reports labels that stand twice, once, with the columns beside them that tell their sectors apart.
  bool report_repeated() {
    std::map<std::string, std::size_t> first;
    for (const LayoutLine& line : layout_.rows) {
      const auto [known, is_new] = first.emplace(line.name, line.at);
      if (is_new || line.name.empty()) continue;
      const std::size_t column = mapping_.code_columns->first;
      diagnostics_.error(
          "duplicate-sector", grid_.place(line.at, column),
          fmt::format("the label \"{}\" stands in {} and in {}", line.name,
                      grid_.cell_name(known->second, column), grid_.cell_name(line.at, column)),
          region_hint(column));
      return true;
    }
    return false;
  }

  std::string region_hint(std::size_t column) {
    for (std::size_t other = 0; other < std::min<std::size_t>(column, grid_.width()); ++other) {
      std::set<std::string> joined;
      std::string above;
      for (const LayoutLine& line : layout_.rows) {
        const std::string text = grid_.text(line.at, other);
        if (!text.empty()) above = text;
        joined.insert(above + "_" + line.name);
      }
      if (joined.size() == layout_.rows.size()) {
        return fmt::format(
            "the region stands in column {}: join both with codes: {{rows: …, columns: {}-{}}}",
            column_letters(other), column_letters(other), column_letters(column));
      }
    }
    return "labels in several levels are joined with codes: {rows: 1-2, columns: A-B}";
  }

  void read_imported_rows() {
    const LineRange& rows = mapping_.sector_rows;
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
    if (!mapping_.supply && length(columns) != length(mapping_.sector_rows)) {
      diagnostics_.error(
          "run-length", columns.place,
          fmt::format("{} columns of sectors and {} rows", length(columns), length(mapping_.sector_rows)),
          "each sector has a row and a column");
      return;
    }
    std::vector<std::size_t> code_rows;
    for (std::size_t k = 0; mapping_.code_rows && k < length(*mapping_.code_rows); ++k) {
      const auto at = row(mapping_.code_rows->first + k, mapping_.code_rows->place);
      if (!at) return;
      code_rows.push_back(*at);
    }
    if (code_rows.empty() && !mapping_.supply)
      layout_.remarks.emplace_back("columns of sectors were taken in the order of the rows");
    std::vector<std::string> upper;
    for (std::size_t k = 0; k < length(columns) && (mapping_.supply || k < layout_.sectors.size()); ++k) {
      const auto at = column(columns.first + k, columns.place);
      if (!at) return;
      std::vector<Grid::Position> levels(code_rows.size());
      std::transform(code_rows.begin(), code_rows.end(), levels.begin(),
                     [&](std::size_t r) { return Grid::Position(r, *at); });
      add(layout_.columns, LineRole::sector, at,
          !levels.empty()   ? label(levels, upper).code()
          : mapping_.supply ? fmt::format("I{:03}", k + 1)
                            : layout_.sectors[k].code,
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

std::optional<Layout> supply_layout_of(const SheetMapping& mapping, const Layout& uses, const Grid& supply,
                                       Diagnostics& diagnostics) {
  return MappedSheet(mapping, supply, diagnostics).make_supply(uses);
}

}  // namespace leontide::table
