#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/tables/view.hpp"
#include "table/analyses/price_model.hpp"

namespace leontide::report {

// What can be asked of tables, and the sheets that answer it. All throw Refusal.

/// What every analysis of a table may be asked.
struct AnalysisRequest {
  ViewOptions view;    ///< which sectors are shown, or by which groups
  std::string inputs;  ///< `total` or `domestic`; empty: domestic where the table tells them
};

/// Output, income, value added and satellites, types I and II; domestic beside total, with the overstatement.
struct MultipliersRequest : AnalysisRequest {
  std::optional<table::Categories> satellite;  ///< amounts by sector
  std::string income;                          ///< the component closed in; default by its name
  std::vector<std::string> households;         ///< the uses closed in; default by their names
  std::optional<double> household_income;      ///< all that households earn; default what the table pays them
};
/// By sector or group, and means beside them; which inputs they count stands in the notes.
std::vector<Sheet> multipliers_sheets(const table::Accounts& accounts, const MultipliersRequest& options);

/// Backward and forward, 影响力系数 and both 感应度系数, key sectors.
std::vector<Sheet> linkages_sheets(const table::Accounts& accounts, const AnalysisRequest& options);
/// The supply-driven model's multipliers.
std::vector<Sheet> ghosh_sheets(const table::Accounts& accounts, const AnalysisRequest& options);
/// Distance to final use and from primary inputs.
std::vector<Sheet> upstreamness_sheets(const table::Accounts& accounts, const AnalysisRequest& options);

/// One of the table's matrices; groups have none.
struct CoefficientsRequest : AnalysisRequest {
  std::string of;  ///< direct, complete, leontief, allocation, supply
};
/// Refuses groups: a cell of a matrix belongs to two sectors.
std::vector<Sheet> coefficients_sheets(const table::Accounts& accounts, const CoefficientsRequest& options);

/// Inverse-important coefficients and their fields of influence; groups have none.
struct InfluenceRequest : AnalysisRequest {
  double tolerance = 1;  ///< percent of some sector's output
};
/// Refuses groups, as above.
std::vector<Sheet> influence_sheets(const table::Accounts& accounts, const InfluenceRequest& options);

/// Hypothetical extraction, one by one or one group.
struct ExtractRequest : AnalysisRequest {
  std::vector<std::string> group;  ///< these sectors together; empty: each, or each group of `view.by`
};
/// One sheet: what is missing without each sector or group.
std::vector<Sheet> extract_sheets(const table::Accounts& accounts, const ExtractRequest& options);

/// What moved output, value added or an account between tables in order of time.
struct DecomposeRequest {
  ViewOptions view;                        ///< which sectors are shown, or by which groups
  std::string of;                          ///< value_added or output
  std::string mean;                        ///< all-orders or two-polar
  bool joins_demand = false;               ///< mix and level of final demand are one factor
  std::vector<table::Categories> account;  ///< instead of `of`: one column, amounts by sector of each table
};
/// Tables in order of time, at least two; `align_tables` brings them onto one list of sectors.
std::vector<Sheet> decompose_sheets(const std::vector<table::Accounts>& tables,
                                    const DecomposeRequest& options);

/// The cost-push price model.
struct PricesRequest : AnalysisRequest {
  std::vector<table::CostChange> costs;  ///< the changes, each of a price
  Title said;                            ///< the changes in words
};
/// One sheet of prices by sector and one of what each use then costs.
std::vector<Sheet> prices_sheets(const table::Accounts& accounts, const PricesRequest& options);

/// Imports in a unit of final demand.
std::vector<Sheet> leakage_sheets(const table::Accounts& accounts, const AnalysisRequest& options);

/// Intensities and footprints of persons, energy, emissions.
struct SatellitesRequest : AnalysisRequest {
  table::Categories satellite;  ///< amounts by sector
};
/// Intensities by sector and footprints of final uses.
std::vector<Sheet> satellites_sheets(const table::Accounts& accounts, const SatellitesRequest& options);

/// Of a table with regions: multipliers in the own and in other regions, and the feedback.
std::vector<Sheet> regions_sheets(const table::Accounts& accounts, const AnalysisRequest& options);

/// Gross trade between regions by origin and destination.
struct TradeRequest {
  bool by_sector = false;  ///< else all products together
};
/// Of a table with regions; else throws as `regions` of table/regions.hpp.
std::vector<Sheet> trade_sheets(const table::Accounts& accounts, const TradeRequest& options);

/// Accounts of regions from the producer's and the consumer's side, by region and sector.
struct FootprintsRequest {
  table::Categories satellite;    ///< amounts by sector
  table::Categories final_users;  ///< amounts by final use, of the same accounts; or empty
  table::Categories factors;      ///< a row an account, a column what it is characterised as; or empty
};
/// Of a table with regions; else throws as `regions` of table/regions.hpp.
std::vector<Sheet> footprints_sheets(const table::Accounts& accounts, const FootprintsRequest& options);

/// How far the coefficients of one table are from those of another; both have the same sectors.
struct CompareRequest {
  bool regional = false;  ///< inputs made in the region only, else inputs of all origins
  std::size_t top = 0;    ///< multipliers to print; 0 all
};
/// Errors of coefficients and of multipliers.
std::vector<Sheet> comparison_sheets(const table::Accounts& estimate, const table::Accounts& reference,
                                     const CompareRequest& options);

}  // namespace leontide::report
