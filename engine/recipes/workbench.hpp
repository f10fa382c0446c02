#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "recipes/route_error.hpp"
#include "recipes/source_table.hpp"
#include "table/accounts.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/disaggregate.hpp"
#include "table/changes/rebase.hpp"
#include "table/changes/regionalise_accounts.hpp"
#include "table/changes/update_accounts.hpp"
#include "table/checks/check.hpp"

namespace leontide::recipes {

/// A companion table with its grouping, and output multipliers both ways: the fine ones averaged by output,
/// and those of the coarse table itself.
struct CompanionTable {
  std::string name;                        ///< the step's own
  table::Accounts accounts;                ///< of the table, sectors added up
  table::Grouping grouping;                ///< of the main table's sectors
  std::vector<double> multipliers_fine;    ///< [groups] of the fine table, averaged by output
  std::vector<double> multipliers_coarse;  ///< [groups] of the coarse table
};

// What a change of a whole table did, beside the table it made.

/// What `balance` did.
struct BalanceDone {
  table::BalanceMethod method = table::BalanceMethod::gras;
  table::BalanceRecord record;             ///< iterations, largest misses, scale factors
  std::vector<std::string> row_labels;     ///< [rows] as the targets name them
  std::vector<std::string> column_labels;  ///< [columns] as the targets name them
};
/// What `update` did.
struct UpdateDone {
  std::size_t clipped = 0;    ///< see table::Updated
  std::size_t unmatched = 0;  ///< see table::Updated
};
/// What `regionalise` did.
struct RegionaliseDone {
  std::vector<double> quotients;  ///< SLQ by sector
};
/// What `aggregate` did.
struct AggregateDone {
  table::Grouping grouping;  ///< of the sectors before
};
/// What `disaggregate` did.
struct DisaggregateDone {
  std::string sector;                    ///< code of the one that was split
  std::vector<table::SectorPart> parts;  ///< that it was split into
};
/// What `rebase` did.
struct RebaseDone {
  std::vector<double> index;          ///< [sectors] price index of output
  std::string base;                   ///< the year or period the prices are of
  std::vector<std::string> negative;  ///< codes whose value added turned negative
};
/// A table of three regions: all is said of it by its regions.
struct NestDone {};
/// A table made otherwise: all that is to be said stands in the history.
struct Made {};

/// A change: the table before and after it, and what it did.
struct Done {
  table::Accounts before;  ///< the table that the change took
  std::variant<Made, BalanceDone, UpdateDone, RegionaliseDone, AggregateDone, DisaggregateDone, RebaseDone,
               NestDone>
      what;
  table::Accounts after = {};  ///< the table that it made
};

/// What the steps of a recipe work on: one whole table, or the parts that a region's table is put together
/// from until the step `close` makes it whole. n sectors; each part is filled by the step named beside it.
struct Workbench {
  bool in_parts = false;              ///< the recipe puts a table together
  table::Accounts base;               ///< import: the table to start from, in the target unit
  table::Technology technology;       ///< import, update: total requirements and value-added shares
  std::vector<double> purchase;       ///< regional purchase: share bought within the base table's area, [n]
  double share = 0;                   ///< structure: of the base table's value added
  std::vector<std::string> broad;     ///< structure: names of the broad sectors
  std::vector<std::size_t> broad_of;  ///< structure: [n]
  std::vector<double> quotients;      ///< structure: location quotients in value added before scaling, [n]
  std::vector<double> value_added;    ///< structure: [n]
  std::vector<double> output;         ///< structure: [n]
  std::vector<double> base_output;    ///< structure: the base table's at the updated value-added shares, [n]
  std::vector<double> simple_quotients;  ///< regionalise: SLQ in output, [n]
  double size_factor = 1;                ///< regionalise: λ
  table::Matrix regional;                ///< regionalise: local requirements, [n, n]
  std::vector<double> kept;              ///< closure: part of local demand that stays local, [n]
  std::string exports;                   ///< closure: the column of final demand
  std::string outflow;                   ///< closure: the same of the residual

  table::Accounts table;   ///< import or closure, then every change: the whole table; no sectors before
  std::vector<Done> done;  ///< the changes of whole tables, in order
  std::vector<CompanionTable> companions;  ///< by step, after all else
  table::CheckReport found;                ///< of the finished table

  std::optional<MeasuredError> measured;  ///< the recipe's test

  std::vector<std::string> history;  ///< lines, one or more a step
  table::StatedFigures stated;       ///< what the imported table says of itself
  SourceList sources;                ///< the tables read

  /// False until a table was imported or put together.
  bool has_table() const { return !table.sectors.empty(); }
};

/// The imported table that another is put together from; throws Refusal `step_order` where there is none.
const table::Accounts& imported(const Workbench& bench);

/// The whole table; throws Refusal `step_order` where there is none yet.
const table::Accounts& whole_table(const Workbench& bench);

/// Takes what a change made of the whole table, with the last lines of its history.
template <class What>
void take(Workbench& bench, table::Accounts changed, What what) {
  bench.done.push_back({std::move(bench.table), std::move(what), changed});
  bench.table = std::move(changed);
  bench.history = bench.table.history;
}

}  // namespace leontide::recipes
