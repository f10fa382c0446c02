#include "table/changes/balance_value_added.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "table/changes/aggregate.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::table {

namespace {

using Totals = std::vector<std::pair<std::string, double>>;

/// The group of each sector, [n], as its position among the totals.
std::vector<std::size_t> groups_of(const Accounts& accounts, const Totals& totals,
                                   const std::string& column) {
  const Grouping grouping = group_by(accounts, column);
  std::vector<std::string> names;
  for (const Sector& group : grouping.groups)
    names.push_back(group.code);
  for (const auto& [name, total] : totals) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw Refusal(Reason::unknown_category,
                    fmt::format("no sector is of the {} \"{}\"; {}", column, name, suggestion(name, names)));
    }
  }
  std::vector<std::size_t> out;
  for (const std::size_t group : grouping.of) {
    const auto found = std::find_if(totals.begin(), totals.end(),
                                    [&](const auto& one) { return one.first == names[group]; });
    if (found == totals.end()) {
      throw Refusal(Reason::unknown_category,
                    fmt::format("the balance gives no total for \"{}\"", names[group]));
    }
    out.push_back(static_cast<std::size_t>(found - totals.begin()));
  }
  return out;
}

/// The final use that takes what the others leave: the last that is neither a negative column of imports nor
/// a printed error.
std::size_t closing_use(const Accounts& accounts) {
  const std::vector<std::string>& names = accounts.final_demand.names;
  for (std::size_t k = names.size(); k-- > 0;) {
    const UseKind kind = use_kind_of(names[k]);
    if (kind != UseKind::imports && kind != UseKind::balance) return k;
  }
  return names.size() - 1;
}

/// The table as one matrix, and where its parts stand.
struct ValueAddedCells {
  const Accounts& accounts;
  const std::vector<std::size_t>& group_of;
  std::size_t groups;
  std::size_t imported_inputs() const { return 2 * accounts.size(); }
  std::size_t other_inputs() const { return imported_inputs() + (accounts.imported_inputs.empty() ? 0 : 1); }
  std::size_t value_added() const { return other_inputs() + accounts.other_inputs.names.size(); }

  Matrix filled() const;
  Margins margins(const Matrix& cells, const Totals& totals) const;
};

Matrix ValueAddedCells::filled() const {
  const std::size_t n = accounts.size();
  Matrix cells(value_added() + groups, n + accounts.final_demand.names.size());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      cells(i, j) = accounts.flows(i, j);
      if (!accounts.flows_imported.empty()) cells(n + i, j) = accounts.flows_imported(i, j);
    }
    for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k) {
      cells(i, n + k) = accounts.final_demand.values(i, k);
      const auto imported = accounts.final_demand_imported.find(accounts.final_demand.names[k]);
      if (imported) cells(n + i, n + k) = accounts.final_demand_imported.values(i, *imported);
    }
    if (!accounts.imported_inputs.empty()) cells(imported_inputs(), i) = accounts.imported_inputs[i];
    for (std::size_t c = 0; c < accounts.other_inputs.names.size(); ++c)
      cells(other_inputs() + c, i) = accounts.other_inputs.values(i, c);
    cells(value_added() + group_of[i], i) = accounts.value_added_total[i];
  }
  return cells;
}

Margins ValueAddedCells::margins(const Matrix& cells, const Totals& totals) const {
  const std::size_t n = accounts.size();
  Margins margins{row_sums(cells), column_sums(cells), {}, {}};
  std::vector<double> factors(groups);
  for (std::size_t b = 0; b < groups; ++b) {
    const double current = margins.rows[value_added() + b];
    factors[b] = current != 0 ? totals[b].second / current : 1;
    margins.rows[value_added() + b] = totals[b].second;
  }
  for (std::size_t i = 0; i < n; ++i) {
    margins.rows[i] = accounts.output[i] * factors[group_of[i]];
    margins.columns[i] = margins.rows[i];
    margins.row_labels.push_back("local " + accounts.sectors[i].code);
    margins.column_labels.push_back(accounts.sectors[i].code);
  }
  double& closing = margins.columns[n + closing_use(accounts)];
  closing = 0;
  closing = sum(margins.rows) - sum(margins.columns);
  for (std::size_t i = 0; i < n; ++i)
    margins.row_labels.push_back("imported " + accounts.sectors[i].code);
  if (!accounts.imported_inputs.empty()) margins.row_labels.emplace_back("imported_inputs");
  margins.row_labels.insert(margins.row_labels.end(), accounts.other_inputs.names.begin(),
                            accounts.other_inputs.names.end());
  for (const auto& [name, total] : totals)
    margins.row_labels.push_back("value added " + name);
  for (const std::string& name : accounts.final_demand.names)
    margins.column_labels.push_back(name);
  return margins;
}

Accounts taken_back(const ValueAddedCells& whole, const Matrix& cells, const std::vector<double>& rows) {
  Accounts table = whole.accounts;
  const std::size_t n = table.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      table.flows(i, j) = cells(i, j);
      if (!table.flows_imported.empty()) table.flows_imported(i, j) = cells(n + i, j);
    }
    for (std::size_t k = 0; k < table.final_demand.names.size(); ++k) {
      table.final_demand.values(i, k) = cells(i, n + k);
      const auto imported = table.final_demand_imported.find(table.final_demand.names[k]);
      if (imported) table.final_demand_imported.values(i, *imported) = cells(n + i, n + k);
    }
    if (!table.imported_inputs.empty()) table.imported_inputs[i] = cells(whole.imported_inputs(), i);
    for (std::size_t c = 0; c < table.other_inputs.names.size(); ++c)
      table.other_inputs.values(i, c) = cells(whole.other_inputs() + c, i);
    const double value_added = cells(whole.value_added() + whole.group_of[i], i);
    for (std::size_t k = 0; k < table.value_added.names.size(); ++k) {
      const double before = table.value_added_total[i];
      table.value_added.values(i, k) *= before != 0 ? value_added / before : 0;
    }
    table.value_added_total[i] = value_added;
    table.output[i] = rows[i];
  }
  table.regional_supply = {};
  return table;
}

double largest_deviation(const BalanceRecord& record) {
  double largest = 0;
  for (const auto* multipliers : {&record.row_multipliers, &record.column_multipliers}) {
    for (const double multiplier : *multipliers)
      largest = std::max(largest, std::abs(multiplier - 1));
  }
  return largest;
}

}  // namespace

BalancedAccounts balance_value_added(const Accounts& accounts, const Totals& totals,
                                     const std::string& column, BalanceMethod method,
                                     const BalanceOptions& options) {
  const std::vector<std::size_t> group_of = groups_of(accounts, totals, column);
  const ValueAddedCells whole{accounts, group_of, totals.size()};
  const Matrix cells = whole.filled();
  const Margins margins = whole.margins(cells, totals);
  Balanced balanced =
      method == BalanceMethod::ras ? ras(cells, margins, options) : gras(cells, margins, options);
  BalancedAccounts out{taken_back(whole, balanced.values, margins.rows),
                       std::move(balanced.record),
                       margins.row_labels,
                       margins.column_labels,
                       totals.size(),
                       0};
  out.kept = margins.rows.size() + accounts.final_demand.names.size() - totals.size();
  std::string named;
  for (const auto& [name, total] : totals)
    named += fmt::format(" {} {},", name, total);
  out.accounts.history.push_back(fmt::format(
      "balance: {} of local supply, imports and value added to{} {} iterations, largest multiplier off one "
      "by {:.2g}",
      title_of(method).en, named, out.record.iterations(), largest_deviation(out.record)));
  return out;
}

}  // namespace leontide::table
