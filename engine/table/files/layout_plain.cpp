// The sheet that names what every row and column holds, read and written.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/numbers.hpp"
#include "table/files/layout.hpp"
#include "table/normal_code.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

constexpr std::string_view row_gap_key = "row_identity_max_abs";
constexpr std::string_view column_gap_key = "column_identity_max_abs";
constexpr std::string_view demand_mark = "final_demand:";
constexpr std::string_view purchase_mark = "regional_supply:";
constexpr std::string_view attribute_mark = "sector:";
constexpr std::string_view import_mark = "imported:";
constexpr std::string_view component_mark = "value_added:";
constexpr std::string_view other_mark = "other_inputs:";

std::optional<std::string> after(std::string_view text, std::string_view mark) {
  if (!text.starts_with(mark)) return std::nullopt;
  return std::string(text.substr(mark.size()));
}

std::optional<std::size_t> header_of(const Grid& grid) {
  for (std::size_t r = 0; r < grid.height() && r < 20; ++r) {
    if (grid.text(r, 0) == "code" && grid.text(r, 1) == "name_en") return r;
  }
  return std::nullopt;
}

void read_preface(const Grid& grid, std::size_t header, Layout& layout) {
  for (std::size_t r = 0; r < header; ++r) {
    const std::string key = grid.text(r, 0);
    const std::string value = grid.text(r, 1);
    if (key == "title") layout.title = value;
    if (key == "region") layout.region = value;
    if (key == "unit") layout.unit = value;
    if (key == "currency") layout.currency = value;
    if (key == "source") layout.source = value;
    if (key == "year") layout.year = static_cast<int>(parse_integer(value).value_or(0));
    if (key == row_gap_key) layout.stated.rows.absolute = parse_number(value);
    if (key == column_gap_key) layout.stated.columns.absolute = parse_number(value);
    if (key == "origins") layout.origins = value == "local" ? Origins::local : Origins::all;
  }
}

void read_columns(const Grid& grid, std::size_t header, Layout& layout,
                  std::vector<std::pair<std::size_t, std::string>>& labels) {
  for (std::size_t c = 1; c < grid.width(); ++c) {
    const std::string name = normal_code(grid.text(header, c));
    if (name == "name_en" || name == "name_zh" || name == "cluster") {
      labels.emplace_back(c, name);
    } else if (const auto attribute = after(name, attribute_mark)) {
      labels.emplace_back(c, name);
      layout.sector_columns.push_back(*attribute);
    } else if (const auto use = after(name, demand_mark)) {
      layout.columns.push_back({c, LineRole::category, *use, 1});
    } else if (const auto share = after(name, purchase_mark)) {
      layout.columns.push_back({c, LineRole::purchase, *share, 1});
    } else if (name == "output") {
      layout.columns.push_back({c, LineRole::output, "", 1});
    } else if (!name.empty()) {
      layout.columns.push_back({c, LineRole::sector, name, 1});
    }
  }
}

Sector sector_of(const Grid& grid, std::size_t row,
                 const std::vector<std::pair<std::size_t, std::string>>& labels) {
  Sector out;
  out.code = normal_code(grid.text(row, 0));
  for (const auto& [column, name] : labels) {
    const std::string text = grid.text(row, column);
    if (name == "name_en") {
      out.name_en = text;
    } else if (name == "name_zh") {
      out.name_zh = text;
    } else if (name == "cluster") {
      out.cluster = text;
    } else {
      out.other.push_back(text);
    }
  }
  return out;
}

