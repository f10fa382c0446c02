#include "calibration/outside_view.hpp"

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

}  // namespace

std::optional<OutsideShare> outside_share(const CsvTable& table, double growth, const Place& place,
                                          Diagnostics& diagnostics) {
  for (const auto& row : table.rows) {
    const auto reached = number_in(table, row, "growth", diagnostics);
    if (!reached) return std::nullopt;
    if (*reached < growth - 1e-9) continue;
    const auto share = number_in(table, row, "share", diagnostics);
    const auto recent = number_in(table, row, "share_recent", diagnostics);
    const auto window = number_in(table, row, "window_years", diagnostics);
    const auto first = number_in(table, row, "first_year", diagnostics);
    const auto since = number_in(table, row, "recent_from", diagnostics);
    const auto last = number_in(table, row, "last_year", diagnostics);
    if (!share || !recent || !window || !first || !since || !last) return std::nullopt;
    return OutsideShare{*share,
                        *recent,
                        static_cast<int>(*window),
                        static_cast<int>(*first),
                        static_cast<int>(*since),
                        static_cast<int>(*last),
                        std::filesystem::path(table.file).parent_path().generic_string()};
  }
  diagnostics.error("value", place,
                    fmt::format("{} ends below a growth of {} %", table.file, print_number(growth)));
  return std::nullopt;
}

}  // namespace leontide::calibration
