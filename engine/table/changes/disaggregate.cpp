#include "table/changes/disaggregate.hpp"

#include <cmath>
#include <fmt/format.h>
#include <set>

#include "table/refusal.hpp"
#include "table/shares.hpp"

namespace leontide::table {

namespace {

void require_one(double total, const char* what) {
  if (std::abs(total - 1) <= shares_agree) return;
  throw Refusal(Reason::out_of_range, fmt::format("the shares of {} sum to {:.12g}, not to 1", what, total));
}

void require_parts(const Accounts& accounts, std::size_t k, const std::vector<SectorPart>& parts) {
  std::set<std::string> taken;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (i != k) taken.insert(accounts.sectors[i].code);
  }
  double output = 0;
  double sales = 0;
  double inputs = 0;
  double within = 0;
  for (const SectorPart& part : parts) {
    if (!taken.insert(part.sector.code).second) {
      throw Refusal(Reason::out_of_range, fmt::format("the code \"{}\" is taken", part.sector.code));
    }
    if (part.within.size() != parts.size()) {
      throw Refusal(Reason::shape,
                    fmt::format("{} shares within the block for {} parts", part.within.size(), parts.size()));
    }
    for (const double share : {part.output, part.sales, part.inputs}) {
      if (!(share >= 0)) throw Refusal(Reason::out_of_range, fmt::format("a share of {}", share));
    }
    output += part.output;
    sales += part.sales;
    inputs += part.inputs;
    within += sum(part.within);
  }
  require_one(output, "output");
  require_one(sales, "sales");
  require_one(inputs, "inputs");
  require_one(within, "the flow within the sector");
}

/// The parts with shares that sum to 1 to the last digit.
std::vector<SectorPart> scaled(std::vector<SectorPart> parts) {
  double within = 0;
  for (const SectorPart& part : parts)
    within += sum(part.within);
  for (double SectorPart::*share : {&SectorPart::output, &SectorPart::sales, &SectorPart::inputs}) {
    double total = 0;
    for (const SectorPart& part : parts)
      total += part.*share;
    for (SectorPart& part : parts)
      part.*share /= total;
  }
  for (SectorPart& part : parts) {
    for (double& share : part.within)
      share /= within;
  }
  return parts;
}

/// Where every row of the new table comes from.
struct Split {
  std::size_t sector = 0;               ///< the one that is split
  std::vector<std::size_t> old;         ///< [new], the old row
  std::vector<const SectorPart*> part;  ///< [new], null for sectors that stay
  std::vector<std::size_t> number;      ///< [new], of the part
};

Split split_of(std::size_t n, std::size_t k, const std::vector<SectorPart>& parts) {
  Split split{k, {}, {}, {}};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t p = 0; p < (i == k ? parts.size() : 1); ++p) {
      split.old.push_back(i);
      split.part.push_back(i == k ? &parts[p] : nullptr);
      split.number.push_back(p);
    }
  }
  return split;
}

Matrix split_flows(const Matrix& flows, const Split& split) {
  if (flows.empty()) return flows;
  const std::size_t n = split.old.size();
  Matrix out(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double share = 1;
      if (split.part[i] != nullptr && split.part[j] != nullptr) {
        share = split.part[i]->within[split.number[j]];
      } else if (split.part[i] != nullptr) {
        share = split.part[i]->sales;
      } else if (split.part[j] != nullptr) {
        share = split.part[j]->inputs;
      }
      out(i, j) = share * flows(split.old[i], split.old[j]);
    }
  }
  return out;
}

Categories split_rows(const Categories& categories, const Split& split, const std::vector<double>& factors) {
  if (categories.empty()) return categories;
  Categories out{categories.names, Matrix(split.old.size(), categories.names.size())};
  for (std::size_t i = 0; i < split.old.size(); ++i) {
    for (std::size_t c = 0; c < categories.names.size(); ++c)
      out.values(i, c) = factors[i] * categories.values(split.old[i], c);
  }
  return out;
}

std::vector<double> split_rows(const std::vector<double>& values, const Split& split,
                               const std::vector<double>& factors) {
  std::vector<double> out;
  for (std::size_t i = 0; i < split.old.size() && !values.empty(); ++i)
    out.push_back(factors[i] * values[split.old[i]]);
  return out;
}