void read_rows(const Grid& grid, std::size_t header, Layout& layout,
               const std::vector<std::pair<std::size_t, std::string>>& labels) {
  for (std::size_t r = header + 1; r < grid.height(); ++r) {
    const std::string name = normal_code(grid.text(r, 0));
    if (const auto imported = after(name, import_mark)) {
      layout.rows.push_back({r, LineRole::imported_sector, *imported, 1});
    } else if (const auto component = after(name, component_mark)) {
      layout.rows.push_back({r, LineRole::category, *component, 1});
    } else if (const auto other = after(name, other_mark)) {
      layout.rows.push_back({r, LineRole::other_input, *other, 1});
    } else if (name == "value_added_total") {
      layout.rows.push_back({r, LineRole::value_added_total, "", 1});
    } else if (name == "imported_inputs") {
      layout.rows.push_back({r, LineRole::imported_inputs, "", 1});
    } else if (name == "output") {
      layout.rows.push_back({r, LineRole::output, "", 1});
    } else if (!name.empty()) {
      layout.rows.push_back({r, LineRole::sector, name, 1});
      layout.sectors.push_back(sector_of(grid, r, labels));
    }
  }
}

/// Reports rows of a CSV sheet that hold more than the heading names, and rows of sectors that end before
/// their output: what follows would be read as nothing. A workbook states no blank cells.
void check_lengths(const Grid& grid, std::size_t header, const Layout& layout, Diagnostics& diagnostics) {
  if (!grid.sheet.empty()) return;
  std::size_t named = 0;
  for (std::size_t c = 0; c < grid.rows[header].size(); ++c) {
    if (!grid.text(header, c).empty()) named = c + 1;
  }
  const auto output = std::find_if(layout.columns.begin(), layout.columns.end(),
                                   [](const LayoutLine& line) { return line.role == LineRole::output; });
  for (const LayoutLine& row : layout.rows) {
    std::size_t filled = 0;
    for (std::size_t c = 0; c < grid.rows[row.at].size(); ++c) {
      if (!grid.text(row.at, c).empty()) filled = c + 1;
    }
    const bool ends_early = row.role == LineRole::sector && output != layout.columns.end() &&
                            grid.rows[row.at].size() <= output->at;
    if (filled <= named && !ends_early) continue;
    diagnostics.error("row-length", grid.place(row.at, 0),
                      fmt::format("this row has {} cells, the header has {}",
                                  std::max(filled, grid.rows[row.at].size()), named));
  }
}

class PlainSheet {
 public:
  PlainSheet(const Accounts& accounts, const StatedFigures& stated) : accounts_(accounts), stated_(stated) {}

  GridRows write() {
    preface();
    header();
    const std::size_t labels = 4 + accounts_.sector_columns.size();
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      sector(i);
    if (!accounts_.flows_imported.empty()) {
      for (std::size_t i = 0; i < accounts_.size(); ++i)
        imported(i, labels);
    }
    const auto along = [&](const std::string& name, const auto& value) {
      std::vector<GridCell> row(labels);
      row.front() = name;
      for (std::size_t j = 0; j < accounts_.size(); ++j)
        row.emplace_back(value(j));
      rows_.push_back(std::move(row));
    };
    for (std::size_t k = 0; k < accounts_.value_added.names.size(); ++k) {
      along(std::string(component_mark) + accounts_.value_added.names[k],
            [&](std::size_t j) { return accounts_.value_added.values(j, k); });
    }
    for (std::size_t k = 0; k < accounts_.other_inputs.names.size(); ++k) {
      along(std::string(other_mark) + accounts_.other_inputs.names[k],
            [&](std::size_t j) { return accounts_.other_inputs.values(j, k); });
    }
    if (!accounts_.imported_inputs.empty()) {
      along("imported_inputs", [&](std::size_t j) { return accounts_.imported_inputs[j]; });
    }
    along("value_added_total", [&](std::size_t j) { return accounts_.value_added_total[j]; });
    along("output", [&](std::size_t j) { return accounts_.output[j]; });
    return std::move(rows_);
  }

