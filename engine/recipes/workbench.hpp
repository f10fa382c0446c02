#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recipes/route_test.hpp"
#include "recipes/source_table.hpp"
#include "table/accounts.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/balance.hpp"
#include "table/changes/update.hpp"

namespace leontide::recipes {

/// A companion table with its grouping, and output multipliers both ways: the fine ones averaged by output,
/// and those of the coarse table itself.
struct CompanionTable {
  std::string name;
  table::Accounts accounts;
  table::Grouping grouping;
  std::vector<double> multipliers_fine;
  std::vector<double> multipliers_coarse;
};

/// What the steps of a recipe work on. n sectors; each member is filled by the step named beside it.
struct Workbench {
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
  table::Accounts table;                 ///< closure, balance: the result
  std::vector<double> kept;              ///< closure: part of local demand that stays local, [n]
  table::BalanceRecord balance;          ///< balance
  std::vector<CompanionTable> companions;

  std::optional<MeasuredError> measured;  ///< the recipe's test

  std::vector<std::string> history;
  SourceList sources;  ///< the tables read
};

}  // namespace leontide::recipes
