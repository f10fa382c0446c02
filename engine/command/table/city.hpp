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
  std::filesystem::path from;
  double primary = 0;
  double secondary = 0;
  double tertiary = 0;
  recipes::CityFigures figures;                    ///< but for value added and quotients
  std::optional<std::filesystem::path> quotients;  ///< CSV: code, quotient, and optionally source
  std::optional<std::filesystem::path> tested_on;  ///< a folder of tables; default the one `from` stands in
  std::optional<std::filesystem::path> into;
  OutputOptions output;
};
int command_table_city(const TableCityOptions& options);

}  // namespace leontide::command