 private:
  void preface() {
    const std::pair<const char*, std::string> lines[] = {
        {"title", accounts_.title},
        {"region", accounts_.region},
        {"year", accounts_.year == 0 ? std::string() : std::to_string(accounts_.year)},
        {"unit", accounts_.unit},
        {"currency", accounts_.currency},
        {"source", accounts_.source},
        {"origins", accounts_.origins == Origins::all ? "all" : "local"}};
    for (const auto& [key, value] : lines)
      rows_.push_back({GridCell(key), GridCell(value)});
    for (const auto& [key, gap] :
         {std::pair(row_gap_key, stated_.rows.absolute), {column_gap_key, stated_.columns.absolute}}) {
      if (gap.value_or(0) > 0) rows_.push_back({GridCell(std::string(key)), GridCell(*gap)});
    }
  }

  void header() {
    std::vector<GridCell> row = {"code", "name_en", "name_zh", "cluster"};
    static const std::set<std::string> taken = {"code",   "name_en",         "name_zh",          "cluster",
                                                "output", "imported_inputs", "value_added_total"};
    for (const std::string& name : accounts_.sector_columns)
      row.emplace_back(std::string(attribute_mark) + name);
    for (const Sector& one : accounts_.sectors) {
      if (taken.contains(one.code) || one.code.find(':') != std::string::npos) {
        throw Refusal(
            Reason::unknown_sector,
            fmt::format("the sector code \"{}\" would be mistaken for a line of the plain layout", one.code));
      }
      row.emplace_back(one.code);
    }
    for (const std::string& name : accounts_.final_demand.names)
      row.emplace_back(std::string(demand_mark) + name);
    for (const std::string& name : accounts_.final_demand_imported.names) {
      if (!accounts_.final_demand.find(name)) {
        throw Refusal(
            Reason::unknown_category,
            fmt::format("imported final demand has a use \"{}\" that local final demand has not", name));
      }
    }
    row.emplace_back("output");
    for (const std::string& name : accounts_.regional_supply.names)
      row.emplace_back(std::string(purchase_mark) + name);
    rows_.push_back(std::move(row));
  }

  void sector(std::size_t i) {
    const Sector& one = accounts_.sectors[i];
    std::vector<GridCell> row = {one.code, one.name_en, one.name_zh, one.cluster};
    for (const std::string& text : one.other)
      row.emplace_back(text);
    for (const double flow : accounts_.flows.row(i))
      row.emplace_back(flow);
    for (const double use : accounts_.final_demand.values.row(i))
      row.emplace_back(use);
    row.emplace_back(accounts_.output[i]);
    for (std::size_t k = 0; k < accounts_.regional_supply.names.size(); ++k)
      row.emplace_back(accounts_.regional_supply.values(i, k));
    rows_.push_back(std::move(row));
  }

  void imported(std::size_t i, std::size_t labels) {
    std::vector<GridCell> row(labels);
    row.front() = std::string(import_mark) + accounts_.sectors[i].code;
    for (const double flow : accounts_.flows_imported.row(i))
      row.emplace_back(flow);
    for (const std::string& name : accounts_.final_demand.names) {
      const auto k = accounts_.final_demand_imported.find(name);
      row.push_back(k ? GridCell(accounts_.final_demand_imported.values(i, *k)) : GridCell());
    }
    rows_.push_back(std::move(row));
  }

  const Accounts& accounts_;
  const StatedFigures& stated_;
  GridRows rows_;
};

}  // namespace

std::optional<Layout> recognise_plain(const Grid& grid, Diagnostics& diagnostics) {
  const auto header = header_of(grid);
  if (!header) {
    diagnostics.error("unknown-layout", {grid.file, 0, 0, 0}, "no row begins with \"code\", \"name_en\"",
                      "a plain sheet is what `leontide table export --layout plain` writes");
    return std::nullopt;
  }
  Layout layout;
  layout.name = "plain";
  read_preface(grid, *header, layout);
  std::vector<std::pair<std::size_t, std::string>> labels;
  read_columns(grid, *header, layout, labels);
  read_rows(grid, *header, layout, labels);
  check_lengths(grid, *header, layout, diagnostics);
  return layout;
}

GridRows plain_sheet(const Accounts& accounts, const StatedFigures& stated) {
  return PlainSheet(accounts, stated).write();
}

}  // namespace leontide::table
