// A city's table from its province's, by the steps that models/dalian/table.yaml takes.
#include "recipes/city.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "table/imports.hpp"
#include "table/origins.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::recipes {

namespace {

using table::Accounts;
using table::UseKind;

constexpr std::array<const char*, 3> broad_names{"primary", "secondary", "tertiary"};

// Conventions of the route, each stated in `city_conventions`.
constexpr double local_services_at_least = 0.9;
constexpr double exports_at_most = 0.8;
constexpr double outflow_at_least = 0.03;
constexpr double balance_tolerance = 1e-13;

bool contains_any(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return text.find(word) != std::string::npos; });
}

/// Services that are bought where one lives; a printed inflow of them balances the table.
bool is_local_service(const table::Sector& sector) {
  return contains_any(sector.name_zh, {"房地产", "居民服务", "教育", "卫生", "公共管理"})
             ? sector.cluster == "other_services"
             : sector.cluster == "other_services" &&
                   contains_any(sector.name_en,
                                {"Real estate", "Resident", "Education", "Health", "Public administration"});
}

std::vector<std::string> local_services(const Accounts& area) {
  std::vector<std::string> codes;
  for (const table::Sector& sector : area.sectors) {
    if (is_local_service(sector)) codes.push_back(sector.code);
  }
  return codes;
}

std::array<double, 3> broad_totals(const Accounts& area, const std::vector<std::size_t>& broad) {
  std::array<double, 3> totals{};
  for (std::size_t i = 0; i < area.size(); ++i)
    totals[broad[i]] += area.value_added_total[i];
  return totals;
}

double total(const std::array<double, 3>& parts) {
  return parts[0] + parts[1] + parts[2];
}

double share_of(const Accounts& area, const CityFigures& figures) {
  const double whole = table::sum(area.value_added_total);
  const double share = figures.share.value_or(total(figures.value_added) / whole);
  constexpr double least = 1e-3;
  if (share >= least && share <= 1) return share;
  throw table::Refusal(
      table::Reason::out_of_range,
      fmt::format("the city's value added of {} is {:.4g} times the {} of \"{}\", in {}; figures are in the "
                  "table's unit, and those of a later year come with the city's share of that year",
                  print_number(total(figures.value_added)), share, print_number(whole), area.title,
                  area.unit));
}

/// A part is no larger than the whole, but for figures of a later year, and nothing is part of nothing.
void require_parts(const Accounts& area, const std::array<double, 3>& whole, const CityFigures& figures) {
  constexpr double rounding = 1e-6;
  const bool is_same_year = !figures.share && (figures.year == 0 || figures.year == area.year);
  for (std::size_t b = 0; b < 3; ++b) {
    const double part = figures.value_added[b];
    if (part <= whole[b] * (1 + rounding) || (whole[b] > 0 && !is_same_year)) continue;
    throw table::Refusal(
        table::Reason::out_of_range,
        fmt::format("the city's {} value added of {} is more than the {} of \"{}\"; figures of a later year "
                    "come with the city's share of that year",
                    broad_names[b], print_number(part), print_number(whole[b]), area.title));
  }
}

Structure structure_of(const Accounts& area, const CityFigures& figures) {
  const std::vector<std::size_t> broad = broad_sectors(area);
  const std::array<double, 3> whole = broad_totals(area, broad);
  Structure step;
  step.share = share_of(area, figures);
  require_parts(area, whole, figures);
  const double scale = step.share * total(whole) / total(figures.value_added);
  for (std::size_t b = 0; b < 3; ++b) {
    BroadSector one{broad_names[b], 0, figures.value_added[b], {}};
    if (whole[b] > 0) one.share = scale * figures.value_added[b] / whole[b];
    for (std::size_t i = 0; i < area.size(); ++i) {
      if (broad[i] == b) one.codes.push_back(area.sectors[i].code);
    }
    if (!one.codes.empty()) step.broad.push_back(std::move(one));
  }
  step.quotients = figures.quotients;
  return step;
}

