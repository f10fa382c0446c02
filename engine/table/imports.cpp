#include "table/imports.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "table/printing.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::table {

namespace {

/// The amounts of one product by kind of use; imports are positive here.
struct Product {
  double domestic = 0;
  double exports = 0;
  double imports = 0;
};

Product product_of(const Accounts& accounts, std::size_t i) {
  Product out;
  out.domestic = sum(accounts.flows.row(i));
  for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k) {
    const double amount = accounts.final_demand.values(i, k);
    switch (use_kind_of(accounts.final_demand.names[k])) {
      case UseKind::exports: out.exports += amount; break;
      case UseKind::imports: out.imports -= amount; break;
      case UseKind::balance: break;
      default: out.domestic += amount;
    }
  }
  return out;
}

/// How far the printed amounts of a product can fall short of what they stand for, [n].
std::vector<double> printing_allows(const Accounts& accounts) {
  const Printing flows = printing_of(accounts.flows.values);
  const Printing uses = printing_of(accounts.final_demand.values.values);
  const auto off = [](double amount, const Printing& printing) {
    return amount == 0 ? printing.behind_zero() : printing.half_unit(amount);
  };
  std::vector<double> out(accounts.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const double amount : accounts.flows.row(i))
      out[i] += off(amount, flows);
    for (const double amount : accounts.final_demand.values.row(i))
      out[i] += off(amount, uses);
  }
  return out;
}

[[noreturn]] void refuse_product(const Accounts& accounts, std::size_t i) {
  const Product product = product_of(accounts, i);
  throw Refusal(
      Reason::does_not_close,
      fmt::format("imports of {} are {:.6g}, its domestic use is {:.6g} and its exports are {:.6g}: no "
                  "share of the uses makes them up",
                  accounts.sectors[i].code, product.imports, product.domestic, product.exports));
}

void split(double amount, double share, double& local, double& imported) {
  imported = share * amount;
  local = amount - imported;
}

}  // namespace

Option import_treatment_option() {
  return {.name = "TREATMENT",
          .flag = "--as",
          .yaml_key = "as",
          .kind = ValueKind::choice,
          .choices = choice_names<ImportTreatment>(),
          .help = {"how imports are to stand", "进口的处理方式"}};
}

bool has_import_column(const Accounts& accounts) {
  const auto& names = accounts.final_demand.names;
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return use_kind_of(name) == UseKind::imports; });
}

std::vector<double> imports_by_product(const Accounts& accounts) {
  if (accounts.flows_imported.empty() && !has_import_column(accounts)) {
    throw Refusal(Reason::no_such_origin,
                  "the table's imports are not known by product: it has neither flows_imported.csv nor a "
                  "column of imports");
  }
  std::vector<double> out(accounts.size());
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (accounts.flows_imported.empty()) {
      out[i] = product_of(accounts, i).imports;
      continue;
    }
    out[i] = sum(accounts.flows_imported.row(i));
    if (!accounts.final_demand_imported.empty()) out[i] += sum(accounts.final_demand_imported.values.row(i));
  }
  return out;
}

ImportShares import_shares(const Accounts& accounts) {
  if (accounts.origins != Origins::all || !has_import_column(accounts)) {
    throw Refusal(Reason::no_such_origin, "the table has no column of imports to take import shares from");
  }
  const std::size_t n = accounts.size();
  const std::vector<double> allowed = printing_allows(accounts);
  ImportShares out{std::vector<double>(n), std::vector<double>(n), {}, {}, {}};
  for (std::size_t i = 0; i < n; ++i) {
    const Product product = product_of(accounts, i);
    const double used = std::max(product.domestic, 0.0);
    const double beyond = product.imports - used;
    const double unmet = product.imports > 0 ? beyond - std::max(product.exports, 0.0) : -product.imports;
    if (unmet > allowed[i] || (product.imports > 0 && product.domestic < -allowed[i])) {
      out.unexplained.push_back(i);
    } else if (unmet > 0) {
      out.rounded.emplace_back(i, unmet);
    }
    if (product.imports <= 0) continue;
    out.domestic[i] = beyond > 0 || used == 0 ? 1 : product.imports / used;
    if (beyond <= 0 && used > 0) continue;
    out.exceeding.push_back(i);
    if (product.exports > 0) out.exports[i] = std::min(1.0, beyond / product.exports);
  }
  return out;
}

