#include "table/analyses/linkages.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "table/analyses/chain_position.hpp"

namespace leontide::report {

namespace {

using InGroup = SectorColumn::InGroup;
using table::Accounts;

constexpr int linkage_digits = 4;

Title role_name(table::SectorRole role) {
  switch (role) {
    case table::SectorRole::key: return {"key", "关键部门"};
    case table::SectorRole::backward: return {"backward", "后向型"};
    case table::SectorRole::forward: return {"forward", "前向型"};
    case table::SectorRole::weak: return {"weak", "弱关联"};
    case table::SectorRole::none: break;
  }
  return {"–", "–"};
}

std::vector<SectorColumn> linkage_columns(const table::Linkages& found) {
  std::vector<Title> roles;
  for (const table::SectorRole role : found.roles)
    roles.push_back(role_name(role));
  return {{number_column("backward_normalised", "Power of dispersion", "影响力系数", linkage_digits),
           found.backward_normalised,
           {}},
          {number_column("forward_leontief_normalised", "Sensitivity, Leontief rows",
                         "感应度系数（完全需求）", linkage_digits),
           found.forward_leontief_normalised,
           {}},
          {number_column("forward_ghosh_normalised", "Sensitivity, Ghosh rows", "感应度系数（完全供给）",
                         linkage_digits),
           found.forward_ghosh_normalised,
           {}},
          {number_column("backward", "Backward linkage", "影响力", linkage_digits), found.backward, {}},
          {number_column("forward_leontief", "Forward, Leontief rows", "感应度（完全需求）", linkage_digits),
           found.forward_leontief,
           {}},
          {number_column("forward_ghosh", "Forward, Ghosh rows", "感应度（完全供给）", linkage_digits),
           found.forward_ghosh,
           {}},
          {number_column("backward_variation", "Variation, columns", "影响力变异系数", 2),
           found.backward_variation,
           {},
           InGroup::none},
          {number_column("forward_variation", "Variation, rows", "感应度变异系数", 2),
           found.forward_variation,
           {},
           InGroup::none},
          {text_column("role", "Role", "类型"), {}, roles}};
}

}  // namespace

std::vector<Sheet> linkages_sheets(const Accounts& accounts, const AnalysisRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  const table::Linkages found = table::linkages(chosen.coefficients().values, accounts.output);
  Sheet sheet =
      sector_sheet(accounts, options.view, "linkages",
                   {"Linkages: " + accounts.title, "产业关联：" + accounts.title}, linkage_columns(found));
  sheet.notes.push_back(origin_note(chosen));
  sheet.notes.push_back(
      {"Power of dispersion: column sum of the Leontief inverse over the mean (Rasmussen 1956). "
       "Sensitivity "
       "has two definitions: row sums of the Leontief inverse (Rasmussen), row sums of the Ghosh inverse "
       "(Jones 1976), each over its mean.",
       "影响力系数：列昂惕夫逆矩阵列和除以均值（Rasmussen "
       "1956）。感应度系数有两种定义：列昂惕夫逆矩阵行和（完全需求），"
       "Ghosh 逆矩阵行和（完全供给，Jones 1976），各除以均值。"});
  sheet.notes.push_back(
      {"Variation: standard deviation (n - 1) over mean of a sector's column of the Leontief inverse, and of "
       "its row "
       "of the Ghosh inverse; small is a linkage spread over many sectors.",
       "变异系数：该部门在列昂惕夫逆矩阵中的列、在 Ghosh 逆矩阵中的行的标准差（n - "
       "1）除以均值；越小，关联越分散。"});
  const auto empty = std::count(accounts.output.begin(), accounts.output.end(), 0.0);
  if (empty > 0)
    sheet.notes.push_back(
        {fmt::format("{} without output {} left out of means and variations.",
                     empty == 1 ? "One sector" : fmt::format("{} sectors", empty), empty == 1 ? "is" : "are"),
         fmt::format("{} 个无产出部门不计入均值与变异系数。", empty)});
  const auto key = std::count(found.roles.begin(), found.roles.end(), table::SectorRole::key);
  sheet.notes.push_back(
      {fmt::format("Key sectors (power of dispersion and Ghosh sensitivity above 1): {}.", key),
       fmt::format("关键部门（影响力系数与完全供给感应度系数均大于 1）：{} 个。", key)});
  return {std::move(sheet)};
}

std::vector<Sheet> ghosh_sheets(const Accounts& accounts, const AnalysisRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  const table::Matrix b = table::allocation_from(chosen.coefficients().values, accounts.output);
  const table::Matrix g = table::leontief_inverse(b);
  const std::vector<double> shares = table::value_added_shares(accounts);
  std::vector<double> own(accounts.size());
  for (std::size_t i = 0; i < own.size(); ++i)
    own[i] = g(i, i);
  const std::vector<SectorColumn> columns{
      {number_column("supply_multiplier", "Supply multiplier", "完全供给系数行和", linkage_digits),
       table::row_sums(g),
       {}},
      {number_column("direct", "Direct allocation", "直接分配系数行和", linkage_digits),
       table::row_sums(b),
       {}},
      {number_column("own", "Own sector", "本部门完全供给系数", linkage_digits), own, {}, InGroup::none},
      {number_column("value_added_effect", "Value added enabled", "带动增加值", linkage_digits),
       table::multiply(g, shares),
       {}}};
  Sheet sheet = sector_sheet(
      accounts, options.view, "ghosh",
      {"Supply-driven multipliers (Ghosh): " + accounts.title, "供给驱动乘数（Ghosh）：" + accounts.title},
      columns);
  sheet.notes.push_back(origin_note(chosen));
  sheet.notes.push_back(
      {"A unit more of a sector's primary inputs and the output of all sectors it lets through, purchases "
       "in "
       "fixed shares of sales (Ghosh 1958). Read as a price model it holds exactly (Dietzenbacher 1997).",
       "某部门初始投入增加一单位、按固定分配比例带动的全部产出（Ghosh "
       "1958）；按价格模型解释则严格成立（Dietzenbacher "
       "1997）。"});
  return {std::move(sheet)};
}

std::vector<Sheet> upstreamness_sheets(const Accounts& accounts, const AnalysisRequest& options) {
  const table::ChainPositions found = table::chain_positions(accounts);
  const std::vector<SectorColumn> columns{
      {number_column("upstreamness", "Upstreamness", "上游度", linkage_digits), found.upstreamness, {}},
      {number_column("downstreamness", "Downstreamness", "下游度", linkage_digits),
       found.downstreamness,
       {}}};
  Sheet sheet =
      sector_sheet(accounts, options.view, "upstreamness",
                   {"Position in the chain: " + accounts.title, "产业链位置：" + accounts.title}, columns);
  sheet.notes.push_back(
      {"Upstreamness (Antràs et al. 2012): mean distance to final use. Downstreamness "
       "(Miller & Temurshoev 2017): mean distance from primary inputs.",
       "上游度（Antràs 等 2012）：到最终使用的平均距离；下游度（Miller 与 Temurshoev "
       "2017）：距初始投入的平均距离。"});
  sheet.notes.push_back(
      found.open_economy
          ? Title{"Flows are of all origins and set against domestic absorption (output less exports "
                  "and inventories plus imports).",
                  "流量含进口，按国内吸收（产出减出口减存货变动加进口）折算。"}
          : Title{"Flows are local; imports stand among the primary inputs, exports among final use.",
                  "流量仅含本地产品；进口计入初始投入，出口计入最终使用。"});
  return {std::move(sheet)};
}

}  // namespace leontide::report
