#include "report/tables/city.hpp"

#include <cmath>
#include <fmt/format.h>

#include "table/leontief_system.hpp"
#include "table/origins.hpp"

namespace leontide::report {

namespace {

using recipes::CityError;
using table::Accounts;

std::string percent_text(double part) {
  return fmt::format("{:+.1f}", 100 * part);
}

/// The error at sector i in each region, as `Liaoning -3.1, Hunan +2.0`.
std::string errors_text(const CityError& error, std::size_t i) {
  std::string out;
  for (const CityError::Region& region : error.regions) {
    if (region.relative.empty() || std::isnan(region.relative[i])) continue;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", region.name, percent_text(region.relative[i]));
  }
  return out.empty() ? "-" : out;
}

Sheet regions_sheet(const CityError& error) {
  Sheet sheet{"route",
              {"Error of the route: regions built from " + error.wider,
               "路线误差：由“" + error.wider + "”编制的地区"},
              {text_column("region", "Region", "地区"),
               number_column("bias", "Bias of local multipliers", "本地乘数偏差", 1, "%"),
               number_column("mean_absolute", "mean absolute", "平均绝对误差", 1, "%")},
              {},
              {}};
  for (const CityError::Region& region : error.regions) {
    if (region.refused.empty()) {
      sheet.rows.push_back({same(region.name), 100 * region.bias, 100 * region.mean_absolute});
    } else {
      sheet.notes.push_back({fmt::format("The route does not get to {}: {}.", region.name, region.refused),
                             fmt::format("该路线未能编制{}：{}。", region.name, region.refused)});
    }
  }
  sheet.notes.push_back(
      {"Each is built by the same steps from the wider area's table and its own three figures, and held "
       "against its "
       "official table; weighted by official output. What a city differs from its province by, no table "
       "tells.",
       "各地区按同样步骤由上级地区的表及其三次产业增加值编制，与其官方表比较；按官方产出加权。"});
  return sheet;
}

}  // namespace

std::vector<Sheet> city_sheets(const Accounts& city, const std::vector<Title>& conventions,
                               const std::optional<CityError>& error) {
  const Chosen chosen = choose_requirements(city, "domestic");
  const table::LeontiefSystem system(chosen.coefficients().values);
  std::vector<SectorColumn> columns{
      {number_column("multiplier", "Local output multiplier", "本地产出乘数", 4),
       system.effects(std::vector<double>(city.size(), 1)),
       {}}};
  if (error) {
    std::vector<double> mean = error->mean_absolute;
    for (double& one : mean)
      one *= 100;
    std::vector<Title> each;
    for (std::size_t i = 0; i < city.size(); ++i)
      each.push_back(same(errors_text(*error, i)));
    columns.push_back(
        {number_column("error", "Error of the route", "路线误差", 1, "%"), std::move(mean), {}});
    columns.push_back({text_column("errors", "by region (%)", "各地区（%）"), {}, std::move(each)});
  }
  columns.push_back({number_column("value_added_multiplier", "Value added, total", "增加值完全效应", 4),
                     system.effects(table::value_added_shares(city)),
                     {}});
  columns.push_back(
      {number_column("value_added", "Value added", "增加值", 1, city.unit), city.value_added_total, {}});
  columns.push_back({number_column("output", "Output", "产出", 1), city.output, {}});
  Sheet sheet = sector_sheet(city, {}, "city", same(city.title), columns);
  sheet.notes.insert(sheet.notes.end(), conventions.begin(), conventions.end());
  std::vector<Sheet> sheets;
  if (error) {
    sheets = {std::move(sheet), regions_sheet(*error)};
  } else {
    sheet.notes.push_back(
        {"The route's error is not measured: --tested-on names a folder with the nation's table of the "
         "same year and sectors and those of regions of it.",
         "未测量路线误差：用 --tested-on 指明含同年同部门全国表与地区表的目录。"});
    sheets = {std::move(sheet)};
  }
  return sheets;
}

}  // namespace leontide::report
