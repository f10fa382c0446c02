#include "table/origins.hpp"

#include <algorithm>
#include <string_view>

#include "table/refusal.hpp"

namespace leontide::table {

namespace {

struct Word {
  std::string_view part;
  UseKind use;
};

// In this order: "inventories" and "gfcf" before the rest, "outflow" and "inflow" for trade within a country.
constexpr Word words[] = {{"import", UseKind::imports},         {"inflow", UseKind::imports},
                          {"export", UseKind::exports},         {"outflow", UseKind::exports},
                          {"gfcf", UseKind::investment},        {"capital", UseKind::investment},
                          {"investment", UseKind::investment},  {"inventor", UseKind::investment},
                          {"stock", UseKind::investment},       {"consumption", UseKind::consumption},
                          {"household", UseKind::consumption},  {"hh_", UseKind::consumption},
                          {"government", UseKind::consumption}, {"npish", UseKind::consumption}};

double total_of(const Accounts& accounts, std::size_t i, UseKind use) {
  double total = 0;
  for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k) {
    if (use_kind_of(accounts.final_demand.names[k]) == use) total += accounts.final_demand.values(i, k);
  }
  return total;
}

bool has_use(const Accounts& accounts, UseKind use) {
  return std::any_of(accounts.final_demand.names.begin(), accounts.final_demand.names.end(),
                     [&](const std::string& name) { return use_kind_of(name) == use; });
}

}  // namespace

UseKind use_kind_of(const std::string& name) {
  if (name == "error" || name == "balance" || name == "others") return UseKind::balance;
  for (const Word& word : words) {
    if (name.find(word.part) != std::string::npos) return word.use;
  }
  return UseKind::other;
}

std::vector<double> import_shares(const Accounts& accounts, std::size_t& clipped) {
  if (accounts.origins != Origins::all || !has_use(accounts, UseKind::imports)) {
    throw Refusal(Reason::no_such_origin, "the table has no column of imports to take import shares from");
  }
  std::vector<double> shares(accounts.size());
  clipped = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double imports = -total_of(accounts, i, UseKind::imports);
    const double used = accounts.output[i] + imports - total_of(accounts, i, UseKind::exports) -
                        total_of(accounts, i, UseKind::balance);
    if (imports <= 0) continue;
    if (!(used > 0) || imports > used) ++clipped;
    shares[i] = used > 0 ? std::min(1.0, imports / used) : 1.0;
  }
  return shares;
}

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
  } else if (has_use(accounts, UseKind::imports)) {
    known.basis = OriginBasis::import_shares;
    std::vector<double> local = import_shares(accounts, known.clipped);
    for (double& share : local)
      share = 1 - share;
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
    std::size_t clipped = 0;
    local_shares = import_shares(accounts, clipped);
    for (double& share : local_shares)
      share = 1 - share;
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

Accounts with_all_origins(Accounts accounts) {
  if (accounts.origins == Origins::all || accounts.flows_imported.empty()) return accounts;
  std::vector<double> imports = row_sums(accounts.flows_imported);
  for (std::size_t k = 0; k < accounts.flows.values.size(); ++k)
    accounts.flows.values[k] += accounts.flows_imported.values[k];
  for (std::size_t k = 0; k < accounts.final_demand_imported.names.size(); ++k) {
    const auto use = accounts.final_demand.find(accounts.final_demand_imported.names[k]);
    for (std::size_t i = 0; i < imports.size(); ++i) {
      const double imported = accounts.final_demand_imported.values(i, k);
      imports[i] += imported;
      if (use) accounts.final_demand.values(i, *use) += imported;
    }
    if (!use)
      accounts.final_demand.add(
          accounts.final_demand_imported.names[k],
          accounts.final_demand_imported.column(accounts.final_demand_imported.names[k]));
  }
  for (double& value : imports)
    value = -value;
  accounts.final_demand.add("import", imports);
  accounts.flows_imported = {};
  accounts.final_demand_imported = {};
  accounts.origins = Origins::all;
  return accounts;
}

}  // namespace leontide::table
