#include "table/analyses/household_closure.hpp"

#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

namespace {

bool contains(const std::string& name, std::initializer_list<const char*> parts) {
  for (const char* part : parts) {
    if (name.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

HouseholdColumns household_columns(const Accounts& accounts) {
  HouseholdColumns out;
  for (const std::string& name : accounts.value_added.names) {
    if (out.income.empty() && contains(name, {"compensation", "wage", "labour", "labor"})) out.income = name;
  }
  for (const std::string& name : accounts.final_demand.names) {
    if (contains(name, {"household", "hh_"})) out.consumption.push_back(name);
  }
  if (!out.consumption.empty()) return out;
  for (const std::string& name : accounts.final_demand.names) {
    if (contains(name, {"consumption"})) out.consumption.push_back(name);
  }
  return out;
}

Households household_closure(const Accounts& accounts, const KnownRequirements& known,
                             Requirements requirements, const HouseholdColumns& columns,
                             std::optional<double> stated) {
  const std::size_t n = accounts.size();
  const UsesByOrigin uses = uses_by_origin(accounts, known);
  std::vector<double> intermediate_inputs(n);
  for (const std::string& name : columns.consumption) {
    const std::vector<double> local = uses.local.column(name);
    const std::vector<double> imported = uses.imported.column(name);
    for (std::size_t i = 0; i < n; ++i)
      intermediate_inputs[i] += local[i] + (requirements == Requirements::total ? imported[i] : 0);
  }
  const std::vector<double> income = accounts.value_added.column(columns.income);
  const double paid = sum(income);
  if (stated && !(*stated >= paid)) {
    throw Refusal(
        Reason::out_of_range,
        fmt::format("households are said to earn {:.6g}, less than the {:.6g} of \"{}\" that the table "
                    "pays them",
                    *stated, paid, columns.income));
  }
  const double earned = stated.value_or(paid);
  if (!(earned > 0)) {
    throw Refusal(Reason::out_of_range, fmt::format("the column \"{}\" sums to {:.6g}: no income to spend",
                                                    columns.income, earned));
  }
  Households out;
  for (std::size_t i = 0; i < n; ++i) {
    out.income.push_back(accounts.output[i] == 0 ? 0 : income[i] / accounts.output[i]);
    out.consumption.push_back(intermediate_inputs[i] / earned);
  }
  return out;
}

}  // namespace leontide::table
