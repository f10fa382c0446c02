#include "table/changes/aggregate.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "table/refusal.hpp"
#include "table/regions.hpp"

namespace leontide::table {

namespace {

Matrix sum_rows(const Matrix& matrix, const Grouping& grouping) {
  Matrix out(grouping.groups.size(), matrix.columns);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      out(grouping.of[i], j) += matrix(i, j);
  }
  return out;
}

Matrix sum_both(const Matrix& matrix, const Grouping& grouping) {
  if (matrix.empty()) return matrix;
  const std::size_t m = grouping.groups.size();
  Matrix out(m, m);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      out(grouping.of[i], grouping.of[j]) += matrix(i, j);
  }
  return out;
}

Categories sum_rows(const Categories& categories, const Grouping& grouping) {
  if (categories.empty()) return categories;
  return {categories.names, sum_rows(categories.values, grouping)};
}

/// Keeps the further columns of sectors.csv that are the same for all members of each group.
void carry_columns(const Accounts& accounts, const Grouping& grouping, Accounts& out) {
  out.sector_columns.clear();
  for (Sector& group : out.sectors)
    group.other.clear();
  for (std::size_t k = 0; k < accounts.sector_columns.size(); ++k) {
    std::vector<const std::string*> values(grouping.groups.size(), nullptr);
    bool alike = true;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const std::string*& value = values[grouping.of[i]];
      if (value == nullptr) value = &accounts.sectors[i].other[k];
      alike = alike && *value == accounts.sectors[i].other[k];
    }
    if (!alike) continue;
    out.sector_columns.push_back(accounts.sector_columns[k]);
    for (std::size_t g = 0; g < values.size(); ++g)
      out.sectors[g].other.push_back(*values[g]);
  }
}

std::size_t position(const std::vector<std::string>& columns, const std::string& column) {
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (found == columns.end()) {
    std::vector<std::string> known = columns;
    known.insert(known.begin(), "cluster");
    throw Refusal(Reason::unknown_category,
                  fmt::format("sectors have no column \"{}\"; {}", column, suggestion(column, known)));
  }
  return static_cast<std::size_t>(found - columns.begin());
}

/// Uses of the same name in every region added up.
Categories over_regions(const Categories& uses, const Accounts& accounts, const Regions& regions) {
  Categories out;
  for (std::size_t k = 0; k < uses.names.size(); ++k) {
    const auto known = accounts.final_demand.find(uses.names[k]);
    const std::string& name = known ? regions.uses[*known] : uses.names[k];
    const std::vector<double> column = uses.column(uses.names[k]);
    const auto there = out.find(name);
    if (!there) {
      out.add(name, column);
      continue;
    }
    for (std::size_t i = 0; i < column.size(); ++i)
      out.values(i, *there) += column[i];
  }
  return out;
}

bool has_column(const Accounts& accounts, const char* name) {
  const auto& columns = accounts.sector_columns;
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

/// Of a table with regions that the groups go over.
void join_regions(const Accounts& accounts, Accounts& out) {
  if (!has_column(accounts, "region") || has_column(out, "region")) return;
  const Regions found = regions(accounts);
  out.final_demand = over_regions(out.final_demand, accounts, found);
  out.final_demand_imported = over_regions(out.final_demand_imported, accounts, found);
}

}  // namespace

Grouping group_by(const Accounts& accounts, const std::string& columns) {
  std::vector<std::optional<std::size_t>> parts;  // nothing: the cluster
  for (std::size_t at = 0; at <= columns.size();) {
    const std::size_t next = std::min(columns.find(',', at), columns.size());
    const std::string column = columns.substr(at, next - at);
    parts.push_back(column == "cluster" ? std::nullopt
                                        : std::optional(position(accounts.sector_columns, column)));
    at = next + 1;
  }
  Grouping grouping;
  for (const Sector& sector : accounts.sectors) {
    std::string name;
    std::string last;
    for (const auto& part : parts) {
      last = part ? sector.other[*part] : sector.cluster;
      name += (name.empty() ? "" : "_") + last;
    }
    const auto same = [&](const Sector& group) { return group.code == name; };
    const auto found = std::find_if(grouping.groups.begin(), grouping.groups.end(), same);
    grouping.of.push_back(static_cast<std::size_t>(found - grouping.groups.begin()));
    if (found == grouping.groups.end()) grouping.groups.push_back({name, last, "", last, {}});
  }
  return grouping;
}

Accounts aggregate(const Accounts& accounts, const Grouping& grouping) {
  if (grouping.of.size() != accounts.size()) {
    throw Refusal(Reason::shape, fmt::format("a grouping of {} sectors for a table of {}", grouping.of.size(),
                                             accounts.size()));
  }
  Accounts out = accounts;
  out.sectors = grouping.groups;
  carry_columns(accounts, grouping, out);
  out.flows = sum_both(accounts.flows, grouping);
  out.flows_imported = sum_both(accounts.flows_imported, grouping);
  out.final_demand = sum_rows(accounts.final_demand, grouping);
  out.final_demand_imported = sum_rows(accounts.final_demand_imported, grouping);
  join_regions(accounts, out);
  out.value_added = sum_rows(accounts.value_added, grouping);
  out.value_added_total = aggregate(accounts.value_added_total, grouping);
  if (!accounts.imported_inputs.empty()) {
    out.imported_inputs = aggregate(accounts.imported_inputs, grouping);
  }
  out.other_inputs = sum_rows(accounts.other_inputs, grouping);
  out.output = aggregate(accounts.output, grouping);
  out.regional_supply = {};
  out.history.push_back(
      fmt::format("aggregate: {} sectors added up to {}", accounts.size(), out.sectors.size()));
  return out;
}

std::vector<double> aggregate(std::span<const double> values, const Grouping& grouping) {
  std::vector<double> out(grouping.groups.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    out[grouping.of[i]] += values[i];
  return out;
}

std::vector<double> group_means(std::span<const double> values, std::span<const double> weights,
                                const Grouping& grouping) {
  std::vector<double> sums(grouping.groups.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    sums[grouping.of[i]] += weights[i] == 0 ? 0 : values[i] * weights[i];
  const std::vector<double> totals = aggregate(weights, grouping);
  for (std::size_t g = 0; g < sums.size(); ++g)
    sums[g] = totals[g] == 0 ? 0 : sums[g] / totals[g];
  return sums;
}

}  // namespace leontide::table
