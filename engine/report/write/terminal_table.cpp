#include "report/write/terminal_table.hpp"

#include <algorithm>
#include <cmath>

#include "base/printable.hpp"
#include "base/source_text.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t columns_of_a_bar = 10;

/// A table as texts, column by column what it is; the first row is the header.
struct TextTable {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::vector<std::string>> colours;
  std::vector<bool> right;
  std::vector<std::size_t> of;  ///< column of the sheet

  void erase(std::size_t column) {
    const auto at = static_cast<std::ptrdiff_t>(column);
    right.erase(right.begin() + at);
    of.erase(of.begin() + at);
    for (auto* cells : {&rows, &colours}) {
      for (auto& row : *cells)
        row.erase(row.begin() + at);
    }
  }
};

/// Takes out the columns without a number or a text in any row, but for the first.
void leave_out_empty(TextTable& table) {
  for (std::size_t k = table.right.size(); k-- > 1;) {
    const bool is_empty = std::all_of(table.rows.begin() + 1, table.rows.end(),
                                      [k](const auto& row) { return row[k].empty() || row[k] == "–"; });
    if (is_empty) table.erase(k);
  }
}

/// The bounds of a chance in percent, one number for both where it has none; NaN: no number.
std::pair<double, double> bounds_of(const Cell& cell) {
  if (const auto* interval = std::get_if<Interval>(&cell)) return {interval->low, interval->high};
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr ? std::pair{std::nan(""), std::nan("")} : std::pair{*number, *number};
}

double value_of(const Cell& cell) {
  if (const auto* interval = std::get_if<Interval>(&cell)) return interval->value;
  return bounds_of(cell).first;
}

/// Green from likely up, red from unlikely down, yellow between, by the bounds of the IPCC's scale.
const char* likelihood_colour(const Cell& cell) {
  constexpr double unlikely = 33, likely = 66;
  const auto [low, high] = bounds_of(cell);
  if (!std::isfinite(low) || !std::isfinite(high)) return "";
  return low > likely ? "32" : high <= unlikely ? "31" : "33";
}

TextTable texts_of(const Sheet& sheet, const std::vector<std::size_t>& shown_ones, Language language,
                   bool has_colour) {
  TextTable table;
  table.rows.emplace_back();
  table.colours.emplace_back(sheet.columns.size());
  for (std::size_t k = 0; k < sheet.columns.size(); ++k) {
    table.rows[0].push_back(printable(heading(sheet.columns[k], language)));
    table.right.push_back(sheet.columns[k].shown != Shown::text);
    table.of.push_back(k);
  }
  for (const std::size_t r : shown_ones) {
    auto& row = table.rows.emplace_back();
    auto& colours = table.colours.emplace_back();
    for (std::size_t k = 0; k < sheet.rows[r].size(); ++k) {
      row.push_back(printable(shown(sheet.rows[r][k], sheet.columns[k], language)));
      colours.emplace_back(has_colour && sheet.columns[k].is_chance ? likelihood_colour(sheet.rows[r][k])
                                                                    : "");
    }
    row.resize(sheet.columns.size());
    colours.resize(sheet.columns.size());
  }
  return table;
}

/// The table with bars behind its first column of chances; as it is where it has none.
TextTable with_bars(TextTable table, const Sheet& sheet, const std::vector<std::size_t>& shown_ones) {
  const auto chances = std::find_if(table.of.begin(), table.of.end(),
                                    [&](std::size_t column) { return sheet.columns[column].is_chance; });
  if (chances == table.of.end()) return table;
  const std::size_t column = *chances;
  const auto at = chances - table.of.begin();
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::string bar;
    if (r > 0) bar = chance_bar(value_of(sheet.rows[shown_ones[r - 1]][column]), columns_of_a_bar);
    const std::string colour = table.colours[r][static_cast<std::size_t>(at)];
    table.rows[r].insert(table.rows[r].begin() + at + 1, bar);
    table.colours[r].insert(table.colours[r].begin() + at + 1, colour);
  }
  table.right.insert(table.right.begin() + at + 1, false);
  table.of.insert(table.of.begin() + at + 1, column);
  return table;
}

std::size_t natural_width(const TextTable& table) {
  std::size_t all = 0;
  for (std::size_t k = 0; k < table.right.size(); ++k) {
    std::size_t widest = 0;
    for (const auto& row : table.rows)
      widest = std::max(widest, display_width(row[k]));
    all += between_columns + widest;
  }
  return all;
}

}  // namespace

std::string chance_bar(double percent, std::size_t columns) {
  constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!std::isfinite(percent)) return {};
  const double all = 8.0 * static_cast<double>(columns);
  const auto filled = static_cast<std::size_t>(std::lround(std::clamp(percent / 100, 0.0, 1.0) * all));
  std::string bar;
  for (std::size_t i = 0; i < filled / 8; ++i)
    bar += "█";
  return bar + eighths[filled % 8];
}

Fitted terminal_table(const Sheet& sheet, const std::vector<std::size_t>& rows, std::size_t most_columns,
                      Language language, const Terminal& terminal) {
  if (rows.empty()) return {};
  TextTable table = texts_of(sheet, rows, language, terminal.has_colour);
  leave_out_empty(table);
  std::size_t dropped = 0;
  while (most_columns > 0 && table.right.size() > most_columns) {
    table.erase(table.right.size() - 1);
    ++dropped;
  }
  // A bar takes no column's room: where a text would be broken for it, there is none.
  if (terminal.has_bars && terminal.width > 0) {
    TextTable barred = with_bars(table, sheet, rows);
    if (natural_width(barred) <= terminal.width) table = std::move(barred);
  }
  Fitted fitted = fit(std::move(table.rows), std::move(table.right), terminal.width, table.colours);
  fitted.dropped += dropped;
  return fitted;
}

}  // namespace leontide::report
