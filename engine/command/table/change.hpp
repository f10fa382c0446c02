#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/location_quotient.hpp"

namespace leontide::command {

/// What every command may be told that makes a table from a table. Each writes a table folder with a line
/// more in its history and prints what it did. Exit 0 done; 2 the input is wrong, nothing is written; 1 could
/// not finish.
struct TableChangeOptions {
  std::filesystem::path folder;
  std::filesystem::path into;
  OutputOptions output;
};

/// `leontide table balance`: the whole table to new totals.
struct TableBalanceOptions : TableChangeOptions {
  std::filesystem::path targets;  ///< CSV: label, total
  table::BalanceMethod method = table::BalanceMethod::gras;
  std::size_t top = 10;  ///< multipliers to print, those farthest from 1 first; 0 all
};
int command_table_balance(const TableBalanceOptions& options);

/// `leontide table update`: by the change of technology between two tables.
struct TableUpdateOptions : TableChangeOptions {
  std::filesystem::path from;
  std::filesystem::path to;
  double weight = 0.5;
};
int command_table_update(const TableUpdateOptions& options);

/// `leontide table regionalise`: a region's table by location quotients.
struct TableRegionaliseOptions : TableChangeOptions {
  std::filesystem::path output_of;  ///< CSV: code, output of the region in the table's unit
  std::string region;
  table::LocationMethod method = table::LocationMethod::flq;
  double delta = 0.3;
};
int command_table_regionalise(const TableRegionaliseOptions& options);

/// `leontide table aggregate`: groups of sectors, with the bias of their multipliers.
struct TableAggregateOptions : TableChangeOptions {
  std::string by = "cluster";
  std::optional<std::filesystem::path> groups;  ///< CSV: code, group; instead of `by`
};
int command_table_aggregate(const TableAggregateOptions& options);

/// `leontide table disaggregate`: one sector split by shares.
struct TableDisaggregateOptions : TableChangeOptions {
  std::string sector;
  std::filesystem::path shares;  ///< CSV: code, output, …
};
int command_table_disaggregate(const TableDisaggregateOptions& options);

/// `leontide table rebase`: prices of another year, by double deflation.
struct TableRebaseOptions : TableChangeOptions {
  std::filesystem::path prices;  ///< CSV: code, index, …
  std::string base = "the base year";
};
int command_table_rebase(const TableRebaseOptions& options);

}  // namespace leontide::command
