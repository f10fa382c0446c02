#include "table/changes/balance_intermediate.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "table/changes/closing.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

constexpr std::string_view sales_mark = "sales:";
constexpr std::string_view purchases_mark = "purchases:";

bool is_intermediate(const MarginTarget& target) {
  return target.label.starts_with(sales_mark) || target.label.starts_with(purchases_mark);
}

/// Local flows above imported ones.
Matrix stacked(const Accounts& accounts) {
  Matrix out(accounts.flows.rows + accounts.flows_imported.rows, accounts.size(), accounts.flows.values);
  out.values.insert(out.values.end(), accounts.flows_imported.values.begin(),
                    accounts.flows_imported.values.end());
  return out;
}

Margins present_margins(const Accounts& accounts, const Matrix& flows) {
  Margins margins{row_sums(flows), column_sums(flows), {}, {}};
  for (const Sector& sector : accounts.sectors) {
    margins.row_labels.push_back(fmt::format("{}{}", sales_mark, sector.code));
    margins.column_labels.push_back(fmt::format("{}{}", purchases_mark, sector.code));
  }
  for (std::size_t i = 0; i < accounts.flows_imported.rows; ++i)
    margins.row_labels.push_back("import:" + accounts.sectors[i].code);
  return margins;
}

void set_targets_of(const Accounts& accounts, const std::vector<MarginTarget>& targets, Margins& margins,
                    std::vector<double>& output) {
  std::set<std::string> seen;
  for (const MarginTarget& target : targets) {
    if (!seen.insert(target.label).second)
      throw Refusal(Reason::out_of_range, fmt::format("\"{}\" has two targets", target.label));
    const auto set = [&](const std::vector<std::string>& labels, std::vector<double>& totals) {
      const auto found = std::find(labels.begin(), labels.end(), target.label);
      if (found == labels.end()) return false;
      totals[static_cast<std::size_t>(found - labels.begin())] = target.total;
      return true;
    };
    if (set(margins.row_labels, margins.rows) || set(margins.column_labels, margins.columns) ||
        set(codes(accounts), output))
      continue;
    std::vector<std::string> known = margins.row_labels;
    known.insert(known.end(), margins.column_labels.begin(), margins.column_labels.end());
    throw Refusal(
        Reason::unknown_category,
        fmt::format(
            "\"{}\" is no sales, purchases or output of the table: targets of intermediate flows stand "
            "beside those of outputs only; {}",
            target.label, suggestion(target.label, known)));
  }
}

/// Purchases brought to the sum of sales where printing alone keeps them apart; by how much.
double bring_to_sales(Margins& margins) {
  constexpr double printed = 1e-6;
  const double intermediate_uses = sum(margins.rows);
  const double intermediate_inputs = sum(margins.columns);
  if (std::abs(intermediate_uses - intermediate_inputs) >
      printed * std::max(std::abs(intermediate_uses), std::abs(intermediate_inputs))) {
    throw Refusal(
        Reason::margins_disagree,
        fmt::format("intermediate sales sum to {} and intermediate purchases to {}: a change of one needs "
                    "others of the same amount on the other side",
                    print_number(intermediate_uses), print_number(intermediate_inputs)));
  }
  for (double& total : margins.columns)
    total *= intermediate_inputs == 0 ? 1 : intermediate_uses / intermediate_inputs;
  return intermediate_uses - intermediate_inputs;
}

void close_rows(Accounts& accounts) {
  const std::vector<double> intermediate_uses = row_sums(accounts.flows);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const double left = accounts.output[i] - intermediate_uses[i];
    const std::span<double> uses = uses_of(accounts, i);
    if (!can_take(uses, left, accounts.output[i])) {
      throw Refusal(
          Reason::does_not_close,
          fmt::format("sector \"{}\" makes {} and sells {} to sectors: its final uses, {} now, cannot sum "
                      "to {}",
                      accounts.sectors[i].code, print_number(accounts.output[i]),
                      print_number(intermediate_uses[i]), print_number(sum(uses)), print_number(left)));
    }
    close_row(uses, left);
  }
}

void close_columns(Accounts& accounts, const std::vector<double>& intermediate_inputs) {
  const std::vector<double> other = other_inputs_total(accounts);
  for (std::size_t j = 0; j < accounts.size(); ++j) {
    double left = accounts.output[j] - intermediate_inputs[j] - other[j];
    if (!accounts.imported_inputs.empty()) left -= accounts.imported_inputs[j];
    const double before = accounts.value_added_total[j];
    if (before > 0 && !(left > 0)) {
      throw Refusal(
          Reason::value_added_exhausted,
          fmt::format("sector \"{}\" makes {} and buys {}: value added, {} now, would be {}",
                      accounts.sectors[j].code, print_number(accounts.output[j]),
                      print_number(intermediate_inputs[j]), print_number(before), print_number(left)));
    }
    bring_to(accounts.value_added, j, before, left);
    accounts.value_added_total[j] = left;
  }
}

}  // namespace

bool are_intermediate(const std::vector<MarginTarget>& targets) {
  return std::any_of(targets.begin(), targets.end(), is_intermediate);
}

BalancedAccounts balance_intermediate(const Accounts& accounts, const std::vector<MarginTarget>& targets,
                                      BalanceMethod method, const BalanceOptions& options) {
  const Matrix flows = stacked(accounts);
  Margins margins = present_margins(accounts, flows);
  BalancedAccounts out{accounts, {}, margins.row_labels, margins.column_labels, targets.size(), 0};
  set_targets_of(accounts, targets, margins, out.accounts.output);
  const double apart = bring_to_sales(margins);
  Balanced balanced =
      method == BalanceMethod::ras ? ras(flows, margins, options) : gras(flows, margins, options);
  const auto split =
      balanced.values.values.begin() + static_cast<std::ptrdiff_t>(accounts.flows.values.size());
  out.accounts.flows.values.assign(balanced.values.values.begin(), split);
  out.accounts.flows_imported.values.assign(split, balanced.values.values.end());
  close_rows(out.accounts);
  close_columns(out.accounts, column_sums(balanced.values));
  out.record = std::move(balanced.record);
  out.kept = margins.rows.size() + margins.columns.size() - targets.size();
  out.accounts.regional_supply = {};
  out.accounts.history.push_back(fmt::format(
      "balance: {} of intermediate flows to {} named sales, purchases and outputs; {} iterations, largest "
      "relative gap "
      "{:.2g}{}; final uses close the rows, value added the columns",
      method == BalanceMethod::ras ? "RAS" : "GRAS", out.named, out.record.iterations(),
      out.record.gaps.empty() ? 0.0 : out.record.gaps.back(),
      std::abs(apart) > 1e-12 * sum(margins.rows)
          ? fmt::format("; purchases were {:.6g} apart from sales and were scaled to their sum", apart)
          : ""));
  return out;
}

}  // namespace leontide::table
