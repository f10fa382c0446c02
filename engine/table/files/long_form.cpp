#include "table/files/long_form.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string_view>

#include "base/numbers.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::string_view periods_mark = "\\TIME_PERIOD";

/// A code before its label: `AT: Austria`.
std::string code_of(const std::string& text) {
  return std::string(trimmed(std::string_view(text).substr(0, text.find(':'))));
}

std::size_t column_named(const Grid& grid, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (std::size_t c = 0; grid.height() > 0 && c < grid.width(); ++c) {
      if (code_of(grid.text(0, c)) == name) return c;
    }
  }
  return none;
}

bool has_periods_across(const Grid& grid) {
  return grid.height() > 0 && grid.text(0, 0).find(periods_mark) != std::string::npos;
}

/// Dimensions are named by their codes; labels beside them and what is told of an observation are not.
bool is_dimension(std::string_view name) {
  return name == "TIME_PERIOD" || (!name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         }));
}

/// An amount without the flags behind it (`409.5 p`); empty where it is not available (`:`).
std::string amount_of(const std::string& text) {
  if (text.starts_with(':')) return "";
  const std::size_t blank = text.find(' ');
  const bool is_flagged =
      blank != std::string::npos && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(blank), text.end(),
                                                [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
  return is_flagged ? text.substr(0, blank) : text;
}

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t end = text.find(mark);
    out.emplace_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

/// A file whose first column holds the codes of all dimensions but the year, and the others a year each, as
/// one with an observation a row. Years that hold nothing are left out.
Grid with_periods_down(const Grid& grid) {
  Grid out{grid.file, grid.sheet, {}};
  std::vector<std::string> names = split(grid.text(0, 0), ',');
  names.back() = names.back().substr(0, names.back().find('\\'));
  const auto cell = [](std::string text, const Place& at) {
    return CsvCell{std::move(text), at.line, at.column};
  };
  std::vector<CsvCell> head;
  head.reserve(names.size() + 2);
  for (const std::string& name : names)
    head.push_back(cell(name, grid.place(0, 0)));
  head.push_back(cell("TIME_PERIOD", grid.place(0, 0)));
  head.push_back(cell("OBS_VALUE", grid.place(0, 0)));
  out.rows.emplace_back(head);
  for (std::size_t r = 1; r < grid.height(); ++r) {
    const std::vector<std::string> codes = split(grid.text(r, 0), ',');
    if (codes.size() != names.size()) continue;
    for (std::size_t c = 1; c < grid.width(); ++c) {
      std::string amount = amount_of(grid.text(r, c));
      if (amount.empty()) continue;
      std::vector<CsvCell> row;
      row.reserve(codes.size() + 2);
      for (const std::string& code : codes)
        row.push_back(cell(code, grid.place(r, 0)));
      row.push_back(cell(grid.text(0, c), grid.place(0, c)));
      row.push_back(cell(std::move(amount), grid.place(r, c)));
      out.rows.emplace_back(row);
    }
  }
  return out;
}

class LongForm {
 public:
  LongForm(const Grid& grid, const FlatChoice& choice, Diagnostics& diagnostics)
      : grid_(grid),
        choice_(choice),
        diagnostics_(diagnostics),
        down_(column_named(grid, {"prd_ava", "prd_amo", "ind_ava", "rowIi", "rowPi"})),
        across_(column_named(grid, {"ind_use", "ind_impv", "prd_use", "colIi", "colPi"})),
        area_down_(column_named(grid, {"refArea"})),
        area_across_(column_named(grid, {"counterpartArea"})),
        value_(column_named(grid, {"OBS_VALUE", "obsValue"})) {}

  std::optional<Grid> matrix() {
    const std::size_t before = diagnostics_.error_count();
    if (down_ == none || across_ == none) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "a row an observation, but without the columns prd_ava, prd_amo or ind_ava and "
                         "ind_use, ind_impv or prd_use, or rowIi and colIi",
                         "is this one of Eurostat's tables naio_10_…?");
      return std::nullopt;
    }
    choose_one_table();
    if (diagnostics_.error_count() > before) return std::nullopt;
    place_cells();
    return diagnostics_.error_count() > before ? std::nullopt : std::optional(made());
  }

 private:
  std::string code(std::size_t row, std::size_t column) const { return code_of(grid_.text(row, column)); }

  /// FIGARO's axes are an area and a code each.
  std::string label(std::size_t row, std::size_t area, std::size_t column) const {
    return (area == none ? "" : code(row, area) + "_") + code(row, column);
  }

  bool is_taken(std::size_t row) const {
    return std::all_of(taken_.begin(), taken_.end(),
                       [&](const auto& one) { return code(row, one.first) == one.second; });
  }

  /// Every dimension but the axes has one value, or one of several is taken.
  void choose_one_table() {
    if (area_down_ != none) return;
    for (std::size_t c = 0; c < grid_.width(); ++c) {
      const std::string name = code_of(grid_.text(0, c));
      if (c == down_ || c == across_ || !is_dimension(name)) continue;
      std::set<std::string> values;
      for (std::size_t r = 1; r < grid_.height(); ++r)
        values.insert(code(r, c));
      const std::string taken = values.size() == 1 ? *values.begin() : chosen(name, values);
      if (taken.empty() && values.size() > 1) refuse_several(c, name, values);
      taken_[c] = taken;
      said_[name] = taken;
    }
  }

  std::string chosen(const std::string& name, const std::set<std::string>& values) {
    std::string year = choice_.year == 0 ? "" : fmt::format("{}", choice_.year);
    if (name == "TIME_PERIOD" && values.contains(year)) return year;
    if (name == "geo" && values.contains(choice_.region)) return choice_.region;
    for (const auto& [dimension, value, words] :
         {std::tuple{"stk_flow", "TOTAL", "the flows of all origins (stk_flow TOTAL) were taken"},
          {"unit", "MIO_EUR", "the amounts in million euro (unit MIO_EUR) were taken"}}) {
      if (name != dimension || !values.contains(value)) continue;
      diagnostics_.add({Severity::note, "flows", {grid_.file, 0, 0, 0}, words, "", std::nullopt});
      return value;
    }
    return "";
  }

  void refuse_several(std::size_t column, const std::string& name, const std::set<std::string>& values) {
    const char* hint = name == "TIME_PERIOD" ? "--year takes one of them"
                       : name == "geo"       ? "--region takes one of them, by its code"
                       : name == "stk_flow"  ? "keep the rows with stk_flow DOM for a table of domestic flows"
                                             : "keep the rows of one";
    diagnostics_.error("several-tables", grid_.place(0, column),
                       fmt::format("it holds several tables: {} is {} and {}{}", name, *values.begin(),
                                   *std::next(values.begin()),
                                   values.size() > 2 ? fmt::format(", and {} more", values.size() - 2) : ""),
                       hint);
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
      const std::pair at{position(rows, rows_, label(r, area_down_, down_)),
                         position(columns, columns_, label(r, area_across_, across_))};
      const auto [known, is_new] = cells_.emplace(at, r);
      if (is_new) continue;
      diagnostics_.add({Severity::error, "duplicate-cell", grid_.place(r, down_),
                        fmt::format("{} and {} stand twice", rows_[at.first], columns_[at.second]), "",
                        grid_.place(known->second, down_)});
    }
  }

  Grid made() const {
    Grid out{grid_.file, grid_.sheet, {}};
    std::size_t number = 0;
    for (const auto& [name, value] : said_)
      out.rows.emplace_back(std::vector<CsvCell>{{name, 1, 1, false, ++number}, {value, 1, 1}});
    std::vector<CsvCell> head(1, CsvCell{"", 1, 1, false, ++number});
    for (const std::string& name : columns_)
      head.push_back({name, 1, 1});
    out.rows.emplace_back(head);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::vector<CsvCell> cells(columns_.size() + 1);
      for (auto at = cells_.lower_bound({i, 0}); at != cells_.end() && at->first.first == i; ++at) {
        const Place place = grid_.place(at->second, value_);
        cells[at->first.second + 1] = {amount_of(grid_.text(at->second, value_)), place.line, place.column};
      }
      cells.front().text = rows_[i];
      cells.front().row = ++number;
      out.rows.emplace_back(cells);
    }
    return out;
  }

  const Grid& grid_;
  const FlatChoice& choice_;
  Diagnostics& diagnostics_;
  std::size_t down_;
  std::size_t across_;
  std::size_t area_down_;
  std::size_t area_across_;
  std::size_t value_;
  std::map<std::size_t, std::string> taken_;  ///< of the dimensions by their columns
  std::map<std::string, std::string> said_;   ///< the same by their names
  std::vector<std::string> rows_;
  std::vector<std::string> columns_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> cells_;
};

}  // namespace

bool is_long_form(const Grid& grid) {
  return has_periods_across(grid) || column_named(grid, {"OBS_VALUE", "obsValue"}) != none;
}

std::optional<Grid> matrix_of_long_form(const Grid& grid, const FlatChoice& choice,
                                        Diagnostics& diagnostics) {
  if (!has_periods_across(grid)) return LongForm(grid, choice, diagnostics).matrix();
  const Grid longer = with_periods_down(grid);
  return LongForm(longer, choice, diagnostics).matrix();
}

}  // namespace leontide::table