// What a part's output leaves, as a factor of the old sector's amount; rounding is no deficit.
double residual_factor(double left, double old, double output, const std::string& code, const char* what) {
  const double rounding = 1e-9 * std::abs(output);
  if (std::abs(left) <= rounding && old == 0) return 0;
  const double factor = old == 0 ? -1 : left / old;
  if (factor * std::abs(old) >= -rounding) return factor;
  throw Refusal(Reason::does_not_close,
                fmt::format("the output of {} is {:.6g}, which leaves {:.6g} for its {} where the old sector "
                            "has {:.6g}: its shares do not fit each other",
                            code, output, left, what, old));
}

std::vector<double> factors_of(const Split& split, double SectorPart::*share) {
  std::vector<double> out;
  for (const SectorPart* part : split.part)
    out.push_back(part == nullptr ? 1 : part->*share);
  return out;
}

}  // namespace

Accounts disaggregate(const Accounts& accounts, const std::string& code,
                      const std::vector<SectorPart>& given) {
  const std::size_t k = sector_index(accounts, code);
  require_parts(accounts, k, given);
  const std::vector<SectorPart> parts = scaled(given);
  const Split split = split_of(accounts.size(), k, parts);
  const std::vector<double> inputs = factors_of(split, &SectorPart::inputs);
  const std::vector<double> sales = factors_of(split, &SectorPart::sales);
  Accounts out = accounts;
  out.flows = split_flows(accounts.flows, split);
  out.flows_imported = split_flows(accounts.flows_imported, split);
  out.output = split_rows(accounts.output, split, factors_of(split, &SectorPart::output));
  out.imported_inputs = split_rows(accounts.imported_inputs, split, inputs);
  out.other_inputs = split_rows(accounts.other_inputs, split, inputs);
  out.final_demand_imported = split_rows(accounts.final_demand_imported, split, sales);

  std::vector<double> intermediate_inputs = column_sums(out.flows);
  const std::vector<double> other = other_inputs_total(accounts);
  const std::vector<double> imported = column_sums(out.flows_imported);
  std::vector<double> uses(out.output.size(), 1);
  std::vector<double> primary(out.output.size(), 1);
  out.sectors.clear();
  for (std::size_t i = 0; i < out.output.size(); ++i) {
    if (split.part[i] == nullptr) {
      out.sectors.push_back(accounts.sectors[split.old[i]]);
      continue;
    }
    out.sectors.push_back(split.part[i]->sector);
    out.sectors.back().other = accounts.sectors[k].other;
    const std::string& name = split.part[i]->sector.code;
    if (!imported.empty()) intermediate_inputs[i] += imported[i];
    intermediate_inputs[i] += inputs[i] * other[k];
    if (!out.imported_inputs.empty()) intermediate_inputs[i] += out.imported_inputs[i];
    uses[i] = residual_factor(out.output[i] - sum(out.flows.row(i)), sum(accounts.final_demand.values.row(k)),
                              out.output[i], name, "final uses");
    primary[i] = residual_factor(out.output[i] - intermediate_inputs[i], accounts.value_added_total[k],
                                 out.output[i], name, "value added");
  }
  out.final_demand = split_rows(accounts.final_demand, split, uses);
  out.value_added = split_rows(accounts.value_added, split, primary);
  out.value_added_total = split_rows(accounts.value_added_total, split, primary);
  out.regional_supply = {};
  if (accounts.regional_supply.find("regional_purchase_share")) {
    Categories share;
    share.add("regional_purchase_share", accounts.regional_supply.column("regional_purchase_share"));
    out.regional_supply = split_rows(share, split, std::vector<double>(split.old.size(), 1));
  }
  std::string names;
  for (const SectorPart& part : parts)
    names += fmt::format("{}{} ({:.6g} of output)", names.empty() ? "" : ", ", part.sector.code, part.output);
  out.history.push_back(
      fmt::format("disaggregate: {} split into {}; final uses and value added of each take "
                  "what its output leaves",
                  code, names));
  return out;
}

}  // namespace leontide::table
