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
  static constexpr std::string_view verb = "import";
  TableFile table;
  double factor = 1;
  std::string unit;
  bool unbalanced = false;
  bool told = true;  ///< a line of the history says that it was read
};

/// Starts from a folder of a supply and a use table, as a symmetric table.
struct Symmetric {
  static constexpr std::string_view verb = "symmetric";
  std::string folder;
  table::SupplyUseModel model = table::SupplyUseModel::b;
};

/// Moves technology by the change between two later tables of a wider area.
struct Update {
  static constexpr std::string_view verb = "update";
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
  static constexpr std::string_view verb = "purchase";
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
  static constexpr std::string_view verb = "structure";
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

/// Local inputs by location quotients. `size` is the region's share; without it that of the structure step,
/// or of output. `output` (columns code, output) and `region` are of a whole table; for one that is put
/// together the structure step gives output.
struct Regionalise {
  static constexpr std::string_view verb = "regionalise";
  table::LocationMethod method = table::LocationMethod::flq;
  double delta = 0.3;
  std::optional<double> size;
  GivenRows output;
  std::string region;
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
  static constexpr std::string_view verb = "close";
  std::vector<FinalUse> uses;
  Exports exports;
  std::string outflow = "outflow";
  double outflow_at_least = 0;  ///< of a sector's output
};

/// The whole table to new totals: of rows and columns (`targets`: label, total), or of the value added of
/// groups of sectors, with which output moves.
struct Balance {
  static constexpr std::string_view verb = "balance";
  GivenRows targets;
  std::vector<std::pair<std::string, double>> value_added;  ///< by group; these or `targets`
  std::string by = "broad";  ///< the column of sectors.csv that names the groups
  table::BalanceMethod method = table::BalanceMethod::gras;
  table::BalanceOptions options = {};
  GivenRows value_added_rows = {};  ///< in place of `value_added`: group, total
};

/// Sectors added up to groups: those of a column of sectors.csv, or as `groups` (code, group) says.
struct Aggregate {
  static constexpr std::string_view verb = "aggregate";
  std::string by = "cluster";
  GivenRows groups;
};

/// One sector split by shares (code, output, …: `parts_of`).
struct Disaggregate {
  static constexpr std::string_view verb = "disaggregate";
  std::string sector;
  GivenRows shares;
};

/// Prices of another year by double deflation: code, index and, where they differ, imported and
/// imported_inputs.
struct Rebase {
  static constexpr std::string_view verb = "rebase";
  GivenRows prices;
  std::string base = "the base year";
};

/// Imports apart, or as a negative use.
struct Imports {
  static constexpr std::string_view verb = "imports";
  table::ImportTreatment as = table::ImportTreatment::competitive;
};

/// The city's table, the rest of its area and the rest of the wider area as one table with regions. Both
/// tables come to the city's unit by `factor`.
struct Nest {
  static constexpr std::string_view verb = "nest";
  TableFile area;
  TableFile wider;
  double factor = 1;
  std::vector<std::string>
      names;  ///< of the three; empty: the city's region, rest_of_area, rest_of_wider_area
};

/// A second table, aggregated after all is computed: groups are the clusters but for sectors split off.
struct Companion {
  static constexpr std::string_view verb = "companion";
  struct GroupTitle {
    std::string code;
    std::string name_en;
    std::string name_zh;
  };
  std::string name;
  std::vector<std::pair<std::string, std::vector<std::string>>> split;  ///< new group, its sectors
  std::vector<GroupTitle> titles;
};

using Step = std::variant<ImportTable, Symmetric, Update, RegionalPurchase, Structure, Regionalise, Closure,
                          Balance, Aggregate, Disaggregate, Rebase, Imports, Nest, Companion>;

/// The step's name in recipes and histories.
std::string step_name(const Step& step);

/// A step with its place in the recipe.
struct PlacedStep {
  Step step;
  Place place;
  std::string source;  ///< what its numbers rest on, for the table's history
};

/// A recipe: what the table shall be called and the steps that make it. A description that is empty leaves
/// the table's own.
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
