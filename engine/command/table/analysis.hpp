#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"
#include "report/tables/analysis_sheets.hpp"

namespace leontide::command {

// The bodies of the commands that analyse tables: read, ask report/tables, write. All exit 0 done, 2 the
// input is wrong, 1 could not finish.

/// What every command that analyses one table may be told.
struct TableOptions {
  std::filesystem::path folder;  ///< the table folder
  OutputOptions output;
};

/// Of the analyses that ask for no more than the view and the kind of inputs.
struct TableAnalysisOptions : TableOptions, report::AnalysisRequest {};
/// `leontide table linkages`: backward and forward linkages, key sectors.
int command_table_linkages(const TableAnalysisOptions& options);
/// `leontide table ghosh`: the supply-driven model of Ghosh (1958).
int command_table_ghosh(const TableAnalysisOptions& options);
/// `leontide table upstreamness`: how far each sector is from final use, and from primary inputs.
int command_table_upstreamness(const TableAnalysisOptions& options);
/// `leontide table leakage`: imports in a unit of final demand.
int command_table_leakage(const TableAnalysisOptions& options);

/// What `leontide table multipliers` may be told.
struct TableMultipliersOptions : TableOptions, report::MultipliersRequest {
  std::optional<std::filesystem::path> satellite_file;  ///< CSV: code, then amounts by sector
};
/// `leontide table multipliers`: output, income and other multipliers (Miller & Blair, ch. 6).
int command_table_multipliers(const TableMultipliersOptions& options);

/// What `leontide table coefficients` may be told.
struct TableCoefficientsOptions : TableOptions, report::CoefficientsRequest {};
/// `leontide table coefficients`: one of the table's matrices of coefficients.
int command_table_coefficients(const TableCoefficientsOptions& options);

/// What `leontide table extract` may be told.
struct TableExtractOptions : TableOptions, report::ExtractRequest {};
/// `leontide table extract`: hypothetical extraction of sectors, one by one or as a group.
int command_table_extract(const TableExtractOptions& options);

/// What `leontide table decompose` may be told.
struct TableDecomposeOptions : report::DecomposeRequest {
  std::vector<std::filesystem::path> folders;          ///< tables in order of time
  std::vector<std::filesystem::path> satellite_files;  ///< none, or one a table
  std::string account_name;                            ///< the column of each; default the first
  OutputOptions output;
};
/// `leontide table decompose`: what moved output between two tables or more (structural decomposition).
int command_table_decompose(const TableDecomposeOptions& options);

/// What `leontide table influence` may be told.
struct TableInfluenceOptions : TableOptions, report::InfluenceRequest {};
/// `leontide table influence`: which coefficients matter most to the inverse.
int command_table_influence(const TableInfluenceOptions& options);

/// What `leontide table prices` may be told.
struct TablePricesOptions : TableOptions, report::PricesRequest {
  std::vector<std::string> changes;  ///< component[:code,code…]=percent
};
/// `leontide table prices`: what a change of a cost does to all prices (Leontief's price model).
int command_table_prices(const TablePricesOptions& options);

/// What `leontide table satellites` may be told.
struct TableSatellitesOptions : TableOptions, report::SatellitesRequest {
  std::filesystem::path satellite_file;  ///< CSV: code, then amounts by sector
};
/// `leontide table satellites`: intensities and footprints of persons, energy or emissions.
int command_table_satellites(const TableSatellitesOptions& options);

/// `leontide table regions`: multipliers between the regions of a table.
int command_table_regions(const TableAnalysisOptions& options);

/// What `leontide table trade` may be told.
struct TableTradeOptions : TableOptions, report::TradeRequest {};
/// `leontide table trade`: gross trade between regions by origin and destination.
int command_table_trade(const TableTradeOptions& options);

/// What `leontide table footprints` may be told.
struct TableFootprintsOptions : TableOptions, report::FootprintsRequest {
  std::filesystem::path satellite_file;               ///< CSV: code, then amounts by sector
  std::optional<std::filesystem::path> final_file;    ///< CSV: code of a final use, then amounts
  std::optional<std::filesystem::path> factors_file;  ///< CSV: code of an account, then factors
};
/// `leontide table footprints`: accounts of regions from the producer's and the consumer's side.
int command_table_footprints(const TableFootprintsOptions& options);

/// Both tables must pass `check` and have, with their concordances, the same sectors.
struct TableCompareOptions : report::CompareRequest {
  std::filesystem::path estimate;                          ///< the table folder that is judged
  std::filesystem::path reference;                         ///< the table folder it is held against
  std::optional<std::filesystem::path> estimate_sectors;   ///< a concordance for each, onto common sectors
  std::optional<std::filesystem::path> reference_sectors;  ///< onto the same common sectors
  OutputOptions output;
};
/// `leontide table compare`: how far one table is from another.
int command_table_compare(const TableCompareOptions& options);

}  // namespace leontide::command
