// A table in the layout of the OECD's national tables.
#include <algorithm>
#include <fmt/format.h>

#include "table/files/oecd_codes.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// The codes of columns or rows of one role.
template <std::size_t N>
std::vector<std::string> codes_of(const std::vector<std::string>& names, const std::array<OecdLine, N>& lines,
                                  LineRole role, const char* what) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    const auto line = std::find_if(lines.begin(), lines.end(),
                                   [&](const OecdLine& one) { return one.kept && name == one.name; });
    if (line == lines.end()) {
      throw Refusal(Reason::unknown_category,
                    fmt::format("the layout has no code for the {} \"{}\"", what, name));
    }
    if (line->role != role) {
      throw Refusal(Reason::unknown_category,
                    fmt::format("\"{}\" is a {} of the table and none in the layout, where it stands beside "
                                "value added",
                                name, what));
    }
    out.emplace_back(line->code);
  }
  return out;
}

void add_rows(const Accounts& accounts, const Matrix& flows, const Categories& demand,
              const std::string& prefix, GridRows& rows) {
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    std::vector<GridCell> row = {prefix + accounts.sectors[i].code};
    for (const double flow : flows.row(i))
      row.emplace_back(flow);
    for (const std::string& name : accounts.final_demand.names) {
      const auto k = demand.find(name);
      row.push_back(k ? GridCell(demand.values(i, *k)) : GridCell());
    }
    rows.push_back(std::move(row));
  }
}

}  // namespace

GridRows oecd_sheet(const Accounts& accounts) {
  const bool apart = !accounts.flows_imported.empty();
  if (accounts.origins == Origins::local && !apart) {
    throw Refusal(
        Reason::no_such_origin,
        "the table's flows are local and imports by product are not known: the layout needs flows of all "
        "origins, or imports apart");
  }
  GridRows rows;
  std::vector<GridCell> header = {""};
  for (const Sector& sector : accounts.sectors) {
    const bool digit = !sector.code.empty() && sector.code[0] >= '0' && sector.code[0] <= '9';
    header.emplace_back((digit ? "D" : "") + sector.code);
  }
  for (const std::string& code :
       codes_of(accounts.final_demand.names, oecd_uses, LineRole::category, "final use"))
    header.emplace_back(code);
  rows.push_back(std::move(header));
  add_rows(accounts, accounts.flows, accounts.final_demand, apart ? "DOM_" : "TTL_", rows);
  if (apart) add_rows(accounts, accounts.flows_imported, accounts.final_demand_imported, "IMP_", rows);
  const auto add_inputs = [&](const Categories& inputs, LineRole role, const char* what) {
    const std::vector<std::string> codes = codes_of(inputs.names, oecd_inputs, role, what);
    for (std::size_t k = 0; k < codes.size(); ++k) {
      std::vector<GridCell> row = {codes[k]};
      for (std::size_t j = 0; j < accounts.size(); ++j)
        row.emplace_back(inputs.values(j, k));
      rows.push_back(std::move(row));
    }
  };
  add_inputs(accounts.other_inputs, LineRole::other_input, "primary input");
  add_inputs(accounts.value_added, LineRole::category, "component of value added");
  std::vector<GridCell> output = {"OUTPUT"};
  for (const double amount : accounts.output)
    output.emplace_back(amount);
  rows.push_back(std::move(output));
  return rows;
}

}  // namespace leontide::table
