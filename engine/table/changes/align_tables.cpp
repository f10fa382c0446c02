#include "table/changes/align_tables.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "table/changes/aggregate.hpp"
#include "table/imports.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::table {

namespace {

constexpr std::array<std::pair<UseKind, const char*>, 6> kinds{{{UseKind::consumption, "consumption"},
                                                                {UseKind::investment, "investment"},
                                                                {UseKind::exports, "exports"},
                                                                {UseKind::imports, "imports"},
                                                                {UseKind::balance, "balance"},
                                                                {UseKind::other, "other"}}};

bool same_sectors(const Accounts& one, const Accounts& other) {
  return std::equal(
      one.sectors.begin(), one.sectors.end(), other.sectors.begin(), other.sectors.end(),
      [](const Sector& a, const Sector& b) { return a.code == b.code && a.name_en == b.name_en; });
}

Categories by_kind(const Categories& uses, std::size_t n) {
  Categories out;
  for (const auto& [kind, name] : kinds) {
    std::vector<double> column(n);
    for (std::size_t k = 0; k < uses.names.size(); ++k) {
      if (use_kind_of(uses.names[k]) != kind) continue;
      for (std::size_t i = 0; i < n; ++i)
        column[i] += uses.values(i, k);
    }
    out.add(name, column);
  }
  return out;
}

// Groups in alphabetical order, so that tables which name them in another order agree.
Grouping clusters_of(const Accounts& accounts) {
  Grouping grouping = group_by(accounts, "cluster");
  std::vector<std::size_t> order(grouping.groups.size());
  for (std::size_t g = 0; g < order.size(); ++g)
    order[g] = g;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return grouping.groups[a].code < grouping.groups[b].code; });
  Grouping sorted;
  std::vector<std::size_t> place(order.size());
  for (std::size_t g = 0; g < order.size(); ++g) {
    place[order[g]] = g;
    sorted.groups.push_back(grouping.groups[order[g]]);
  }
  for (const std::size_t g : grouping.of)
    sorted.of.push_back(place[g]);
  return sorted;
}

void require_alike(const Accounts& one, const Accounts& other) {
  if (one.unit != other.unit) {
    throw Refusal(Reason::shape, fmt::format("\"{}\" is in {} and \"{}\" in {}", one.title, one.unit,
                                             other.title, other.unit));
  }
  if (one.origins != other.origins) {
    throw Refusal(Reason::shape,
                  fmt::format("one of \"{}\" and \"{}\" counts inputs of all origins, the other local ones: "
                              "compare tables of one kind",
                              one.title, other.title));
  }
}

}  // namespace

Accounts merge_uses(Accounts accounts) {
  accounts.final_demand = by_kind(accounts.final_demand, accounts.size());
  if (!accounts.final_demand_imported.empty()) {
    accounts.final_demand_imported = by_kind(accounts.final_demand_imported, accounts.size());
  }
  return accounts;
}

Aligned align_tables(const std::vector<Accounts>& tables) {
  Aligned out;
  out.tables = tables;
  const auto all_origins = [](const Accounts& one) { return one.origins == Origins::all; };
  out.origins_merged = std::any_of(tables.begin(), tables.end(), all_origins) &&
                       !std::all_of(tables.begin(), tables.end(), all_origins);
  for (Accounts& one : out.tables) {
    const bool imports_known = one.origins == Origins::local && !one.flows_imported.empty();
    if (out.origins_merged && imports_known) one = join_imports(one);
    require_alike(out.tables.front(), one);
    out.by_cluster = out.by_cluster || !same_sectors(out.tables.front(), one);
    out.uses_merged = out.uses_merged || out.tables.front().final_demand.names != one.final_demand.names;
  }
  for (Accounts& one : out.tables) {
    if (out.by_cluster) {
      out.groups.push_back(clusters_of(one));
      one = aggregate(one, out.groups.back());
    }
    if (out.uses_merged) one = merge_uses(std::move(one));
    if (codes(one) == codes(out.tables.front())) continue;
    throw Refusal(Reason::unknown_category,
                  fmt::format("\"{}\" and \"{}\" have neither the same sectors nor the same clusters",
                              out.tables.front().title, one.title));
  }
  return out;
}

}  // namespace leontide::table
