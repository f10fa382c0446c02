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

struct TableOptions {
  std::filesystem::path folder;
  OutputOptions output;
};

struct TableAnalysisOptions : TableOptions, report::AnalysisRequest {};
int command_table_linkages(const TableAnalysisOptions& options);
int command_table_ghosh(const TableAnalysisOptions& options);
int command_table_upstreamness(const TableAnalysisOptions& options);
int command_table_leakage(const TableAnalysisOptions& options);

struct TableMultipliersOptions : TableOptions, report::MultipliersRequest {
  std::optional<std::filesystem::path> satellite_file;  ///< CSV: code, then amounts by sector
};
int command_table_multipliers(const TableMultipliersOptions& options);

struct TableCoefficientsOptions : TableOptions, report::CoefficientsRequest {};
int command_table_coefficients(const TableCoefficientsOptions& options);

struct TableExtractOptions : TableOptions, report::ExtractRequest {};
int command_table_extract(const TableExtractOptions& options);

struct TableDecomposeOptions : report::DecomposeRequest {
  std::vector<std::filesystem::path> folders;
  std::vector<std::filesystem::path> satellite_files;  ///< none, or one a table
  std::string account_name;                            ///< the column of each; default the first
  OutputOptions output;
};
int command_table_decompose(const TableDecomposeOptions& options);

struct TableInfluenceOptions : TableOptions, report::InfluenceRequest {};
int command_table_influence(const TableInfluenceOptions& options);

struct TablePricesOptions : TableOptions, report::PricesRequest {
  std::vector<std::string> changes;  ///< component[:code,code…]=percent
};
int command_table_prices(const TablePricesOptions& options);

struct TableSatellitesOptions : TableOptions, report::SatellitesRequest {
  std::filesystem::path satellite_file;
};
int command_table_satellites(const TableSatellitesOptions& options);

int command_table_regions(const TableAnalysisOptions& options);

struct TableTradeOptions : TableOptions, report::TradeRequest {};
int command_table_trade(const TableTradeOptions& options);

struct TableFootprintsOptions : TableOptions, report::FootprintsRequest {
  std::filesystem::path satellite_file;
  std::optional<std::filesystem::path> final_file;    ///< CSV: code of a final use, then amounts
  std::optional<std::filesystem::path> factors_file;  ///< CSV: code of an account, then factors
};
int command_table_footprints(const TableFootprintsOptions& options);

/// Both tables must pass `check` and have, with their concordances, the same sectors.
struct TableCompareOptions : report::CompareRequest {
  std::filesystem::path estimate;
  std::filesystem::path reference;
  std::optional<std::filesystem::path> estimate_sectors;  ///< a concordance for each, onto common sectors
  std::optional<std::filesystem::path> reference_sectors;
  OutputOptions output;
};
int command_table_compare(const TableCompareOptions& options);

}  // namespace leontide::command
