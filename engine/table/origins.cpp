#include "table/origins.hpp"

#include "table/imports.hpp"
#include "table/use_kind.hpp"

namespace leontide::table {

KnownRequirements known_requirements(const Accounts& accounts) {
  KnownRequirements known;
  if (accounts.origins == Origins::local) {
    known.regional = coefficients(accounts, Requirements::regional);
    if (!accounts.flows_imported.empty()) known.total = coefficients(accounts, Requirements::total);
    return known;
  }
  known.total = coefficients(accounts, Requirements::total);
  if (accounts.regional_supply.find("regional_purchase_share")) {
    known.basis = OriginBasis::purchase_shares;
    known.regional = coefficients(accounts, Requirements::regional);
  } else if (has_import_column(accounts)) {
    known.basis = OriginBasis::import_shares;
    ImportShares shares = import_shares(accounts);
    known.clipped = shares.exceeding.size();
    std::vector<double> local;
    for (const double share : shares.domestic)
      local.push_back(1 - share);
    known.import_shares = std::move(shares.domestic);
    known.regional = Coefficients{Requirements::regional, scale_rows(known.total->values, local)};
  }
  return known;
}

std::vector<double> import_coefficients(const Accounts& accounts, const KnownRequirements& known) {
  std::vector<double> out(accounts.size());
  if (known.total && known.regional) {
    const std::vector<double> all = column_sums(known.total->values);
    const std::vector<double> local = column_sums(known.regional->values);
    for (std::size_t j = 0; j < out.size(); ++j)
      out[j] = all[j] - local[j];
  }
  for (std::size_t j = 0; j < accounts.imported_inputs.size(); ++j) {
    if (accounts.output[j] != 0) out[j] += accounts.imported_inputs[j] / accounts.output[j];
  }
  return out;
}

UsesByOrigin uses_by_origin(const Accounts& accounts, const KnownRequirements& known) {
  const std::size_t n = accounts.size();
  std::vector<double> local_shares(n, 1);
  if (known.basis == OriginBasis::purchase_shares) {
    local_shares = accounts.regional_supply.column("regional_purchase_share");
  } else if (known.basis == OriginBasis::import_shares) {
    for (std::size_t i = 0; i < n; ++i)
      local_shares[i] = 1 - known.import_shares[i];
  }
  UsesByOrigin out;
  for (const std::string& name : accounts.final_demand.names) {
    const UseKind kind = use_kind_of(name);
    if (kind == UseKind::imports) continue;
    std::vector<double> local = accounts.final_demand.column(name);
    std::vector<double> imported(n);
    if (known.basis == OriginBasis::flows) {
      if (accounts.final_demand_imported.find(name)) imported = accounts.final_demand_imported.column(name);
    } else if (kind != UseKind::exports && kind != UseKind::balance) {
      for (std::size_t i = 0; i < n; ++i) {
        imported[i] = (1 - local_shares[i]) * local[i];
        local[i] *= local_shares[i];
      }
    }
    out.local.add(name, local);
    out.imported.add(name, imported);
  }
  return out;
}

std::vector<double> demand_met(const Accounts& accounts, const KnownRequirements& known,
                               Requirements requirements) {
  if (requirements == Requirements::regional) return row_sums(uses_by_origin(accounts, known).local.values);
  std::vector<double> demand = row_sums(accounts.final_demand.values);
  const std::vector<double> imported = row_sums(accounts.flows_imported);
  for (std::size_t i = 0; i < imported.size(); ++i)
    demand[i] -= imported[i];
  return demand;
}

}  // namespace leontide::table
