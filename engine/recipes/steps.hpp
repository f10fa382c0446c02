#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/place.hpp"
#include "recipes/route_test.hpp"
#include "recipes/source_table.hpp"
#include "table/changes/balance.hpp"
#include "table/changes/location_quotient.hpp"
#include "table/changes/update.hpp"

namespace leontide::recipes {

// The steps of a recipe, in the order they are usually taken.
// What each does stands beside the function `apply` in apply.hpp.

/// Starts from a table of flows of all origins, amounts times `factor` in `unit`.
struct ImportTable {
  TableFile table;
  double factor = 1;
  std::string unit;
};

/// Moves technology by the change between two later tables of a wider area.
struct UpdateCoefficients {
  TableFile from;
  TableFile to;
  table::UpdateOptions options;
  /// For these sectors the value-added share of the later table is taken from another one.
  TableFile shares_from;
  std::vector<std::string> shares_codes;
};

/// Shares bought in the region of the imported table, from its regional_supply.csv, with lower bounds where
/// the printed ones are artefacts.
struct RegionalPurchase {
  struct AtLeast {
    double share = 0;
    std::vector<std::string> codes;
  };
  std::vector<AtLeast> at_least;
};

/// Value added by sector from location quotients (in value added), scaled to official totals.
struct BroadSector {
  std::string name;
  double share = 0;        ///< the region's share of the imported table's area in this broad sector
  double value_added = 0;  ///< its official total in the target year
  std::vector<std::string> codes;
};
struct Structure {
  double share = 0;  ///< the region's share of the imported table's area in all value added
  std::vector<BroadSector> broad;
  /// Quotients that replace those of the broad sector.
  struct Quotient {
    std::string code;
    double value = 1;
    std::string source;
  };
  std::vector<Quotient> quotients;
};

/// Local coefficients by location quotients. Without `size`, the share of the structure step.
struct Regionalise {
  table::LocationMethod method = table::LocationMethod::flq;
  double delta = 0.3;
  std::optional<double> size;
};

/// Final demand: uses as shares of value added with the imported table's product mix, exports by total,
/// outflow to the rest of the country as the residual.
struct FinalUse {
  std::string name;
  double share = 0;              ///< of all value added
  std::vector<std::string> mix;  ///< columns of the imported table's final demand that are added up
};
struct Exports {
  std::string name = "export";
  std::optional<double> total;     ///< without it every sector exports at the imported table's rate
  std::vector<std::string> codes;  ///< sectors the total is spread over
  std::vector<std::string> mix;
  double at_most = 1;  ///< of a sector's output; what is above goes to the other sectors
};
struct Closure {
  std::vector<FinalUse> uses;
  Exports exports;
  std::string outflow = "outflow";
  double outflow_at_least = 0;  ///< of a sector's output
};

/// GRAS of the whole table to the official totals of value added by broad sector.
struct BalanceTable {
  std::vector<std::pair<std::string, double>> value_added;
  table::BalanceOptions options;
};

/// A second table, aggregated after all is computed: groups are the clusters but for sectors split off.
struct Companion {
  struct Group {
    std::string code;
    std::string name_en;
    std::string name_zh;
  };
  std::string name;
  std::vector<std::pair<std::string, std::vector<std::string>>> split;  ///< new group, its sectors
  std::vector<Group> titles;
};

using Step = std::variant<ImportTable, UpdateCoefficients, RegionalPurchase, Structure, Regionalise, Closure,
                          BalanceTable, Companion>;

/// A step with its place in the recipe.
struct PlacedStep {
  Step step;
  Place place;
  std::string source;  ///< what its numbers rest on, for the table's history
};

/// A recipe: what the table shall be called and the steps that make it.
struct Recipe {
  std::string title;
  std::string region;
  std::string currency;
  std::string source;
  int year = 0;
  std::vector<std::string> notes;  ///< what a reader of the table must know, for its README
  std::vector<PlacedStep> steps;
  std::optional<RouteTest> test;  ///< measures the error of the route where the answer is known
  std::filesystem::path folder;   ///< of the recipe file; concordances are read from there
};

}  // namespace leontide::recipes
