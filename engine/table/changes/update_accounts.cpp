#include "table/changes/update_accounts.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "table/changes/closing.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// The part of each cell of technology that is made locally; a cell that was empty takes its row's.
Matrix local_parts(const Accounts& accounts) {
  const std::size_t n = accounts.size();
  Matrix parts(n, n, 1);
  if (accounts.flows_imported.empty()) return parts;
  const std::vector<double> local = row_sums(accounts.flows);
  const std::vector<double> imported = row_sums(accounts.flows_imported);
  for (std::size_t i = 0; i < n; ++i) {
    const double row = local[i] + imported[i];
    for (std::size_t j = 0; j < n; ++j) {
      const double cell = accounts.flows(i, j) + accounts.flows_imported(i, j);
      parts(i, j) = cell != 0 ? accounts.flows(i, j) / cell : row != 0 ? local[i] / row : 1;
    }
  }
  return parts;
}

Matrix by_cell(Matrix a, const Matrix& factors) {
  for (std::size_t k = 0; k < a.values.size(); ++k)
    a.values[k] *= factors.values[k];
  return a;
}

/// Outputs with which every row can be closed; `follows` those that are not held. A sector without output
/// whose uses are a remainder of rounding keeps both.
struct Outputs {
  std::vector<double> values;
  std::vector<std::size_t> follows;
  std::vector<bool> keeps_uses;
};

/// x_R of (I - A_RR) x_R = A_RS x_S + f_R.
void follow(const Accounts& accounts, const Matrix& local, Outputs& outputs) {
  const std::vector<std::size_t>& those = outputs.follows;
  Matrix within(those.size(), those.size());
  std::vector<double> held = outputs.values;
  for (const std::size_t i : those)
    held[i] = 0;
  std::vector<double> demand = multiply(local, held);
  std::vector<double> needed;
  for (std::size_t r = 0; r < those.size(); ++r) {
    needed.push_back(demand[those[r]] + sum(accounts.final_demand.values.row(those[r])));
    for (std::size_t c = 0; c < those.size(); ++c)
      within(r, c) = local(those[r], those[c]);
  }
  const std::vector<double> found = LeontiefSystem(within).outputs(needed);
  for (std::size_t r = 0; r < those.size(); ++r) {
    if (!(found[r] >= 0)) {
      throw Refusal(
          Reason::does_not_close,
          fmt::format("sector \"{}\" would need an output of {:.6g}: its final uses can neither take "
                      "what the new technology leaves nor stay as they are",
                      accounts.sectors[those[r]].code, found[r]));
    }
    outputs.values[those[r]] = found[r];
  }
}

Outputs outputs_of(const Accounts& accounts, const Matrix& local) {
  Outputs outputs{accounts.output, {}, std::vector<bool>(accounts.size())};
  std::vector<bool> follows(accounts.size());
  for (bool grew = true; grew;) {
    grew = false;
    const std::vector<double> needs = multiply(local, outputs.values);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const double left = outputs.values[i] - needs[i];
      if (follows[i] || can_take(accounts.final_demand.values.row(i), left, outputs.values[i])) continue;
      outputs.keeps_uses[i] = true;
      if (accounts.output[i] == 0 && needs[i] == 0) continue;
      follows[i] = grew = true;
      outputs.follows.push_back(i);
    }
    if (grew) follow(accounts, local, outputs);
  }
  std::sort(outputs.follows.begin(), outputs.follows.end());
  return outputs;
}

/// Value added and whatever else a column pays, at the new shares of the new output.
void pay_primary(Accounts& accounts, const Technology& before, const Technology& after,
                 std::span<const double> output) {
  for (std::size_t j = 0; j < accounts.size(); ++j) {
    const double value_added = after.value_added_shares[j] * output[j];
    bring_to(accounts.value_added, j, accounts.value_added_total[j], value_added);
    accounts.value_added_total[j] = value_added;
    const double share = before.other_shares.empty() ? 0 : before.other_shares[j];
    const double later = after.other_shares.empty() ? 0 : after.other_shares[j];
    const double paid = share * accounts.output[j];
    const bool in_one_row = !accounts.imported_inputs.empty();
    const double factor = paid == 0 ? 1 : later * output[j] / paid;
    for (std::size_t c = 0; c < accounts.other_inputs.names.size(); ++c)
      accounts.other_inputs.values(j, c) *= factor;
    if (in_one_row) accounts.imported_inputs[j] *= factor;
    if (paid != 0 || later * output[j] == 0) continue;
    if (in_one_row) {
      accounts.imported_inputs[j] += later * output[j];
    } else if (!accounts.other_inputs.empty()) {
      accounts.other_inputs.values(j, accounts.other_inputs.names.size() - 1) += later * output[j];
    } else {
      throw Refusal(
          Reason::does_not_close,
          fmt::format("the later technology of sector \"{}\" has other inputs, and the table has no "
                      "column for them",
                      accounts.sectors[j].code));
    }
  }
}

std::string follow_text(const std::vector<std::string>& codes) {
  if (codes.empty()) return "outputs held";
  return fmt::format("outputs held but of {}, whose final uses cannot take what is left: theirs follow",
                     fmt::join(codes, ", "));
}

}  // namespace

UpdatedAccounts update_accounts(const Accounts& accounts, const ReferenceTable& from,
                                const ReferenceTable& to, const UpdateOptions& options) {
  const Technology before = technology_of(accounts, technology_requirements(accounts));
  const Updated moved = update(before, from.technology, to.technology, options);
  const Matrix& a = moved.technology.coefficients;
  const Matrix parts = local_parts(accounts);
  const Matrix local = by_cell(a, parts);
  const Outputs outputs = outputs_of(accounts, local);
  UpdatedAccounts out{accounts, {}, moved.clipped, moved.unmatched};
  out.accounts.flows = scale_columns(local, outputs.values);
  if (!accounts.flows_imported.empty()) {
    out.accounts.flows_imported = scale_columns(a, outputs.values);
    for (std::size_t k = 0; k < a.values.size(); ++k)
      out.accounts.flows_imported.values[k] *= 1 - parts.values[k];
  }
  pay_primary(out.accounts, before, moved.technology, outputs.values);
  out.accounts.output = outputs.values;
  const std::vector<double> needs = row_sums(out.accounts.flows);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (!outputs.keeps_uses[i]) close_row(uses_of(out.accounts, i), outputs.values[i] - needs[i]);
  }
  for (const std::size_t i : outputs.follows)
    out.follow.push_back(accounts.sectors[i].code);
  out.accounts.regional_supply = {};
  out.accounts.history.push_back(fmt::format(
      "update: technology moved by the change from \"{}\" to \"{}\", weight {}, ratios within [{:.4g}, "
      "{:.4g}] ({} cells at a bound, {} without a reference); {}; every row closed by its final uses",
      from.title, to.title, options.weight, options.lowest_ratio, options.highest_ratio, out.clipped,
      out.unmatched, follow_text(out.follow)));
  return out;
}

}  // namespace leontide::table