/// Uses that people and firms of the area make, each at the area's share of value added; one that sums to
/// nothing is left out.
Closure closure_of(const Accounts& area, const CityFigures& figures) {
  Closure step;
  const double whole = table::sum(area.value_added_total);
  for (const std::string& name : area.final_demand.names) {
    const UseKind kind = table::use_kind_of(name);
    const double amount = table::sum(area.final_demand.column(name));
    if ((kind == UseKind::consumption || kind == UseKind::investment) && amount > 0)
      step.uses.push_back({name, amount / whole, {name}});
    if (kind == UseKind::exports && name.find("outflow") == std::string::npos)
      step.exports.mix.push_back(name);
  }
  step.exports.at_most = exports_at_most;
  step.outflow_at_least = outflow_at_least;
  step.exports.total = figures.exports;
  for (std::size_t i = 0; i < area.size() && figures.exports; ++i) {
    double rate = 0;
    for (const std::string& name : step.exports.mix)
      rate += area.final_demand.values(i, *area.final_demand.find(name));
    if (rate > 0) step.exports.codes.push_back(area.sectors[i].code);
  }
  return step;
}

}  // namespace

Accounts area_table(const Accounts& accounts) {
  if (accounts.origins == table::Origins::all && accounts.regional_supply.find("regional_purchase_share"))
    return accounts;
  const table::KnownRequirements known = table::known_requirements(accounts);
  if (!known.total || !known.regional) {
    throw table::Refusal(table::Reason::no_such_origin,
                         "the table does not tell by product what it buys from outside: neither "
                         "regional_supply.csv, nor imported flows, nor a column of imports");
  }
  std::vector<double> shares(accounts.size(), 1);
  if (known.basis == table::OriginBasis::import_shares) {
    for (std::size_t i = 0; i < shares.size(); ++i)
      shares[i] = 1 - known.import_shares[i];
    Accounts out = accounts;
    out.regional_supply.add("regional_purchase_share", shares);
    return out;
  }
  const table::UsesByOrigin uses = table::uses_by_origin(accounts, known);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    double local = table::sum(accounts.flows.row(i));
    double imported = table::sum(accounts.flows_imported.row(i));
    for (std::size_t k = 0; k < uses.local.names.size(); ++k) {
      if (table::use_kind_of(uses.local.names[k]) == UseKind::exports) continue;
      local += uses.local.values(i, k);
      imported += uses.imported.values(i, k);
    }
    if (local + imported > 0) shares[i] = std::clamp(local / (local + imported), 0.0, 1.0);
  }
  Accounts out = table::join_imports(accounts);
  out.regional_supply = {};
  out.regional_supply.add("regional_purchase_share", shares);
  return out;
}

std::vector<std::size_t> broad_sectors(const Accounts& accounts) {
  const auto& columns = accounts.sector_columns;
  const auto named = std::find(columns.begin(), columns.end(), "broad");
  std::vector<std::size_t> out;
  for (const table::Sector& sector : accounts.sectors) {
    if (named != columns.end()) {
      const std::string& name = sector.other[static_cast<std::size_t>(named - columns.begin())];
      const auto found = std::find(broad_names.begin(), broad_names.end(), name);
      if (found == broad_names.end()) {
        throw table::Refusal(table::Reason::unknown_category,
                             fmt::format("sector \"{}\" is of broad sector \"{}\", which is none of {}",
                                         sector.code, name, fmt::join(broad_names, ", ")));
      }
      out.push_back(static_cast<std::size_t>(found - broad_names.begin()));
      continue;
    }
    if (sector.cluster.empty()) {
      throw table::Refusal(
          table::Reason::unknown_category,
          fmt::format("sector \"{}\" is of no cluster: a column \"broad\" of sectors.csv tells "
                      "primary, secondary and tertiary industry",
                      sector.code));
    }
    const bool repairs = contains_any(sector.name_zh, {"修理服务"}) || sector.name_en.starts_with("Repair");
    const bool secondary = sector.cluster == "mining_energy" || sector.cluster == "construction" ||
                           (sector.cluster == "manufacturing" && !repairs);
    out.push_back(sector.cluster == "agriculture" ? 0 : secondary ? 1 : 2);
  }
  return out;
}

