#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/accounts.hpp"
#include "table/checks/stated.hpp"
#include "table/sheets/grid.hpp"

namespace leontide::table {

/// What a row or a column of a sheet holds.
enum class LineRole {
  sector,             ///< a sector; rows of them hold flows (of all origins, or local)
  imported_sector,    ///< rows only: imported flows and uses of the sector
  category,           ///< columns: a final use; rows: a component of value added
  purchase,           ///< columns only: purchase shares by product (regional_supply.csv)
  imported_inputs,    ///< rows only: imports by using sector
  other_input,        ///< rows only: a primary input that is no value added, e.g. taxes on products
  value_added_total,  ///< rows only
  output,
  intermediate_total,  ///< a printed sum of flows: compared, not kept
};

/// A row or a column of a sheet, and what it is.
struct LayoutLine {
  std::size_t at = 0;                ///< row or column of the grid, from 0
  LineRole role = LineRole::sector;  ///< what it holds
  std::string name;                  ///< code of a sector, name of a category
  double sign = 1;                   ///< -1 for imports and inflows that are printed positive
};

/// Where everything of a table stands in a sheet.
struct Layout {
  std::string name;                         ///< of `layout_names`, or mapping
  Origins origins = Origins::all;           ///< of the flows
  std::vector<LayoutLine> rows;             ///< those that hold something
  std::vector<LayoutLine> columns;          ///< those that hold something
  std::vector<Sector> sectors;              ///< in the order of the rows
  std::vector<std::string> sector_columns;  ///< names of `Sector::other`, beyond code, names and cluster
  std::string title;                        ///< of the table
  std::string unit;                         ///< of amounts
  std::string currency;                     ///< of amounts
  std::string region;                       ///< of the table
  std::string source;                       ///< where it is published
  int year = 0;                             ///< of the flows; 0: not said
  bool output_is_row_sum = false;           ///< no output is printed
  /// The row of imports holds those of each sector's products where flows are of all origins, and what each
  /// sector uses of them where they are domestic; which, the columns say.
  bool imports_are_by_product_or_use = false;
  StatedFigures stated = {};         ///< what the sheet itself says of its identities
  std::vector<std::string> remarks;  ///< what was decided in reading, for the table's history
};

/// The layouts that are recognised, in the order they are tried.
const std::vector<std::string>& layout_names();

/// Finds out how a sheet is laid out. `wanted` is a name of `layout_names`, or empty to try each. Reports a
/// sheet that none of them fits, and for a named one what is missing.
std::optional<Layout> recognise(const Grid& grid, const std::string& wanted, Diagnostics& diagnostics);

// One layout each; empty, with what is missing in `diagnostics`, when the sheet is not of that kind.

/// National Bureau of Statistics of China and provincial bureaus: a row and a column of codes (TII, VA001 to
/// VA004, TVA, TI; FU101 to FU202, EX, OF, IM, IF, ERR, GO), or their Chinese labels where codes are missing;
/// a second block of rows of the same codes holds imports ("non-competitive").
std::optional<Layout> recognise_nbs(const Grid& grid, Diagnostics& diagnostics);
/// Provinces beside one another by CEADs: the bureau's codes or labels, repeated for every province, whose
/// name stands above and before them; flows local, imports in one row.
std::optional<Layout> recognise_ceads(const Grid& grid, Diagnostics& diagnostics);
/// OECD national tables (rows TTL_, DOM_, IMP_; TXS_, VALU, OUTPUT; columns HFCE, GGFC, …) and inter-country
/// tables (rows and columns COUNTRY_industry; TLS, VA, OUT).
std::optional<Layout> recognise_oecd(const Grid& grid, Diagnostics& diagnostics);
/// World Input-Output Database, release 2013, national and world: columns c1 to c35, final uses c37 to c42,
/// rows r60 to r69 (Timmer et al., 2015, Review of International Economics 23).
std::optional<Layout> recognise_wiod(const Grid& grid, Diagnostics& diagnostics);
/// Release 2016, world and national: uses CONS_h, CONS_np, CONS_g, GFCF, INVEN, EXP, rows II_fob, TXSP,
/// EXP_adj, PURR, PURNR, VA, IntTTM, GO; `recognise_wiod` asks for it.
std::optional<Layout> recognise_wiod_2016(const Grid& grid, Diagnostics& diagnostics);
/// Eurostat's FIGARO, inter-country tables as matrices, by industry or product: rows and columns AT_A01 or
/// AT_CPA_A01, final uses AT_P3_S13, _S14, _S15, AT_P51G, AT_P5M, rows W2_D21X31, W2_OP_RES, W2_OP_NRES,
/// W2_D1, W2_D29X39, W2_B2A3G; no output is printed (Remond-Tiedrez & Rueda-Cantuche 2019, FIGARO).
std::optional<Layout> recognise_figaro(const Grid& grid, Diagnostics& diagnostics);
/// Eurostat's symmetric tables by their ESA codes (naio_10_cp1700, naio_10_cp1750), as a matrix or in the
/// flat form: rows and columns CPA_A01 or A01, uses P3_S14, P51G, …, rows D21X31, D1, D29X39, B2A3G, B1G, P1,
/// P7.
std::optional<Layout> recognise_eurostat(const Grid& grid, Diagnostics& diagnostics);
/// Use tables by the same codes (naio_10_cp16, naio_10_cp1610), industries across, and supply tables
/// (naio_10_cp15) with imports, margins and taxes on products beside the industries.
std::optional<Layout> recognise_use(const Grid& grid, Diagnostics& diagnostics);
/// The supply tables of the same.
std::optional<Layout> recognise_supply(const Grid& grid, Diagnostics& diagnostics);
/// The sheet that `plain_sheet` writes: every row and column named by what it holds.
std::optional<Layout> recognise_plain(const Grid& grid, Diagnostics& diagnostics);

/// The number in a cell, 0 where it is blank, which is counted; reports one that holds none.
double sheet_number(const Grid& grid, std::size_t row, std::size_t column, std::size_t& blanks,
                    Diagnostics& diagnostics);

/// Reads the accounts from a sheet. Every cell that is no number is reported at its place; printed sums that
/// differ from what they sum are warnings. Imports end as negative columns of final demand ("competitive") or
/// apart ("non-competitive"), as the layout has them; the history says which.
std::optional<Accounts> read_accounts(const Grid& grid, const Layout& layout, Diagnostics& diagnostics);

/// The sheet of a table in the layout of the National Bureau of Statistics. Throws Refusal
/// `unknown_category` for a final use or component the layout has no code for.
GridRows nbs_sheet(const Accounts& accounts);
/// In the layout of the OECD's national tables. Throws Refusal as above, `no_such_origin` for local flows
/// without imports by product.
GridRows oecd_sheet(const Accounts& accounts);
/// Everything a table folder holds but hashes and history, in one sheet; how far its identities are stated to
/// be off, too.
GridRows plain_sheet(const Accounts& accounts, const StatedFigures& stated = {});

}  // namespace leontide::table
