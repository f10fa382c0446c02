#include "command/table/change.hpp"
#include "command/table/change_files.hpp"
#include "command/table/folder.hpp"
#include "report/tables/change_sheets.hpp"

namespace leontide::command {

namespace {

using table::Accounts;

/// Writes the table that a change made, and shows what it did.
void show_change(std::vector<report::Sheet> sheets, const Accounts& changed,
                 const TableChangeOptions& options) {
  sheets.back().notes.push_back(write_changed(changed, options.into));
  print_sheets(std::move(sheets), options.output);
}

}  // namespace

int command_table_balance(const TableBalanceOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    table::BalancedAccounts found =
        table::balance_accounts(accounts, read_targets(options.targets), options.method);
    add_input(found.accounts, options.targets);
    show_change(report::balance_sheets(found, options.method, options.top), found.accounts, options);
  });
}

int command_table_update(const TableUpdateOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    const Accounts from = read_table(options.from);
    const Accounts to = read_table(options.to);
    table::UpdatedAccounts found = table::update_accounts(accounts, from, to, {options.weight, 1. / 3, 3});
    for (const Accounts* one : {&from, &to})
      found.accounts.inputs.insert(found.accounts.inputs.end(), one->inputs.begin(), one->inputs.end());
    show_change(report::update_sheets(accounts, found), found.accounts, options);
  });
}

int command_table_regionalise(const TableRegionaliseOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts nation = read_table(options.folder);
    const std::vector<double> output = read_columns(options.output_of, table::codes(nation)).column("output");
    table::RegionalAccounts found =
        table::regionalise_accounts(nation, output, options.region, options.method, options.delta);
    add_input(found.accounts, options.output_of);
    show_change(report::regionalise_sheets(found, output), found.accounts, options);
  });
}

int command_table_aggregate(const TableAggregateOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts fine = read_table(options.folder);
    const table::Grouping grouping =
        options.groups ? read_groups(*options.groups, fine) : table::group_by(fine, options.by);
    Accounts coarse = table::aggregate(fine, grouping);
    if (options.groups) add_input(coarse, *options.groups);
    show_change(report::aggregate_sheets(fine, coarse, grouping), coarse, options);
  });
}

int command_table_disaggregate(const TableDisaggregateOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    const std::size_t k = table::sector_index(accounts, options.sector);
    const auto parts = read_parts(options.shares, accounts.sectors[k]);
    Accounts split = table::disaggregate(accounts, options.sector, parts);
    add_input(split, options.shares);
    show_change(report::disaggregate_sheets(accounts, options.sector, parts, split), split, options);
  });
}

int command_table_rebase(const TableRebaseOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    const table::Categories prices = read_columns(options.prices, table::codes(accounts));
    const auto optional = [&](const char* name) {
      return prices.find(name) ? prices.column(name) : std::vector<double>();
    };
    table::Rebased found = table::rebase(
        accounts, {prices.column("index"), optional("imported"), optional("imported_inputs")}, options.base);
    add_input(found.accounts, options.prices);
    show_change(report::rebase_sheets(accounts, found, prices.column("index"), options.base), found.accounts,
                options);
  });
}

}  // namespace leontide::command