std::vector<Step> city_steps(const Accounts& area, const CityFigures& figures) {
  if (!(total(figures.value_added) > 0) || std::any_of(figures.value_added.begin(), figures.value_added.end(),
                                                       [](double one) { return !(one >= 0); })) {
    throw table::Refusal(table::Reason::out_of_range,
                         "value added of a city is not negative, and not all zero");
  }
  RegionalPurchase purchase;
  const std::vector<std::string> services = local_services(area);
  if (!services.empty()) purchase.at_least.push_back({local_services_at_least, services});
  Structure structure = structure_of(area, figures);
  Regionalise regionalise;
  regionalise.method = table::LocationMethod::flq;
  regionalise.delta = figures.delta;
  regionalise.size = structure.share;
  Balance balance;
  for (const BroadSector& broad : structure.broad)
    balance.value_added.emplace_back(broad.name, broad.value_added);
  balance.options.tolerance = balance_tolerance;
  return {std::move(purchase), std::move(structure), std::move(regionalise), closure_of(area, figures),
          std::move(balance)};
}

std::vector<Title> city_conventions(const Accounts& area, const CityFigures& figures) {
  const std::vector<std::string> services = local_services(area);
  const double share = share_of(area, figures);
  const bool has_broad = std::ranges::find(area.sector_columns, "broad") != area.sector_columns.end();
  std::vector<Title> out;
  out.push_back({fmt::format("Technology, product mixes and export rates are those of \"{}\".", area.title),
                 fmt::format("技术、产品结构与出口率取自“{}”。", area.title)});
  out.push_back(
      {fmt::format(
           "The city is {:.4g} of it by value added{}. Value added of a sector: the quotient of its "
           "broad sector{} times the area's, scaled to the three figures. Broad sectors go by {}.",
           share, figures.share ? ", as stated" : "", figures.quotients.empty() ? "" : ", or the one stated,",
           has_broad ? "the column broad of sectors.csv" : "cluster, repair of machinery being tertiary"),
       fmt::format("按增加值计，该市占其 "
                   "{:.4g}{}。部门增加值：所属产业的区位商{}乘以该地区的增加值，再缩放到三次产业数据。"
                   "三次产业按{}划分。",
                   share, figures.share ? "（给定）" : "",
                   figures.quotients.empty() ? "" : "（或给定的区位商）",
                   has_broad ? " sectors.csv 的 broad 列" : " cluster 列（机械修理属第三产业）")});
  if (!services.empty()) {
    out.push_back(
        {fmt::format("Of {} at least {} is bought in the area: a printed inflow of them balances its table.",
                     fmt::join(services, ", "), local_services_at_least),
         fmt::format("{} 至少有 {} 在该地区购买：表中印出的这类流入只是平衡项。", fmt::join(services, "、"),
                     local_services_at_least)});
  }
  out.push_back(
      {fmt::format("Local inputs: purchase shares of the area times FLQ, delta {}, own sector by SLQ.",
                   print_number(figures.delta)),
       fmt::format("本地投入：该地区的购买率乘以 FLQ（δ = {}），本部门用 SLQ。",
                   print_number(figures.delta))});
  out.push_back(
      {fmt::format(
           "Final uses at the area's shares of value added; exports {}, at most {} of output; outflow "
           "closes each row, at least {} of output, and local use moves to imports where it would not. It "
           "is a residual and no datum.",
           figures.exports ? "of the stated total" : "at the area's rate", exports_at_most, outflow_at_least),
       fmt::format("最终使用按该地区占增加值的比重；出口{}，最多为产出的 {}；流出使各行平衡，至少为产出的 "
                   "{}，不足时本地使用"
                   "转为进口。流出是余项，不是数据。",
                   figures.exports ? "为给定总额" : "按该地区出口率", exports_at_most, outflow_at_least)});
  out.push_back({"GRAS brings the table to the three figures.", "以 GRAS 将全表调整到三次产业数据。"});
  return out;
}

Workbench put_together(const Accounts& area, const CityFigures& figures, StepContext& context) {
  Workbench bench;
  bench.in_parts = true;
  bench.base = area;
  bench.technology = table::technology_of(area);
  bench.history = area.history;
  for (const Step& step : city_steps(area, figures)) {
    std::visit([&](const auto& one) { apply(one, bench, context); }, step);
    bench.table.history = bench.history;
  }
  bench.table.inputs = area.inputs;
  bench.table.region = figures.name.empty() ? "city" : figures.name;
  bench.table.title =
      fmt::format("Input-output table of {}, {} sectors (derived)", bench.table.region, area.size());
  bench.table.year = figures.year == 0 ? area.year : figures.year;
  bench.table.currency = area.currency;
  bench.table.source =
      fmt::format("derived from \"{}\" and the city's value added by broad sector", area.title);
  return bench;
}

}  // namespace leontide::recipes
