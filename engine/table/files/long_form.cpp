#include "table/files/long_form.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string_view>

namespace leontide::table {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

std::size_t column_named(const Grid& grid, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (std::size_t c = 0; grid.height() > 0 && c < grid.width(); ++c) {
      if (grid.text(0, c) == name) return c;
    }
  }
  return none;
}

/// Columns that tell something of an observation, not which one it is.
bool is_remark(std::string_view name) {
  constexpr std::string_view remarks[] = {"DATAFLOW",    "LAST UPDATE", "freq",
                                          "OBS_VALUE",   "OBS_FLAG",    "CONF_STATUS",
                                          "TIME_FORMAT", "STRUCTURE",   "STRUCTURE_ID"};
  return std::find(std::begin(remarks), std::end(remarks), name) != std::end(remarks);
}

class LongForm {
 public:
  LongForm(const Grid& grid, Diagnostics& diagnostics)
      : grid_(grid),
        diagnostics_(diagnostics),
        down_(column_named(grid, {"prd_ava", "prd_amo", "ind_ava"})),
        across_(column_named(grid, {"ind_use", "ind_impv", "prd_use"})),
        value_(column_named(grid, {"OBS_VALUE"})),
        flow_(column_named(grid, {"stk_flow"})) {}

  std::optional<Grid> matrix() {
    const std::size_t before = diagnostics_.error_count();
    if (down_ == none || across_ == none) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "a row an observation, but without the columns prd_ava, prd_amo or ind_ava and "
                         "ind_use, ind_impv or prd_use",
                         "is this one of Eurostat's tables naio_10_…?");
      return std::nullopt;
    }
    choose_flow();
    require_one_table();
    if (diagnostics_.error_count() > before) return std::nullopt;
    place_cells();
    return diagnostics_.error_count() > before ? std::nullopt : std::optional(made());
  }

 private:
  bool is_taken(std::size_t row) const { return flow_ == none || grid_.text(row, flow_) == taken_flow_; }

  void choose_flow() {
    if (flow_ == none) return;
    std::set<std::string> flows;
    for (std::size_t r = 1; r < grid_.height(); ++r)
      flows.insert(grid_.text(r, flow_));
    taken_flow_ = flows.contains("TOTAL") || flows.empty() ? "TOTAL" : *flows.begin();
    if (flows.size() < 2) return;
    if (!flows.contains("TOTAL")) {
      diagnostics_.error("several-tables", {grid_.file, 0, 0, 0},
                         "it holds domestic and imported flows apart, and no totals",
                         "keep the rows with stk_flow DOM for a table of domestic flows");
      return;
    }
    diagnostics_.add({Severity::note,
                      "flows",
                      {grid_.file, 0, 0, 0},
                      "the flows of all origins (stk_flow TOTAL) were taken",
                      "",
                      std::nullopt});
  }

  void require_one_table() {
    for (std::size_t c = 0; c < grid_.width(); ++c) {
      if (c == down_ || c == across_ || c == flow_ || is_remark(grid_.text(0, c))) continue;
      std::set<std::string> values;
      for (std::size_t r = 1; r < grid_.height() && values.size() < 3; ++r)
        values.insert(grid_.text(r, c));
      if (values.size() < 2) continue;
      diagnostics_.error("several-tables", grid_.place(0, c),
                         fmt::format("it holds several tables: {} is {} and {}", grid_.text(0, c),
                                     *values.begin(), *std::next(values.begin())),
                         "keep the rows of one");
    }
  }

  static std::size_t position(std::map<std::string, std::size_t>& known, std::vector<std::string>& names,
                              const std::string& name) {
    const auto [found, is_new] = known.emplace(name, names.size());
    if (is_new) names.push_back(name);
    return found->second;
  }

  void place_cells() {
    std::map<std::string, std::size_t> rows;
    std::map<std::string, std::size_t> columns;
    for (std::size_t r = 1; r < grid_.height(); ++r) {
      if (!is_taken(r)) continue;
      const std::pair at{position(rows, rows_, grid_.text(r, down_)),
                         position(columns, columns_, grid_.text(r, across_))};
      const auto [known, is_new] = cells_.emplace(at, r);
      if (is_new) continue;
      diagnostics_.add({Severity::error, "duplicate-cell", grid_.place(r, down_),
                        fmt::format("{} and {} stand twice", rows_[at.first], columns_[at.second]), "",
                        grid_.place(known->second, down_)});
    }
  }

  Grid made() const {
    Grid out{grid_.file, grid_.sheet, {}};
    std::vector<CsvCell> head(1, CsvCell{"", 1, 1});
    for (const std::string& name : columns_)
      head.push_back({name, 1, 1});
    out.rows.emplace_back(std::move(head));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::vector<CsvCell> cells(columns_.size() + 1);
      for (auto at = cells_.lower_bound({i, 0}); at != cells_.end() && at->first.first == i; ++at) {
        const Place place = grid_.place(at->second, value_);
        cells[at->first.second + 1] = {grid_.text(at->second, value_), place.line, place.column};
      }
      cells.front().text = rows_[i];
      cells.front().row = i + 2;
      out.rows.emplace_back(std::move(cells));
    }
    return out;
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  std::size_t down_;
  std::size_t across_;
  std::size_t value_;
  std::size_t flow_;
  std::string taken_flow_;
  std::vector<std::string> rows_;
  std::vector<std::string> columns_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> cells_;
};

}  // namespace

bool is_long_form(const Grid& grid) {
  return column_named(grid, {"OBS_VALUE"}) != none;
}

std::optional<Grid> matrix_of_long_form(const Grid& grid, Diagnostics& diagnostics) {
  return LongForm(grid, diagnostics).matrix();
}

}  // namespace leontide::table
