#include "calibration/outside_view.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::calibration {
namespace {

/// The number of a column in a row; reports a column that is not there.
std::optional<double> number_in(const CsvTable& table, const std::vector<CsvCell>& row, const char* name,
                                Diagnostics& diagnostics) {
  const auto at = table.column(name);
  if (at) {
    const auto number = csv_number(table, row[*at], diagnostics);
    if (!number || (*number >= 0 && *number <= 9999)) return number;
    diagnostics.error("value", table.place(row[*at]), "a share, a growth or a year is expected");
    return std::nullopt;
  }
  diagnostics.error("missing-column", {table.file, 1, 0, 0}, fmt::format("there is no column \"{}\"", name),
                    "an outside view is written by leontide hindcast");
  return std::nullopt;
}

std::optional<Measure> measure_in(const CsvTable& table, const std::vector<CsvCell>& row,
                                  Diagnostics& diagnostics) {
  const auto at = table.column("measure");
  if (!at) {
    diagnostics.error("missing-column", {table.file, 1, 0, 0}, "there is no column \"measure\"",
                      "an outside view is written by leontide hindcast");
    return std::nullopt;
  }
  const auto measure = find_choice<Measure>(row[*at].text);
  if (!measure)
    diagnostics.error("value", table.place(row[*at]),
                      fmt::format("\"{}\" is neither real nor nominal", row[*at].text));
  return measure;
}

double between(double low, double high, double weight) {
  return low + weight * (high - low);
}

}  // namespace

std::optional<OutsideTable> OutsideTable::read(const CsvTable& table, Diagnostics& diagnostics) {
  OutsideTable out;
  for (const auto& row : table.rows) {
    const auto measure = measure_in(table, row, diagnostics);
    const auto number = [&](const char* name) { return number_in(table, row, name, diagnostics); };
    const auto growth = number("growth"), share = number("share"), recent = number("share_recent");
    const auto window = number("window_years"), first = number("first_year");
    const auto since = number("recent_from"), last = number("last_year");
    if (!measure || !growth || !share || !recent || !window || !first || !since || !last) return std::nullopt;
    out.rows_.push_back(
        {*measure,
         *growth,
         {*share, *recent, static_cast<int>(*window), static_cast<int>(*first), static_cast<int>(*since),
          static_cast<int>(*last), std::filesystem::path(table.file).parent_path().generic_string()}});
  }
  std::stable_sort(out.rows_.begin(), out.rows_.end(),
                   [](const Row& a, const Row& b) { return a.growth < b.growth; });
  return out;
}

std::optional<OutsideShare> OutsideTable::at(Measure measure, int years, double growth) const {
  std::optional<int> length;
  for (const Row& row : rows_) {
    const bool is_nearer = !length || std::abs(row.share.window_years - years) < std::abs(*length - years);
    if (row.measure == measure && is_nearer) length = row.share.window_years;
  }
  const Row* below = nullptr;
  for (const Row& row : rows_) {
    if (row.measure != measure || row.share.window_years != length) continue;
    if (row.growth < growth - 1e-9) {
      below = &row;
      continue;
    }
    OutsideShare share = row.share;
    const bool is_met = row.growth <= growth + 1e-9;
    share.is_bound = !is_met && below == nullptr;
    if (is_met || below == nullptr) return share;
    const double weight = (growth - below->growth) / (row.growth - below->growth);
    share.share = between(below->share.share, share.share, weight);
    share.share_recent = between(below->share.share_recent, share.share_recent, weight);
    return share;
  }
  if (below == nullptr) return std::nullopt;
  OutsideShare share = below->share;
  share.is_bound = true;
  return share;
}

}  // namespace leontide::calibration
