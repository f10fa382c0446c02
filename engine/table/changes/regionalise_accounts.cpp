#include "table/changes/regionalise_accounts.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "table/changes/update.hpp"
#include "table/origins.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// How much of a unit of output the nation's local sales to sectors exceed it by, [n]: 0 where they leave a
/// rest for final uses, above it where stocks were run down.
std::vector<double> destocking(const Matrix& domestic, const std::vector<double>& output) {
  std::vector<double> intermediate_uses = multiply(domestic, output);
  for (std::size_t i = 0; i < intermediate_uses.size(); ++i)
    intermediate_uses[i] = output[i] > 0 ? std::max(0.0, intermediate_uses[i] / output[i] - 1) : 0;
  return intermediate_uses;
}

/// What is left of a row. Less than nothing is left where the nation runs down its stocks, by its share of
/// output at most; rounding of a row that sells all is no deficit.
std::vector<double> residuals(const Accounts& region, const std::vector<double>& run_down, bool sized) {
  std::vector<double> left = row_sums(region.flows);
  std::string over;
  for (std::size_t i = 0; i < left.size(); ++i) {
    left[i] = region.output[i] - left[i];
    if (left[i] >= -(run_down[i] + 1e-9) * region.output[i]) continue;
    over += fmt::format("{}{} by {:.6g} of {:.6g}", over.empty() ? "" : ", ", region.sectors[i].code,
                        -left[i], region.output[i]);
  }
  if (over.empty()) return left;
  throw Refusal(Reason::does_not_close,
                "local sales to other sectors would exceed output: " + over +
                    (sized ? "; a larger delta brings more of what they sell from outside"
                           : "; FLQ, which brings more of what they sell from outside, may close it"));
}

/// The rest of each row as a use, and what stocks are run down by as one of its own.
void add_rest(Accounts& region, const std::vector<double>& left) {
  std::vector<double> used = left;
  std::vector<double> stocks(left.size());
  bool any = false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] >= -1e-9 * region.output[i]) continue;
    used[i] = 0;
    stocks[i] = left[i];
    any = true;
  }
  region.final_demand.add("final_use_and_outflow", used);
  if (any) region.final_demand.add("inventories", stocks);
}

const char* basis_name(const KnownRequirements& known) {
  if (!known.regional) return "requirements of all origins";
  switch (known.basis) {
    case OriginBasis::flows: return "domestic requirements";
    case OriginBasis::purchase_shares: return "domestic requirements by purchase shares";
    case OriginBasis::import_shares: return "domestic requirements by import shares";
  }
  return "";
}

}  // namespace

RegionalAccounts regionalise_accounts(const Accounts& nation, const std::vector<double>& output,
                                      const std::string& region, const RegionOptions& options) {
  const auto& [method, size, delta] = options;
  const KnownRequirements known = known_requirements(nation);
  const Requirements technology = technology_requirements(nation);
  const Matrix total = coefficients(nation, technology).values;
  const Matrix& domestic = known.regional ? known.regional->values : total;
  const std::vector<double> shares = value_added_shares(nation);
  RegionalAccounts out;
  out.quotients = simple_location_quotients(output, nation.output);
  out.size = size.value_or(sum(output) / sum(nation.output));
  const bool flegg = is_sized(method);
  if (flegg) out.size_factor = regional_size_factor(out.size, delta);
  const Matrix factors = local_trade_factors(out.quotients, {method, out.size, delta});
  out.capped = static_cast<std::size_t>(std::count(factors.values.begin(), factors.values.end(), 1.0));

  Accounts& table = out.accounts;
  table = nation;
  table.region = region;
  table.title = fmt::format("{}, by {} from: {}", region, title_of(method).en, nation.title);
  table.origins = Origins::local;
  table.output = output;
  table.flows = Matrix(nation.size(), nation.size());
  table.flows_imported = table.flows;
  for (std::size_t i = 0; i < nation.size(); ++i) {
    for (std::size_t j = 0; j < nation.size(); ++j) {
      const double used = total(i, j) * output[j];
      table.flows(i, j) = factors(i, j) * domestic(i, j) * output[j];
      table.flows_imported(i, j) = used - table.flows(i, j);
    }
  }
  for (std::size_t j = 0; j < nation.size(); ++j) {
    const double factor = nation.output[j] == 0 ? 0 : output[j] / nation.output[j];
    table.value_added_total[j] = shares[j] * output[j];
    for (std::size_t c = 0; c < table.value_added.names.size(); ++c)
      table.value_added.values(j, c) *= factor;
    if (!table.imported_inputs.empty()) table.imported_inputs[j] *= factor;
    for (std::size_t c = 0; c < table.other_inputs.names.size(); ++c)
      table.other_inputs.values(j, c) *= factor;
  }
  table.regional_supply = {};
  table.final_demand_imported = {};
  table.final_demand = {};
  add_rest(table, residuals(table, destocking(domestic, nation.output), flegg));
  table.history.push_back(fmt::format(
      "regionalise: {} by {} (cells capped at 1; own sector takes SLQ{}); {} of {} cells at the cap; "
      "on {}; technology and value-added shares of the nation{}; the rest of each row is final use and "
      "outflow{}",
      region, title_of(method).en,
      flegg ? fmt::format(" times lambda = [log2(1 + {:.6g})]^{} = {:.6g}", out.size, delta, out.size_factor)
            : "",
      out.capped, factors.values.size(), basis_name(known),
      technology == Requirements::regional
          ? fmt::format(", {}; what the region buys in the rest of it stands by product",
                        nation.imported_inputs.empty() ? "which has no imports" : "its imports in one row")
          : "",
      table.final_demand.names.size() > 1 ? ", or stocks run down as in the nation" : ""));
  return out;
}

}  // namespace leontide::table
