#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/place.hpp"
#include "recipes/given_rows.hpp"
#include "recipes/route_error.hpp"
#include "recipes/source_table.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/location_quotient.hpp"
#include "table/changes/update.hpp"
#include "table/imports.hpp"
#include "table/supply_use.hpp"

namespace leontide::recipes {

// The steps of a recipe. A change is one type, whether it stands in a recipe or is a command of its own
// (`leontide table balance`). What each does stands beside its `apply` in apply.hpp, its keys and its reader
// in its step_*.cpp.

/// Starts from a table, amounts times `factor` in `unit`. It must pass `check`, unless it is `unbalanced`: a
/// later step is to balance it.
struct ImportTable {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "import";
  TableFile table;
  double factor = 1;        ///< from the folder's unit to `unit`
  std::string unit;         ///< of amounts; empty: the folder's own
  bool unbalanced = false;  ///< what fails the check is taken all the same
  bool told = true;         ///< a line of the history says that it was read
};

/// Starts from a folder of a supply and a use table, as a symmetric table.
struct Symmetric {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "symmetric";
  std::string folder;                                      ///< supply, use and their unit (supply_use.hpp)
  table::SupplyUseModel model = table::SupplyUseModel::b;  ///< assumption by which the two become one
};

/// Moves technology by the change between two later tables of a wider area.
struct Update {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "update";
  TableFile from;                ///< the wider area, early
  TableFile to;                  ///< the wider area, late
  table::UpdateOptions options;  ///< weight and bounds of the change
  /// For these sectors the value-added share of the later table is taken from another one.
  TableFile shares_from;
  std::vector<std::string> shares_codes;  ///< sectors of `shares_from`; empty: none
};

/// Shares bought in the region of the imported table, from its regional_supply.csv, with lower bounds where
/// the printed ones are artefacts.
struct RegionalPurchase {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "purchase";
  /// A lower bound for some sectors.
  struct AtLeast {
    double share = 0;  ///< bought in the region, from 0 to 1
    std::vector<std::string> codes;
  };
  std::vector<AtLeast> at_least;  ///< the largest of the bounds on a sector holds
};

/// Value added by sector from location quotients (in value added), scaled to official totals.
struct BroadSector {
  std::string name;                ///< by which codes and totals are told
  double share = 0;                ///< the region's share of the imported table's area in this broad sector
  double value_added = 0;          ///< its official total in the target year
  std::vector<std::string> codes;  ///< of the sectors that it is made of
};
/// Value added and output of a city by location quotients and official totals.
struct Structure {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "structure";
  double share = 0;  ///< the region's share of the imported table's area in all value added
  std::vector<BroadSector> broad;
  /// Quotients that replace those of the broad sector.
  struct Quotient {
    std::string code;    ///< of the sector
    double value = 1;    ///< in value added
    std::string source;  ///< what the number rests on
  };
  std::vector<Quotient> quotients;  ///< each for one sector
};

/// Local inputs by location quotients. `size` is the region's share; without it that of the structure step,
/// or of output. `output` (columns code, output) and `region` are of a whole table; for one that is put
/// together the structure step gives output.
struct Regionalise {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "regionalise";
  table::LocationMethod method = table::LocationMethod::flq;
  std::optional<double> delta;  ///< of FLQ and AFLQ: the smaller the region, the more is imported
  std::optional<double> size;   ///< of the region in the area, from 0 to 1; of FLQ and AFLQ
  GivenRows output;             ///< of the region, by sector
  std::string region;           ///< as the table shall call it

