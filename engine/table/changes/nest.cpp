#include "table/changes/nest.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "table/coefficients.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t city_region = 0;
constexpr std::size_t rest_region = 1;
constexpr std::size_t wider_region = 2;
constexpr std::size_t abroad = 3;
constexpr std::size_t region_count = 3;

/// Where a buyer takes a product from: parts of one, the last from abroad.
using Parts = std::array<double, region_count + 1>;

/// Final demand of a table by what becomes of it, [n] each.
struct Demand {
  std::vector<double> uses, exports, outflow, imports, inflow;
};

Demand demand_of(const Accounts& accounts) {
  const std::size_t n = accounts.size();
  Demand out{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n), std::vector<double>(n),
             std::vector<double>(n)};
  for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k) {
    const std::string& name = accounts.final_demand.names[k];
    const UseKind kind = use_kind_of(name);
    if (kind == UseKind::balance) continue;
    const bool within = name.find("outflow") != std::string::npos || name.find("inflow") != std::string::npos;
    std::vector<double>& into = kind == UseKind::exports   ? within ? out.outflow : out.exports
                                : kind == UseKind::imports ? within ? out.inflow : out.imports
                                                           : out.uses;
    for (std::size_t i = 0; i < n; ++i)
      into[i] +=
          kind == UseKind::imports ? -accounts.final_demand.values(i, k) : accounts.final_demand.values(i, k);
  }
  return out;
}

void require_fitting(const Accounts& one, const Accounts& other) {
  if (codes(one) != codes(other) || one.unit != other.unit) {
    throw Refusal(Reason::shape,
                  fmt::format("\"{}\" (in {}) and \"{}\" (in {}) are of other sectors or units", one.title,
                              one.unit, other.title, other.unit));
  }
}

/// What the whole makes beside the part.
std::vector<double> rest_of(const Accounts& whole, const Accounts& part) {
  constexpr double rounding = 1e-9;
  std::vector<double> out;
  std::string over;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const double left = whole.output[i] - part.output[i];
    if (left < -rounding * whole.output[i])
      over += fmt::format("{}{} ({} of {})", over.empty() ? "" : ", ", whole.sectors[i].code,
                          print_number(part.output[i]), print_number(whole.output[i]));
    out.push_back(std::max(0.0, left));
  }
  if (over.empty()) return out;
  throw Refusal(Reason::out_of_range,
                fmt::format("\"{}\" makes more than \"{}\", which it is to lie in, in {}: are both "
                            "of one year and unit?",
                            part.title, whole.title, over));
}

/// The three regions before their trade is known.
struct Outline {
  const Accounts& city;
  const Accounts& area;
  const Accounts& wider;
  std::array<std::vector<double>, region_count> output;
  std::array<Matrix, region_count> technology;
  std::array<std::vector<double>, region_count> uses;     ///< final uses of all origins
  std::array<std::vector<double>, region_count> exports;  ///< abroad
  std::vector<double> city_outflow, city_uses_local;
  std::vector<double> area_outflow;
  std::vector<double> within_area, within_wider;  ///< purchase shares
  std::vector<double> from_wider;  ///< of what the area buys outside, the part from the wider area
};

std::vector<double> minus(const std::vector<double>& whole, const std::vector<double>& part) {
  std::vector<double> out;
  for (std::size_t i = 0; i < whole.size(); ++i)
    out.push_back(std::max(0.0, whole[i] - part[i]));
  return out;
}

Outline outline(const Accounts& city, const Accounts& area, const Accounts& wider) {
  const Demand of_city = demand_of(city);
  const Demand of_area = demand_of(area);
  const Demand of_wider = demand_of(wider);
  std::vector<double> city_uses = of_city.uses;
  const std::vector<double> imported = row_sums(city.final_demand_imported.values);
  for (std::size_t i = 0; i < imported.size(); ++i)
    city_uses[i] += imported[i];
  Outline out{
      city,
      area,
      wider,
      {city.output, rest_of(area, city), rest_of(wider, area)},
      {coefficients(city, Requirements::total).values, coefficients(area, Requirements::total).values,
       coefficients(wider, Requirements::total).values},
      {city_uses, minus(of_area.uses, city_uses), minus(of_wider.uses, of_area.uses)},
      {of_city.exports, minus(of_area.exports, of_city.exports), minus(of_wider.exports, of_area.exports)},
      of_city.outflow,
      of_city.uses,
      of_area.outflow,
      area.regional_supply.column("regional_purchase_share"),
      wider.regional_supply.column("regional_purchase_share"),
      {}};
  for (std::size_t i = 0; i < city.size(); ++i) {
    const double outside = of_area.inflow[i] + of_area.imports[i];
    out.from_wider.push_back(outside > 0 ? std::clamp(of_area.inflow[i] / outside, 0.0, 1.0) : 1);
  }
  return out;
}

