#include "table/regions.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::size_t position(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  const auto at = static_cast<std::size_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return at;
}

std::optional<std::size_t> column_of(const Accounts& accounts, const std::string& name) {
  const auto& columns = accounts.sector_columns;
  const auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

/// What stands after `REGION_` or `REGION-`, and nothing where the label does not begin with the region.
std::optional<std::string> within(const std::string& label, const std::string& region) {
  if (label.size() <= region.size() + 1 || !label.starts_with(region)) return std::nullopt;
  const char mark = label[region.size()];
  if (mark != '_' && mark != '-' && mark != ':' && mark != ' ') return std::nullopt;
  return label.substr(region.size() + 1);
}

void place_uses(const Accounts& accounts, Regions& out) {
  for (const std::string& name : accounts.final_demand.names) {
    out.of_use.emplace_back();
    out.uses.push_back(name);
    std::size_t longest = 0;
    for (std::size_t r = 0; r < out.names.size(); ++r) {
      const auto rest = within(name, out.names[r]);
      if (!rest || out.names[r].size() <= longest) continue;
      longest = out.names[r].size();
      out.of_use.back() = r;
      out.uses.back() = *rest;
    }
  }
}

}  // namespace

Regions regions(const Accounts& accounts) {
  const auto column = column_of(accounts, "region");
  if (!column) {
    throw Refusal(
        Reason::unknown_category,
        "sectors.csv has no column \"region\": the table is of one region (import a table of several "
        "with its labels in levels, or add the column)");
  }
  const auto sector_column = column_of(accounts, "sector");
  Regions out;
  for (const Sector& sector : accounts.sectors) {
    const std::string& region = sector.other[*column];
    out.of.push_back(position(out.names, region));
    out.sector.push_back(position(out.sectors, sector_column
                                                   ? sector.other[*sector_column]
                                                   : within(sector.code, region).value_or(sector.code)));
  }
  if (out.names.size() < 2) {
    throw Refusal(Reason::out_of_range,
                  fmt::format("all sectors are of the region \"{}\"; this takes two regions or more",
                              out.names.empty() ? "" : out.names.front()));
  }
  place_uses(accounts, out);
  return out;
}

Matrix final_demand_by_region(const Accounts& accounts, const Regions& regions) {
  const std::size_t elsewhere = regions.names.size();
  Matrix out(accounts.size(), elsewhere + 1);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    for (std::size_t k = 0; k < regions.of_use.size(); ++k)
      out(i, regions.of_use[k].value_or(elsewhere)) += accounts.final_demand.values(i, k);
  }
  return out;
}

}  // namespace leontide::table
