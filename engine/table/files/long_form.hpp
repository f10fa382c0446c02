#pragma once

#include <optional>

#include "table/sheets/grid.hpp"

namespace leontide::table {

/// Eurostat's flat form (SDMX-CSV): a row an observation, with its codes (`prd_ava`, `ind_use`, …, `geo`,
/// `TIME_PERIOD`) and `OBS_VALUE`. Whether a sheet is of that form.
bool is_long_form(const Grid& grid);

/// The same as a matrix: the codes of products available, or of industries, down, those of uses or of what
/// supplies them across, each cell with the place of its observation. Of totals, domestic and imported flows
/// the totals are taken, and said. Reports other dimensions that have more than one value, cells that stand
/// twice, and a sheet without both axes.
std::optional<Grid> matrix_of_long_form(const Grid& grid, Diagnostics& diagnostics);

}  // namespace leontide::table
