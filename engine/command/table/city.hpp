#pragma once

#include <filesystem>
#include <optional>

#include "command/session/command_session.hpp"
#include "recipes/city.hpp"

namespace leontide::command {

/// `leontide table city`: a city's table from its province's and three figures, with the error of the route.
/// Exit 0 done, 2 the input is wrong or the table would fail its check and nothing was written, 1 the disk
/// refused.
struct TableCityOptions {
  std::filesystem::path from;                      ///< folder of the province's table
  double primary = 0;                              ///< value added, in the unit of the province's table
  double secondary = 0;                            ///< value added, in the same unit
  double tertiary = 0;                             ///< value added, in the same unit
  recipes::CityFigures figures;                    ///< but for value added and quotients
  std::optional<std::filesystem::path> quotients;  ///< CSV: code, quotient, and optionally source
  std::optional<std::filesystem::path> tested_on;  ///< a folder of tables; default the one `from` stands in
  std::optional<std::filesystem::path> into;       ///< the table folder that is written; none: only shown
  OutputOptions output;
};
/// Exit as TableCityOptions says.
int command_table_city(const TableCityOptions& options);

}  // namespace leontide::command