/// The sources of a product for each region's buyers. The city's are those beside its local part.
struct Sources {
  Parts rest, wider;
  double within_area = 0;
  Parts beyond_area;  ///< what neither city nor rest sells, as parts of it
};

/// A region that makes none of a product sells none: its part goes to the next one out.
void pass_on(Parts& parts, const Outline& all, std::size_t i) {
  for (std::size_t r = 0; r < region_count; ++r) {
    if (all.output[r][i] > 0) continue;
    parts[r + 1] += parts[r];
    parts[r] = 0;
  }
}

Sources sources_of(const Outline& all, std::size_t i,
                   const std::array<std::vector<double>, region_count>& used) {
  Sources out{};
  const double within = std::clamp(all.within_area[i], 0.0, 1.0);
  const double domestic = std::clamp(all.within_wider[i], 0.0, 1.0);
  const double to_wider = std::max(0.0, all.area_outflow[i]);
  const double city_part = all.area.output[i] > 0 ? all.city.output[i] / all.area.output[i] : 0;
  double city_to_wider = std::min(std::max(0.0, all.city_outflow[i]), to_wider * city_part);
  const double city_to_rest = std::max(0.0, all.city_outflow[i]) - city_to_wider;
  const auto part = [](double amount, double of, double at_most) {
    return of > 0 ? std::clamp(amount / of, 0.0, at_most) : 0;
  };
  const double in_rest = part(city_to_rest, used[rest_region][i], within);
  city_to_wider += city_to_rest - in_rest * std::max(0.0, used[rest_region][i]);
  const double from_wider = all.from_wider[i];
  out.rest = {in_rest, within - in_rest, (1 - within) * from_wider, (1 - within) * (1 - from_wider)};
  const double in_wider = part(city_to_wider, used[wider_region][i], domestic);
  const double rest_in_wider = part(to_wider - city_to_wider, used[wider_region][i], domestic - in_wider);
  out.wider = {in_wider, rest_in_wider, domestic - in_wider - rest_in_wider, 1 - domestic};
  out.within_area = within;
  out.beyond_area = {0, 0, from_wider, 1 - from_wider};
  for (Parts* parts : {&out.rest, &out.wider, &out.beyond_area})
    pass_on(*parts, all, i);
  return out;
}

/// The city's sources of a product of which it makes the part `local` itself.
Parts city_parts(const Outline& all, const Sources& sources, std::size_t i, double local) {
  const double from_rest = all.output[rest_region][i] > 0 ? std::max(0.0, sources.within_area - local) : 0;
  const double beyond = std::max(0.0, 1 - local - from_rest);
  return {local, from_rest, beyond * sources.beyond_area[wider_region], beyond * sources.beyond_area[abroad]};
}

Accounts frame(const Outline& all, const std::array<std::string, 3>& names) {
  const std::size_t n = all.city.size();
  Accounts out;
  out.title = fmt::format("{}, {} and {}, {} sectors each", names[0], names[1], names[2], n);
  out.region = names[0];
  out.unit = all.city.unit;
  out.currency = all.city.currency;
  out.year = all.city.year;
  out.source =
      fmt::format("derived from \"{}\", \"{}\" and \"{}\"", all.city.title, all.area.title, all.wider.title);
  out.inputs = all.city.inputs;
  out.history = all.city.history;
  out.sector_columns = {"region", "sector"};
  for (std::size_t r = 0; r < region_count; ++r) {
    for (const Sector& sector : all.city.sectors) {
      out.sectors.push_back({names[r] + "_" + sector.code,
                             sector.name_en,
                             sector.name_zh,
                             sector.cluster,
                             {names[r], sector.code}});
    }
    out.output.insert(out.output.end(), all.output[r].begin(), all.output[r].end());
  }
  out.flows = Matrix(region_count * n, region_count * n);
  out.imported_inputs.assign(region_count * n, 0);
  out.final_demand = {{names[0] + "_final_use", names[1] + "_final_use", names[2] + "_final_use", "export"},
                      Matrix(region_count * n, region_count + 1)};
  return out;
}

