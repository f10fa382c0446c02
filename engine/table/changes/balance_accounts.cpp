#include "table/changes/balance_accounts.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>

#include "base/numbers.hpp"
#include "table/changes/margin_targets.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// The whole table as one matrix; parts that the table lacks take no rows.
struct Whole {
  Matrix cells;
  Margins margins;                  ///< present sums, sectors at their output; with labels
  std::size_t imported = 0;         ///< first row of imported flows
  std::size_t primary = 0;          ///< first row of imported inputs and value added
  std::vector<bool> is_named = {};  ///< of sectors: whether their output has a target
};

bool has_imported(const Accounts& accounts) {
  return !accounts.flows_imported.empty();
}

Categories primary_inputs(const Accounts& accounts) {
  Categories out = accounts.value_added;
  if (out.empty()) out.add("value_added", accounts.value_added_total);
  for (const std::string& name : accounts.other_inputs.names)
    out.add(name, accounts.other_inputs.column(name));
  if (!accounts.imported_inputs.empty()) out.add("imported_inputs", accounts.imported_inputs);
  return out;
}

double primary_total(const Accounts& accounts, std::size_t j) {
  double total = accounts.value_added_total[j];
  if (!accounts.imported_inputs.empty()) total += accounts.imported_inputs[j];
  for (std::size_t c = 0; c < accounts.other_inputs.names.size(); ++c)
    total += accounts.other_inputs.values(j, c);
  return total;
}

void place(Whole& whole, std::size_t row, std::size_t column, const Matrix& part) {
  for (std::size_t i = 0; i < part.rows; ++i) {
    for (std::size_t j = 0; j < part.columns; ++j)
      whole.cells(row + i, column + j) = part(i, j);
  }
}

Matrix imported_uses(const Accounts& accounts) {
  const Categories& uses = accounts.final_demand;
  Matrix out(accounts.size(), uses.names.size());
  const Categories& imported = accounts.final_demand_imported;
  for (const std::string& name : imported.names) {
    if (uses.find(name)) continue;
    throw Refusal(Reason::unknown_category,
                  fmt::format("imported final demand has a use \"{}\" that local final demand lacks", name));
  }
  for (std::size_t k = 0; k < uses.names.size(); ++k) {
    const auto found = imported.find(uses.names[k]);
    for (std::size_t i = 0; found && i < out.rows; ++i)
      out(i, k) = imported.values(i, *found);
  }
  return out;
}

Whole whole_of(const Accounts& accounts, Primary treatment) {
  const std::size_t n = accounts.size();
  const bool held = treatment == Primary::held;
  const Categories primary = held ? Categories() : primary_inputs(accounts);
  Whole whole;
  whole.imported = n;
  whole.primary = n + (has_imported(accounts) ? n : 0);
  whole.cells = Matrix(whole.primary + primary.names.size(), n + accounts.final_demand.names.size());
  place(whole, 0, 0, accounts.flows);
  place(whole, 0, n, accounts.final_demand.values);
  if (has_imported(accounts)) {
    place(whole, n, 0, accounts.flows_imported);
    place(whole, n, n, imported_uses(accounts));
  }
  for (std::size_t c = 0; c < primary.names.size(); ++c) {
    for (std::size_t j = 0; j < n; ++j)
      whole.cells(whole.primary + c, j) = primary.values(j, c);
  }
  whole.margins = {row_sums(whole.cells), column_sums(whole.cells), codes(accounts), codes(accounts)};
  for (std::size_t i = 0; i < n; ++i) {
    // A sector without output whose cells are a remainder of rounding keeps their sums.
    if (accounts.output[i] != 0) whole.margins.rows[i] = whole.margins.columns[i] = accounts.output[i];
    if (held && accounts.output[i] != 0) whole.margins.columns[i] -= primary_total(accounts, i);
    if (has_imported(accounts)) whole.margins.row_labels.push_back("import:" + accounts.sectors[i].code);
  }
  auto& rows = whole.margins.row_labels;
  rows.insert(rows.end(), primary.names.begin(), primary.names.end());
  auto& columns = whole.margins.column_labels;
  columns.insert(columns.end(), accounts.final_demand.names.begin(), accounts.final_demand.names.end());
  return whole;
}

