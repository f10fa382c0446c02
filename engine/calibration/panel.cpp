#include "calibration/panel.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <map>

#include "base/csv.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"

namespace leontide::calibration {
namespace {

struct PanelCell {
  double growth = 0;
  Place place;
};
using PanelRows = std::map<int, PanelCell>;

std::optional<std::size_t> panel_column(const CsvTable& table, const std::string& name,
                                        Diagnostics& diagnostics) {
  const auto at = table.column(name);
  if (at) return at;
  std::vector<std::string> known;
  for (const CsvCell& cell : table.header)
    known.push_back(cell.text);
  diagnostics.error("missing-column", {table.file, 1, 0, 0}, fmt::format("there is no column \"{}\"", name),
                    suggestion(name, known));
  return std::nullopt;
}

/// Cities in the order in which they first stand.
struct PanelDraft {
  std::vector<std::string> cities;
  std::map<std::string, PanelRows> rows;
};

PanelDraft read_rows(const CsvTable& table, const std::array<std::size_t, 3>& at, Diagnostics& diagnostics) {
  PanelDraft draft;
  for (const auto& row : table.rows) {
    const CsvCell& city = row[at[0]];
    const auto year = parse_integer(row[at[1]].text);
    const auto index = csv_number(table, row[at[2]], diagnostics);
    if (!year || *year < 1 || *year > 9999) {
      diagnostics.error("year", table.place(row[at[1]]), fmt::format("\"{}\" is no year", row[at[1]].text));
      continue;
    }
    if (!index) continue;
    if (!(*index > 0)) {
      diagnostics.error("value", table.place(row[at[2]]), "an index or a level of a city is above 0",
                        "of an index the year before is 100");
      continue;
    }
    if (!draft.rows.contains(city.text)) draft.cities.push_back(city.text);
    const PanelCell cell{100 * std::log(*index / 100), table.place(city)};
    const auto [before, is_new] = draft.rows[city.text].emplace(static_cast<int>(*year), cell);
    if (!is_new)
      diagnostics.add({Severity::error, "duplicate", cell.place,
                       fmt::format("\"{}\" has two rows for {}", city.text, *year), "",
                       before->second.place});
  }
  return draft;
}

GrowthPanel in_order(const PanelDraft& draft, Diagnostics& diagnostics) {
  int first = std::numeric_limits<int>::max();
  int last = 0;
  for (const auto& [city, rows] : draft.rows) {
    first = std::min(first, rows.begin()->first);
    last = std::max(last, rows.rbegin()->first);
  }
  GrowthPanel panel;
  panel.cities = draft.cities;
  panel.first_year = first;
  panel.years = draft.cities.empty() ? 0 : static_cast<std::size_t>(last - first + 1);
  for (const std::string& city : draft.cities) {
    const PanelRows& rows = draft.rows.at(city);
    if (rows.size() != panel.years) {
      int missing = first;
      while (rows.contains(missing))
        ++missing;
      diagnostics.error("missing-row", rows.begin()->second.place,
                        fmt::format("\"{}\" has no row for {}", city, missing),
                        "a panel has every year of every city");
    }
    for (const auto& [year, cell] : rows)
      panel.growth.push_back(cell.growth);
  }
  return panel;
}

/// 100 log of a column over 100, of every city and year.
std::optional<GrowthPanel> read_column(const std::filesystem::path& path, const std::string& shown_as,
                                       const PanelColumns& columns, const std::string& name,
                                       Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto table = read_csv(path, shown_as, diagnostics);
  if (!table) return std::nullopt;
  const auto city = panel_column(*table, columns.city, diagnostics);
  const auto year = panel_column(*table, columns.year, diagnostics);
  const auto index = panel_column(*table, name, diagnostics);
  if (!city || !year || !index) return std::nullopt;
  const PanelDraft draft = read_rows(*table, {*city, *year, *index}, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  GrowthPanel panel = in_order(draft, diagnostics);
  panel.sha256 = table->sha256;
  if (panel.cities.empty()) diagnostics.error("empty", {shown_as, 0, 0, 0}, "the panel has no rows");
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return panel;
}

}  // namespace

std::optional<GrowthPanel> read_panel(const std::filesystem::path& path, const std::string& shown_as,
                                      const PanelColumns& columns, Diagnostics& diagnostics) {
  return read_column(path, shown_as, columns, columns.index, diagnostics);
}

std::optional<GrowthPanel> read_nominal_panel(const std::filesystem::path& path, const std::string& shown_as,
                                              const PanelColumns& columns, Diagnostics& diagnostics) {
  const auto levels = read_column(path, shown_as, columns, columns.level, diagnostics);
  if (!levels) return std::nullopt;
  GrowthPanel panel{levels->cities, levels->first_year + 1, levels->years - 1, {}, levels->sha256};
  for (std::size_t city = 0; city < panel.cities.size(); ++city) {
    for (int year = panel.first_year; year <= panel.last_year(); ++year)
      panel.growth.push_back(levels->at(city, year) - levels->at(city, year - 1));
  }
  return panel;
}

ReachedShare share_of_windows(const GrowthPanel& panel, int length, int first, int last, double growth) {
  ReachedShare share;
  for (std::size_t city = 0; city < panel.cities.size(); ++city) {
    for (int end = std::max(first, panel.first_year + length - 1); end <= std::min(last, panel.last_year());
         ++end) {
      double sum = 0;
      for (int year = end - length + 1; year <= end; ++year)
        sum += panel.at(city, year);
      ++share.windows;
      share.reached += sum / length >= growth ? 1 : 0;
    }
  }
  return share;
}

}  // namespace leontide::calibration
