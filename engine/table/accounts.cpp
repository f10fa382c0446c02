#include "table/accounts.hpp"

#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "table/normal_code.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void scale(std::vector<double>& values, double factor) {
  for (double& value : values)
    value *= factor;
}

}  // namespace

std::optional<std::size_t> Categories::find(std::string_view name) const {
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (names[k] == name) return k;
  }
  return std::nullopt;
}

std::vector<double> Categories::column(std::string_view name) const {
  const auto found = find(name);
  if (!found) {
    throw Refusal(Reason::unknown_category,
                  fmt::format("there is no column \"{}\"; {}", name, suggestion(name, names)));
  }
  std::vector<double> out(values.rows);
  for (std::size_t i = 0; i < values.rows; ++i)
    out[i] = values(i, *found);
  return out;
}

void Categories::add(std::string name, std::span<const double> column) {
  Matrix wider(column.size(), names.size() + 1);
  for (std::size_t i = 0; i < column.size(); ++i) {
    for (std::size_t k = 0; k < names.size(); ++k)
      wider(i, k) = values(i, k);
    wider(i, names.size()) = column[i];
  }
  values = std::move(wider);
  names.push_back(std::move(name));
}

std::vector<std::string> codes(const Accounts& accounts) {
  std::vector<std::string> out;
  out.reserve(accounts.size());
  for (const Sector& sector : accounts.sectors)
    out.push_back(sector.code);
  return out;
}

std::size_t sector_index(const Accounts& accounts, std::string_view code) {
  for (const std::string& meant : {std::string(code), normal_code(code)}) {
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      if (accounts.sectors[i].code == meant) return i;
    }
  }
  throw Refusal(Reason::unknown_sector,
                fmt::format("the table has no sector \"{}\"; {}", code, suggestion(code, codes(accounts))));
}

std::vector<double> other_inputs_total(const Accounts& accounts) {
  if (accounts.other_inputs.empty()) return std::vector<double>(accounts.size());
  return row_sums(accounts.other_inputs.values);
}

std::vector<double> value_added_shares(const Accounts& accounts) {
  std::vector<double> shares(accounts.size());
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    if (accounts.output[i] != 0) shares[i] = accounts.value_added_total[i] / accounts.output[i];
  }
  return shares;
}

Accounts in_unit(Accounts accounts, double factor, const std::string& unit) {
  for (auto* matrix :
       {&accounts.flows, &accounts.flows_imported, &accounts.final_demand.values,
        &accounts.final_demand_imported.values, &accounts.value_added.values, &accounts.other_inputs.values})
    scale(matrix->values, factor);
  for (auto* vector : {&accounts.value_added_total, &accounts.imported_inputs, &accounts.output})
    scale(*vector, factor);
  accounts.history.push_back(
      fmt::format("unit: amounts in \"{}\" times {} are in \"{}\"", accounts.unit, factor, unit));
  accounts.unit = unit;
  return accounts;
}

}  // namespace leontide::table
