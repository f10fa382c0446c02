#include "table/checks/identity.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::table {

namespace {

/// Adds amounts to a sector's gross sum and to what printing can have done to it.
struct LineTotals {
  std::vector<double>& gross;
  std::vector<double>& short_of;
  std::vector<double>& excess;

  void add(std::size_t i, double amount, const Printing& printing, bool may_be_negative) const {
    gross[i] += std::abs(amount);
    const double off = amount == 0 ? printing.behind_zero() : printing.half_unit(amount);
    short_of[i] += off;
    // A flow that hides behind a zero is positive: it is missing, never too much.
    if (amount != 0 || may_be_negative) excess[i] += off;
  }
};

/// Where output is the sum of its printed row, as of tables that print none, it is as rough as that row, and
/// so its column may miss it by as much; the same with the column's sum.
void share_rounding(IdentitySums& sums) {
  constexpr double exactly = 1e-12;
  const IdentitySums printed = sums;
  for (std::size_t i = 0; i < printed.output.size(); ++i) {
    if (std::abs(printed.row_difference(i)) <= exactly * printed.row_gross[i]) {
      sums.column_short[i] += printed.row_excess[i];
      sums.column_excess[i] += printed.row_short[i];
    }
    if (std::abs(printed.column_difference(i)) <= exactly * printed.column_gross[i]) {
      sums.row_short[i] += printed.column_excess[i];
      sums.row_excess[i] += printed.column_short[i];
    }
  }
}

}  // namespace

IdentitySums identity_sums(const Accounts& accounts) {
  const std::size_t n = accounts.size();
  const std::vector<double> none(n);
  IdentitySums out;
  out.intermediate_uses = row_sums(accounts.flows);
  out.demand = accounts.final_demand.empty() ? none : row_sums(accounts.final_demand.values);
  out.intermediate_inputs = column_sums(accounts.flows);
  out.other_inputs = other_inputs_total(accounts);
  for (std::size_t j = 0; j < accounts.imported_inputs.size(); ++j)
    out.other_inputs[j] += accounts.imported_inputs[j];
  out.value_added = accounts.value_added_total;
  out.output = accounts.output;
  for (auto* sums : {&out.row_gross, &out.row_short, &out.row_excess, &out.column_gross, &out.column_short,
                     &out.column_excess})
    sums->assign(n, 0);
  out.flow_printing = printing_of(accounts.flows.values);
  const Printing imported = printing_of(accounts.flows_imported.values);
  const Printing demand = printing_of(accounts.final_demand.values.values);
  const Printing other = printing_of(out.other_inputs);
  const Printing value_added = printing_of(out.value_added);
  const Printing output = printing_of(out.output);
  const LineTotals rows{out.row_gross, out.row_short, out.row_excess};
  const LineTotals columns{out.column_gross, out.column_short, out.column_excess};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      rows.add(i, accounts.flows(i, j), out.flow_printing, false);
      columns.add(j, accounts.flows(i, j), out.flow_printing, false);
      if (accounts.flows_imported.empty()) continue;
      out.intermediate_inputs[j] += accounts.flows_imported(i, j);
      columns.add(j, accounts.flows_imported(i, j), imported, false);
    }
    for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k)
      rows.add(i, accounts.final_demand.values(i, k), demand, true);
    columns.add(i, out.other_inputs[i], other, false);
    columns.add(i, out.value_added[i], value_added, true);
  }
  for (const LineTotals& totals : {rows, columns}) {
    for (std::size_t i = 0; i < n; ++i) {
      totals.gross[i] = std::max(totals.gross[i], std::abs(out.output[i]));
      totals.short_of[i] += output.half_unit(out.output[i]);
      totals.excess[i] += output.half_unit(out.output[i]);
    }
  }
  share_rounding(out);
  return out;
}

}  // namespace leontide::table
