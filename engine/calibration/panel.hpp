#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace leontide::calibration {

/// Yearly growth of many cities, no year missing.
struct GrowthPanel {
  std::vector<std::string> cities;  ///< names, in the order of their rows
  int first_year = 0;               ///< of growth; the level of the year before is known
  std::size_t years = 0;            ///< number of them
  std::vector<double> growth;       ///< [cities × years] 100 log of the year over the year before
  std::string sha256;               ///< of the file

  /// Of growth, the last one included.
  int last_year() const { return first_year + static_cast<int>(years) - 1; }
  /// 100 log of the year over the year before; `year` lies within the panel.
  double at(std::size_t city, int year) const {
    return growth[city * years + static_cast<std::size_t>(year - first_year)];
  }
};

/// Where a panel stands and which of its columns are read.
struct PanelColumns {
  std::string city = "city", year = "year";  ///< headings
  std::string index = "gdp_index";           ///< of the year, year before = 100
  std::string level;  ///< at current prices; empty where growth at current prices is not asked
};

/// Reads a CSV with a row a city and year, columns by name. Reports cells that are no numbers, an index that
/// is not above 0, rows stated twice and years in which a city has none.
std::optional<GrowthPanel> read_panel(const std::filesystem::path& path, const std::string& shown_as,
                                      const PanelColumns& columns, Diagnostics& diagnostics);

/// The same at current prices, from the column of levels: it begins a year later.
std::optional<GrowthPanel> read_nominal_panel(const std::filesystem::path& path, const std::string& shown_as,
                                              const PanelColumns& columns, Diagnostics& diagnostics);

/// The share of all cities' windows of `length` years that end in [first, last] whose mean growth reaches
/// `growth`, 100 log a year.
struct ReachedShare {
  std::size_t windows = 0, reached = 0;  ///< windows in all, and those that reach the growth

  /// NaN without windows.
  double share() const { return static_cast<double>(reached) / static_cast<double>(windows); }
};
/// `first` and `last` are the years in which windows end.
ReachedShare share_of_windows(const GrowthPanel& panel, int length, int first, int last, double growth);

}  // namespace leontide::calibration
