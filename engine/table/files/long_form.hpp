#pragma once

#include <optional>
#include <string>

#include "table/sheets/grid.hpp"

namespace leontide::table {

/// Which of several tables in one file is meant; what is not said must be the only one.
struct FlatChoice {
  int year = 0;             ///< 0: the only one that the file has
  std::string region = {};  ///< empty: the only one that the file has
};

/// Flat forms, an observation a row or a cell: Eurostat's SDMX-CSV (`prd_ava`, `ind_use`, …, `geo`,
/// `TIME_PERIOD`, `OBS_VALUE`), with labels beside the codes or behind them or without, its TSV files, whose
/// rows begin with the codes and whose columns are years, and FIGARO's (`refArea`, `rowIi`,
/// `counterpartArea`, `colIi`, `obsValue`). Whether a sheet is of one of them.
bool is_long_form(const Grid& grid);

/// The same as a matrix: the codes of products available, or of industries, down, those of uses or of what
/// supplies them across, each cell with the place of its observation; above them rows say the year, the
/// region and the unit. Of totals, domestic and imported flows the totals are taken, of several currencies
/// the euro, and said. Reports other dimensions that have more than one value, cells that stand twice, and a
/// sheet without both axes.
std::optional<Grid> matrix_of_long_form(const Grid& grid, const FlatChoice& choice, Diagnostics& diagnostics);

}  // namespace leontide::table