double disagreement(const Margins& margins) {
  return sum(margins.rows) - sum(margins.columns);
}

/// Refuses a sector that is to make nothing where its inputs cannot vanish: positive and negative cells
/// balance each other at any size but none.
void require_vanishing(const Whole& whole, std::size_t sectors, const std::vector<MarginTarget>& targets) {
  for (const MarginTarget& target : targets) {
    if (target.total != 0) continue;
    const auto labels = std::span(whole.margins.column_labels).first(sectors);
    const auto found = std::find(labels.begin(), labels.end(), target.label);
    if (found == labels.end()) continue;
    const auto j = static_cast<std::size_t>(found - labels.begin());
    double positive = 0;
    double negative = 0;
    for (std::size_t i = 0; i < whole.cells.rows; ++i)
      (whole.cells(i, j) > 0 ? positive : negative) += whole.cells(i, j);
    if (positive == 0 || negative == 0) continue;
    throw Refusal(Reason::column_without_cells,
                  fmt::format("column \"{}\" is to sum to 0 and holds amounts of {} and of {}, which cannot "
                              "vanish: balancing keeps signs, so that they would offset each other",
                              target.label, print_number(positive), print_number(negative)));
  }
}

/// Whether a sector of this code makes nothing.
bool is_idle(const Accounts& accounts, const std::string& code) {
  for (std::size_t i = 0; i < accounts.size(); ++i)
    if (accounts.output[i] == 0 && accounts.sectors[i].code == code) return true;
  return false;
}

/// The targets but those of sectors that make nothing and are to make nothing.
std::vector<MarginTarget> without_idle(const Accounts& accounts, std::vector<MarginTarget> targets) {
  std::erase_if(targets, [&](const MarginTarget& target) {
    return target.total == 0 && is_idle(accounts, target.label);
  });
  return targets;
}

/// Brings the margins to one sum. What the table itself misses (its printed sums) is spread over the final
/// uses that are not named, else over the primary inputs, by their size; what the targets add must agree by
/// itself. How much was spread.
double agree(Whole& whole, std::size_t n, const std::vector<MarginTarget>& targets, double own,
             const std::string& present) {
  Margins& margins = whole.margins;
  const double apart = disagreement(margins);
  double gross = 0;
  for (const double total : margins.rows)
    gross += std::abs(total);
  if (std::abs(apart - own) > 1e-9 * gross) {
    throw Refusal(
        Reason::margins_disagree,
        fmt::format("the row targets sum to {} and the column targets to {}: a change of one total needs "
                    "another of the same amount; final uses take what value added and imports bring, so "
                    "name a final use and a component of value added or imports together: {} beside {}. Now "
                    "{}; a final "
                    "use counts what is imported for it",
                    print_number(sum(margins.rows)), print_number(sum(margins.columns)),
                    some_of(margins.column_labels, n), some_of(margins.row_labels, whole.primary), present));
  }
  // What is within rounding of the largest total stands in no way.
  double largest = 0;
  for (const double total : margins.rows)
    largest = std::max(largest, std::abs(total));
  if (std::abs(apart) <= 1e-13 * largest) return 0;
  const auto is_named = [&](const std::string& label) {
    return std::any_of(targets.begin(), targets.end(), [&](const auto& one) { return one.label == label; });
  };
  const auto spread = [&](std::vector<double>& totals, const std::vector<std::string>& labels,
                          std::size_t first, double amount, bool all) {
    double size = 0;
    for (std::size_t k = first; k < totals.size(); ++k)
      size += all || !is_named(labels[k]) ? std::abs(totals[k]) : 0;
    for (std::size_t k = first; k < totals.size() && size > 0; ++k)
      totals[k] += all || !is_named(labels[k]) ? amount * std::abs(totals[k]) / size : 0;
    return size > 0;
  };
  if (spread(margins.columns, margins.column_labels, n, apart, false) ||
      spread(margins.rows, margins.row_labels, whole.primary, -apart, false))
    return apart;
  spread(margins.columns, margins.column_labels, n, apart, true);
  return apart;
}

