#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"
#include "command/table/view.hpp"

namespace leontide::command {

/// What every analysis of one table may be told. All exit 0 done, 2 the input is wrong, 1 could not finish.
struct TableAnalysisOptions {
  std::filesystem::path folder;
  OutputOptions output;
  ViewOptions view;
  std::string inputs;  ///< `total` or `domestic`; empty: domestic where the table tells them
};

/// `leontide table multipliers`: output, income, value added and satellites, types I and II; domestic beside
/// total, with the overstatement.
struct TableMultipliersOptions : TableAnalysisOptions {
  std::optional<std::filesystem::path> satellite;  ///< CSV: code, then amounts by sector
  std::string income;                              ///< the component closed in; default by its name
  std::vector<std::string> households;             ///< the uses closed in; default by their names
};
int command_table_multipliers(const TableMultipliersOptions& options);

/// `leontide table linkages`: backward and forward, 影响力系数 and both 感应度系数, key sectors.
int command_table_linkages(const TableAnalysisOptions& options);

/// `leontide table coefficients`: one of the table's matrices.
struct TableCoefficientsOptions : TableAnalysisOptions {
  std::string of = "direct";  ///< direct, complete, leontief, allocation, supply
};
int command_table_coefficients(const TableCoefficientsOptions& options);

/// `leontide table ghosh`: the supply-driven model's multipliers.
int command_table_ghosh(const TableAnalysisOptions& options);

/// `leontide table extract`: hypothetical extraction, one by one or one group.
struct TableExtractOptions : TableAnalysisOptions {
  std::vector<std::string> group;  ///< these sectors together; empty: each, or each group of `view.by`
};
int command_table_extract(const TableExtractOptions& options);

/// `leontide table decompose A B [C…]`: what moved output or value added between tables.
struct TableDecomposeOptions {
  std::vector<std::filesystem::path> folders;
  OutputOptions output;
  ViewOptions view;
  std::string of = "value_added";   ///< or output
  std::string mean = "all-orders";  ///< or two-polar
};
int command_table_decompose(const TableDecomposeOptions& options);

/// `leontide table influence`: inverse-important coefficients and their fields of influence.
struct TableInfluenceOptions : TableAnalysisOptions {
  double tolerance = 1;  ///< percent of some sector's output
};
int command_table_influence(const TableInfluenceOptions& options);

/// `leontide table upstreamness`: distance to final use and from primary inputs.
int command_table_upstreamness(const TableAnalysisOptions& options);

/// `leontide table prices`: the cost-push price model.
struct TablePricesOptions : TableAnalysisOptions {
  std::vector<std::string> changes;  ///< component[:code,code…]=percent
};
int command_table_prices(const TablePricesOptions& options);

/// `leontide table leakage`: imports in a unit of final demand.
int command_table_leakage(const TableAnalysisOptions& options);

/// `leontide table satellites`: intensities and footprints of persons, energy, emissions.
struct TableSatellitesOptions : TableAnalysisOptions {
  std::filesystem::path satellite;
};
int command_table_satellites(const TableSatellitesOptions& options);

/// `leontide table compare`: how far the coefficients of one table are from those of another. Both must pass
/// `check` and have, with their concordances, the same sectors.
struct TableCompareOptions {
  std::filesystem::path estimate;
  std::filesystem::path reference;
  std::optional<std::filesystem::path> estimate_sectors;  ///< a concordance for each, onto common sectors
  std::optional<std::filesystem::path> reference_sectors;
  bool regional = false;  ///< inputs made in the region only, else inputs of all origins
  std::size_t top = 5;    ///< multipliers to print; 0 all
  OutputOptions output;
};
int command_table_compare(const TableCompareOptions& options);

}  // namespace leontide::command