  /// δ that is used.
  double exponent() const { return delta.value_or(table::usual_delta); }
};

/// Final demand: uses as shares of value added with the imported table's product mix, exports by total,
/// outflow to the rest of the country as the residual.
struct FinalUse {
  std::string name;              ///< the column of final demand
  double share = 0;              ///< of all value added
  std::vector<std::string> mix;  ///< columns of the imported table's final demand that are added up
};
/// Exports of a city: a total spread by a mix, or the imported table's rate.
struct Exports {
  std::string name = "export";     ///< the column of final demand
  std::optional<double> total;     ///< without it every sector exports at the imported table's rate
  std::vector<std::string> codes;  ///< sectors the total is spread over
  std::vector<std::string> mix;    ///< columns of the imported table's final demand that are added up
  double at_most = 1;              ///< of a sector's output; what is above goes to the other sectors
};
/// Final demand of a table that is put together; it makes the table whole.
struct Closure {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "close";
  std::vector<FinalUse> uses;       ///< local final uses, without exports and outflow
  Exports exports;                  ///< abroad
  std::string outflow = "outflow";  ///< the column that takes what is left over
  double outflow_at_least = 0;      ///< of a sector's output
};

/// The whole table to new totals: of rows and columns (`targets`: label, total), or of the value added of
/// groups of sectors, with which output moves.
struct Balance {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "balance";
  GivenRows targets;                                        ///< of rows and columns
  std::vector<std::pair<std::string, double>> value_added;  ///< by group; these or `targets`
  std::string by = "broad";  ///< the column of sectors.csv that names the groups
  table::BalanceMethod method = table::BalanceMethod::gras;  ///< RAS or GRAS (balance.hpp)
  table::BalanceOptions options = {};                        ///< tolerance and iterations
  GivenRows value_added_rows = {};                           ///< in place of `value_added`: group, total
};

/// Sectors added up to groups: those of a column of sectors.csv, or as `groups` (code, group) says.
struct Aggregate {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "aggregate";
  std::string by = "cluster";  ///< the column of sectors.csv that names the groups
  GivenRows groups;            ///< in place of `by`
};

/// One sector split by shares (code, output, …: `parts_of`).
struct Disaggregate {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "disaggregate";
  std::string sector;  ///< code of the one to split
  GivenRows shares;    ///< of its parts
};

/// Prices of another year by double deflation: code, index and, where they differ, imported and
/// imported_inputs.
struct Rebase {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "rebase";
  GivenRows prices;                    ///< index by sector, 1 where prices did not move
  std::string base = "the base year";  ///< as the table shall call the year of the prices
};

/// Imports apart, or as a negative use.
struct Imports {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "imports";
  table::ImportTreatment as = table::ImportTreatment::competitive;  ///< how the table shall hold them
};

/// The city's table, the rest of its area and the rest of the wider area as one table with regions. Both
/// tables come to the city's unit by `factor`.
struct Nest {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "nest";
  TableFile area;     ///< the table of the area that the city lies in
  TableFile wider;    ///< the table of the area that this lies in
  double factor = 1;  ///< from their unit to the city's
  std::vector<std::string>
      names;  ///< of the three; empty: the city's region, rest_of_area, rest_of_wider_area
};

/// A second table, aggregated after all is computed: groups are the clusters but for sectors split off.
struct Companion {
  /// Its key in a recipe.
  static constexpr std::string_view verb = "companion";
  /// What a group is called.
  struct GroupTitle {
    std::string code;
    std::string name_en;
    std::string name_zh;
  };
  std::string name;  ///< of its folder, beside the main table's
  std::vector<std::pair<std::string, std::vector<std::string>>> split;  ///< new group, its sectors
  std::vector<GroupTitle> titles;  ///< of the groups; without one the code stands
};

/// Any step of a recipe.
using Step = std::variant<ImportTable, Symmetric, Update, RegionalPurchase, Structure, Regionalise, Closure,
                          Balance, Aggregate, Disaggregate, Rebase, Imports, Nest, Companion>;

/// The step's name in recipes and histories.
std::string step_name(const Step& step);

/// A step with its place in the recipe.
struct PlacedStep {
  Step step;           ///< with the values of its keys
  Place place;         ///< of the step in the recipe
  std::string source;  ///< what its numbers rest on, for the table's history
};

/// A recipe: what the table shall be called and the steps that make it. A description that is empty leaves
/// the table's own.
struct Recipe {
  std::string title;               ///< of the table
  std::string region;              ///< of the table
  std::string currency;            ///< of the table
  std::string source;              ///< of the table
  int year = 0;                    ///< of the table; 0: its own
  std::vector<std::string> notes;  ///< what a reader of the table must know, for its README
  std::vector<PlacedStep> steps;   ///< in the file's order
  std::optional<RouteTest> test;   ///< measures the error of the route where the answer is known
  std::filesystem::path folder;    ///< of the recipe file; concordances are read from there
};

}  // namespace leontide::recipes
