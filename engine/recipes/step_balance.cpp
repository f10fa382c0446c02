// GRAS of the whole regional table to official totals, and companion tables.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "table/coefficients.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

/// The table as one matrix: rows are local supply [n], imports [n], value added by broad sector [b]; columns
/// are sectors [n], uses of final demand [k]. The last use is the residual.
struct Whole {
  table::Matrix cells;
  table::Margins margins;
};

double total_of(const BalanceTable& step, const std::string& broad) {
  for (const auto& [name, total] : step.value_added) {
    if (name == broad) return total;
  }
  throw table::Refusal(table::Reason::unknown_category,
                       fmt::format("the balance gives no total for \"{}\"", broad));
}

table::Matrix fill_cells(const Workbench& bench) {
  const table::Accounts& table = bench.table;
  const std::size_t n = table.size();
  table::Matrix cells(2 * n + bench.broad.size(), n + table.final_demand.names.size());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      cells(i, j) = table.flows(i, j);
      cells(n + i, j) = table.flows_imported(i, j);
    }
    for (std::size_t k = 0; k < table.final_demand.names.size(); ++k)
      cells(i, n + k) = table.final_demand.values(i, k);
    for (std::size_t k = 0; k < table.final_demand_imported.names.size(); ++k)
      cells(n + i, n + k) = table.final_demand_imported.values(i, k);
    cells(2 * n + bench.broad_of[i], i) = table.value_added_total[i];
  }
  return cells;
}

Whole whole_table(const BalanceTable& step, const Workbench& bench) {
  const table::Accounts& table = bench.table;
  const std::size_t n = table.size();
  Whole whole{fill_cells(bench), {}};
  table::Margins& margins = whole.margins;
  margins.rows = table::row_sums(whole.cells);
  margins.columns = table::column_sums(whole.cells);
  std::vector<double> factors(bench.broad.size());
  for (std::size_t b = 0; b < bench.broad.size(); ++b) {
    const double target = total_of(step, bench.broad[b]);
    const double current = margins.rows[2 * n + b];
    factors[b] = current != 0 ? target / current : 1;
    margins.rows[2 * n + b] = target;
  }
  for (std::size_t i = 0; i < n; ++i) {
    margins.rows[i] = table.output[i] * factors[bench.broad_of[i]];
    margins.columns[i] = margins.rows[i];
    margins.row_labels.push_back("local " + table.sectors[i].code);
    margins.column_labels.push_back(table.sectors[i].code);
  }
  margins.columns.back() = 0;
  margins.columns.back() = table::sum(margins.rows) - table::sum(margins.columns);
  for (std::size_t i = 0; i < n; ++i)
    margins.row_labels.push_back("imported " + table.sectors[i].code);
  for (const std::string& name : bench.broad)
    margins.row_labels.push_back("value added " + name);
  for (const std::string& name : table.final_demand.names)
    margins.column_labels.push_back(name);
  return whole;
}

void take_back(const table::Matrix& cells, const std::vector<double>& rows, Workbench& bench) {
  table::Accounts& table = bench.table;
  const std::size_t n = table.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      table.flows(i, j) = cells(i, j);
      table.flows_imported(i, j) = cells(n + i, j);
    }
    for (std::size_t k = 0; k < table.final_demand.names.size(); ++k)
      table.final_demand.values(i, k) = cells(i, n + k);
    for (std::size_t k = 0; k < table.final_demand_imported.names.size(); ++k)
      table.final_demand_imported.values(i, k) = cells(n + i, n + k);
    const double value_added = cells(2 * n + bench.broad_of[i], i);
    for (std::size_t k = 0; k < table.value_added.names.size(); ++k) {
      const double before = table.value_added_total[i];
      table.value_added.values(i, k) *= before != 0 ? value_added / before : 0;
    }
    table.value_added_total[i] = value_added;
    table.output[i] = rows[i];
  }
  bench.value_added = table.value_added_total;
  bench.output = table.output;
  bench.technology.value_added_shares = table::value_added_shares(table);
}

double largest_deviation(const table::BalanceRecord& record) {
  double largest = 0;
  for (const auto* multipliers : {&record.row_multipliers, &record.column_multipliers}) {
    for (const double multiplier : *multipliers)
      largest = std::max(largest, std::abs(multiplier - 1));
  }
  return largest;
}

table::Grouping companion_grouping(const Companion& step, const table::Accounts& table) {
  table::Accounts regrouped = table;
  for (const auto& [group, members] : step.split) {
    for (const std::string& code : members)
      regrouped.sectors[table::sector_index(table, code)].cluster = group;
  }
  table::Grouping grouping = table::group_by(regrouped, "cluster");
  for (const Companion::Group& title : step.titles) {
    const auto found = std::find_if(grouping.groups.begin(), grouping.groups.end(),
                                    [&](const table::Sector& group) { return group.code == title.code; });
    if (found == grouping.groups.end()) {
      throw table::Refusal(table::Reason::unknown_sector,
                           fmt::format("there is no group \"{}\" to give a title", title.code));
    }
    found->name_en = title.name_en;
    found->name_zh = title.name_zh;
  }
  return grouping;
}

std::vector<double> local_multipliers(const table::Accounts& table) {
  return table::output_multipliers(
      table::leontief_inverse(table::coefficients(table, table::Requirements::regional).values));
}

}  // namespace

void apply(const BalanceTable& step, Workbench& bench, StepContext&) {
  if (bench.table.sectors.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"close\" before it");
  const Whole whole = whole_table(step, bench);
  const table::Balanced balanced = table::gras(whole.cells, whole.margins, step.options);
  take_back(balanced.values, whole.margins.rows, bench);
  bench.balance = balanced.record;
  std::string line = "balance: GRAS of local supply, imports and value added to";
  for (const auto& [name, total] : step.value_added)
    line += fmt::format(" {} {},", name, total);
  bench.history.push_back(fmt::format("{} {} iterations, largest multiplier off one by {:.2g}", line,
                                      balanced.record.iterations(), largest_deviation(balanced.record)));
}

void apply(const Companion& step, Workbench& bench, StepContext&) {
  if (bench.table.sectors.empty())
    throw table::Refusal(table::Reason::step_order, "it needs the step \"close\" before it");
  CompanionTable companion;
  companion.name = step.name;
  companion.grouping = companion_grouping(step, bench.table);
  companion.accounts = table::aggregate(bench.table, companion.grouping);
  companion.multipliers_fine =
      table::group_means(local_multipliers(bench.table), bench.table.output, companion.grouping);
  companion.multipliers_coarse = local_multipliers(companion.accounts);
  bench.history.push_back(fmt::format("companion: \"{}\", {} sectors added up to {} groups after computing",
                                      step.name, bench.table.size(), companion.accounts.size()));
  bench.companions.push_back(std::move(companion));
}

}  // namespace leontide::recipes