Accounts separate_imports(const Accounts& accounts) {
  if (accounts.origins == Origins::local) {
    throw Refusal(Reason::no_such_origin, "the table is non-competitive already: its flows are local");
  }
  const ImportShares shares = import_shares(accounts);
  if (!shares.unexplained.empty()) refuse_product(accounts, shares.unexplained.front());
  const auto& names = accounts.final_demand.names;
  const std::size_t n = accounts.size();
  std::string rounded;
  for (const auto& [i, amount] : shares.rounded) {
    rounded += fmt::format("{} {} by {:.6g}",
                           rounded.empty() ? "; imports exceed all uses by what printing allows:" : ",",
                           accounts.sectors[i].code, amount);
  }
  Accounts out = accounts;
  out.origins = Origins::local;
  out.flows_imported = Matrix(n, n);
  out.final_demand = {};
  out.regional_supply = {};
  std::string re_exports;
  for (std::size_t i = 0; i < n; ++i) {
    if (shares.exports[i] > 0) re_exports += (re_exports.empty() ? "" : ", ") + accounts.sectors[i].code;
    for (std::size_t j = 0; j < n; ++j)
      split(accounts.flows(i, j), shares.domestic[i], out.flows(i, j), out.flows_imported(i, j));
  }
  for (std::size_t k = 0; k < names.size(); ++k) {
    const UseKind kind = use_kind_of(names[k]);
    if (kind == UseKind::imports) continue;
    std::vector<double> local(n);
    std::vector<double> imported(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double share = kind == UseKind::balance   ? 0
                           : kind == UseKind::exports ? shares.exports[i]
                                                      : shares.domestic[i];
      split(accounts.final_demand.values(i, k), share, local[i], imported[i]);
    }
    out.final_demand.add(names[k], local);
    if (kind != UseKind::balance) out.final_demand_imported.add(names[k], imported);
  }
  out.history.push_back(fmt::format(
      "imports: competitive to non-competitive by import proportionality (each domestic user of a product "
      "takes the "
      "same share of it from outside, exports none){}{}",
      re_exports.empty() ? ""
                         : fmt::format("; re-exports of {}, where imports exceed domestic use", re_exports),
      rounded));
  return out;
}

Accounts join_imports(const Accounts& accounts) {
  if (accounts.origins == Origins::all) {
    throw Refusal(Reason::no_such_origin, "the table is competitive already: its flows are of all origins");
  }
  if (accounts.flows_imported.empty()) {
    throw Refusal(Reason::no_such_origin, "imports are not known by product: there is no flows_imported.csv");
  }
  Accounts out = accounts;
  out.origins = Origins::all;
  out.flows_imported = {};
  out.final_demand_imported = {};
  std::vector<double> imports = row_sums(accounts.flows_imported);
  for (std::size_t c = 0; c < out.flows.values.size(); ++c)
    out.flows.values[c] += accounts.flows_imported.values[c];
  for (std::size_t k = 0; k < accounts.final_demand_imported.names.size(); ++k) {
    const std::string& name = accounts.final_demand_imported.names[k];
    const std::vector<double> column = accounts.final_demand_imported.column(name);
    if (!out.final_demand.find(name)) out.final_demand.add(name, std::vector<double>(out.size()));
    const std::size_t use = *out.final_demand.find(name);
    for (std::size_t i = 0; i < out.size(); ++i) {
      out.final_demand.values(i, use) += column[i];
      imports[i] += column[i];
    }
  }
  for (double& amount : imports)
    amount = amount == 0 ? 0 : -amount;
  out.final_demand.add("import", imports);
  out.history.push_back(
      "imports: non-competitive to competitive, local and imported amounts added up, imports a negative use");
  return out;
}

}  // namespace leontide::table