Matrix cut(const Matrix& cells, std::size_t row, std::size_t column, std::size_t rows, std::size_t columns) {
  Matrix out(rows, columns);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j)
      out(i, j) = cells(row + i, column + j);
  }
  return out;
}

void take_back(Accounts& accounts, const Whole& whole, const Matrix& cells) {
  const std::size_t n = accounts.size();
  const std::size_t uses = accounts.final_demand.names.size();
  accounts.flows = cut(cells, 0, 0, n, n);
  accounts.final_demand.values = cut(cells, 0, n, n, uses);
  if (has_imported(accounts)) {
    accounts.flows_imported = cut(cells, n, 0, n, n);
    if (!accounts.final_demand_imported.empty()) {
      accounts.final_demand_imported = {accounts.final_demand.names, cut(cells, n, n, n, uses)};
    }
  }
  const bool split = !accounts.value_added.empty();
  if (whole.primary < cells.rows) accounts.value_added_total.assign(n, 0);
  for (std::size_t r = whole.primary; r < cells.rows; ++r) {
    const bool imported = whole.margins.row_labels[r] == "imported_inputs";
    const auto other = accounts.other_inputs.find(whole.margins.row_labels[r]);
    for (std::size_t j = 0; j < n; ++j) {
      if (imported) {
        accounts.imported_inputs[j] = cells(r, j);
      } else if (other) {
        accounts.other_inputs.values(j, *other) = cells(r, j);
      } else {
        accounts.value_added_total[j] += cells(r, j);
        if (split) accounts.value_added.values(j, r - whole.primary) = cells(r, j);
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (accounts.output[i] != 0 || whole.is_named[i]) accounts.output[i] = whole.margins.rows[i];
  }
}

}  // namespace

Option balance_method_option() {
  return {.name = "METHOD",
          .flag = "--method",
          .yaml_key = "method",
          .kind = ValueKind::choice,
          .standard = "gras",
          .choices = choice_names<BalanceMethod>(),
          .help = {"gras, or ras where no cell is negative", "gras；无负值时可用 ras"}};
}

BalancedAccounts balance_accounts(const Accounts& accounts, const std::vector<MarginTarget>& targets,
                                  BalanceMethod method, const BalanceOptions& options, Primary primary) {
  Whole whole = whole_of(accounts, primary);
  const double own = disagreement(whole.margins);
  const std::string present = present_totals(whole.margins, targets);
  set_targets(whole.margins, without_idle(accounts, targets));
  for (const Sector& sector : accounts.sectors) {
    whole.is_named.push_back(std::ranges::any_of(targets, [&](const MarginTarget& target) {
      return target.label == sector.code && target.total != 0;
    }));
  }
  require_vanishing(whole, accounts.size(), without_idle(accounts, targets));
  const double spread = agree(whole, accounts.size(), targets, own, present);
  Balanced balanced = method == BalanceMethod::ras ? ras(whole.cells, whole.margins, options)
                                                   : gras(whole.cells, whole.margins, options);
  BalancedAccounts out{accounts,
                       std::move(balanced.record),
                       whole.margins.row_labels,
                       whole.margins.column_labels,
                       targets.size(),
                       0};
  out.kept = whole.margins.rows.size() + accounts.final_demand.names.size() - targets.size();
  take_back(out.accounts, whole, balanced.values);
  out.accounts.regional_supply = {};
  out.accounts.history.push_back(
      fmt::format("balance: {} of the whole table to {} named totals, {} kept as they were; {} iterations, "
                  "largest relative gap {:.2g}{}",
                  method == BalanceMethod::ras ? "RAS" : "GRAS", out.named, out.kept, out.record.iterations(),
                  out.record.gaps.empty() ? 0.0 : out.record.gaps.back(),
                  std::abs(spread) > 1e-12 * sum(out.accounts.output)
                      ? fmt::format("; printed totals were {:.6g} apart, spread over those not named", spread)
                      : ""));
  return out;
}

}  // namespace leontide::table