/// One product's sales to all buyers.
void sell(const Outline& all, std::size_t i, const Sources& sources, Accounts& out) {
  const std::size_t n = all.city.size();
  for (std::size_t s = 0; s < region_count; ++s) {
    for (std::size_t j = 0; j < n; ++j) {
      const double used = all.technology[s](i, j) * all.output[s][j];
      if (used == 0) continue;
      const Parts parts = s == city_region
                              ? city_parts(all, sources, i, std::clamp(all.city.flows(i, j) / used, 0.0, 1.0))
                          : s == rest_region ? sources.rest
                                             : sources.wider;
      for (std::size_t r = 0; r < region_count; ++r)
        out.flows(r * n + i, s * n + j) = parts[r] * used;
      out.imported_inputs[s * n + j] += parts[abroad] * used;
    }
    const double used = all.uses[s][i];
    Parts parts = s == rest_region ? sources.rest : sources.wider;
    if (s == city_region)
      parts = city_parts(all, sources, i, used > 0 ? std::clamp(all.city_uses_local[i] / used, 0.0, 1.0) : 1);
    for (std::size_t r = 0; r < region_count; ++r)
      out.final_demand.values(r * n + i, s) = parts[r] * used;
    if (s == city_region) out.final_demand.values(i, s) = all.city_uses_local[i];
    out.final_demand.values(s * n + i, region_count) = all.exports[s][i];
  }
}

/// What rows miss, and what columns leave to value added. The absolute size of the first.
double close(Accounts& out) {
  std::vector<double> missed = out.output;
  const std::vector<double> intermediate_uses = row_sums(out.flows);
  const std::vector<double> uses = row_sums(out.final_demand.values);
  const std::vector<double> intermediate_inputs = column_sums(out.flows);
  double size = 0;
  for (std::size_t i = 0; i < missed.size(); ++i) {
    missed[i] -= intermediate_uses[i] + uses[i];
    size += std::abs(missed[i]);
    out.value_added_total.push_back(out.output[i] - intermediate_inputs[i] - out.imported_inputs[i]);
  }
  out.final_demand.add("balance", missed);
  return size;
}

}  // namespace

Nested nest(const Accounts& city, const Accounts& area, const Accounts& wider,
            const std::array<std::string, 3>& names) {
  require_fitting(city, area);
  require_fitting(city, wider);
  if (city.origins != Origins::local || city.flows_imported.empty()) {
    throw Refusal(
        Reason::no_such_origin,
        "the city's table is to tell local from imported flows by product (table city, table regionalise, "
        "table imports --as non-competitive)");
  }
  const Outline all = outline(city, area, wider);
  std::array<std::vector<double>, region_count> used = all.uses;
  for (std::size_t s = 0; s < region_count; ++s) {
    const std::vector<double> inputs = multiply(all.technology[s], all.output[s]);
    for (std::size_t i = 0; i < city.size(); ++i)
      used[s][i] += inputs[i];
  }
  Nested out{frame(all, names), 0};
  for (std::size_t i = 0; i < city.size(); ++i)
    sell(all, i, sources_of(all, i, used), out.accounts);
  out.balance_share = close(out.accounts) / sum(out.accounts.output);
  out.accounts.history.push_back(fmt::format(
      "nest: {} in {} (of \"{}\") in {} (of \"{}\"); trade by purchase shares, the city's outflow to {} at "
      "the area's rate, "
      "else to {}; final uses in one column a region; what rows miss stands in the column balance, {:.2f} % "
      "of output; "
      "value added takes what columns leave",
      names[0], names[1], area.title, names[2], wider.title, names[2], names[1], 100 * out.balance_share));
  return out;
}

}  // namespace leontide::table
