#include "report/tables/change_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "recipes/steps.hpp"
#include "report/tables/analysis_sheets.hpp"
#include "report/tables/balance_record.hpp"
#include "report/tables/standing_out.hpp"
#include "report/tables/terms.hpp"
#include "report/tables/view.hpp"
#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"
#include "table/multipliers.hpp"

namespace leontide::report {

namespace {

using table::Accounts;

Sheet largest_changes(const Accounts& before, const Accounts& after) {
  Sheet sheet{"outputs",
              {"Output multipliers before and after", "前后产出乘数"},
              {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门"),
               number_column("before", "Before", "之前", 4), number_column("after", "After", "之后", 4)},
              {},
              {}};
  const auto multipliers = [](const Accounts& accounts) {
    return table::output_multipliers(
        table::leontief_inverse(table::technical_coefficients(accounts.flows, accounts.output)));
  };
  const std::vector<double> one = multipliers(before);
  const std::vector<double> other = multipliers(after);
  for (std::size_t i = 0; i < one.size(); ++i) {
    sheet.rows.push_back({same(before.sectors[i].code), sector_name(before.sectors[i]), one[i], other[i]});
  }
  if (one.empty()) return sheet;
  const auto moved = [&](std::size_t i) { return std::abs(other[i] - one[i]); };
  std::size_t most = 0;
  for (std::size_t i = 1; i < one.size(); ++i)
    most = moved(i) > moved(most) ? i : most;
  const Title sector = sector_called(before.sectors[most]);
  sheet.sentence = {fmt::format("The output multiplier that moved most is that of {}: from {:.4f} to {:.4f}.",
                                sector.en, one[most], other[most]),
                    fmt::format("变化最大的产出乘数是{}：由 {:.4f} 至 {:.4f}。",
                                in_language(sector, Language::zh), one[most], other[most])};
  return sheet;
}

/// What closes the rows of an updated table.
Sheet closed_rows(const Accounts& before, const Accounts& after) {
  Sheet sheet{"rows",
              {"Outputs and final uses before and after", "前后产出与最终使用"},
              {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门"),
               number_column("output_before", "Output before", "之前产出", 1, before.unit),
               number_column("output_after", "Output after", "之后产出", 1),
               number_column("uses_before", "Final uses before", "之前最终使用", 1),
               number_column("uses_after", "Final uses after", "之后最终使用", 1)},
              {},
              {}};
  for (std::size_t i = 0; i < before.size(); ++i) {
    sheet.rows.push_back({same(before.sectors[i].code), sector_name(before.sectors[i]), before.output[i],
                          after.output[i], table::sum(before.final_demand.values.row(i)),
                          table::sum(after.final_demand.values.row(i))});
  }
  sheet.notes.push_back(sentence_in_both(after.history.back()));
  return sheet;
}

std::vector<double> multipliers_of(const Accounts& accounts) {
  const Chosen chosen = choose_requirements(accounts, "");
  return table::LeontiefSystem(chosen.coefficients().values).effects(std::vector<double>(accounts.size(), 1));
}

/// Sectors by name, with the code by which targets name them; what is no sector as a reader knows it.
std::vector<Title> names_of(const std::vector<std::string>& labels, const Accounts& accounts) {
  std::vector<Title> names;
  for (const std::string& label : labels) {
    const auto sector = std::find_if(accounts.sectors.begin(), accounts.sectors.end(),
                                     [&](const table::Sector& one) { return one.code == label; });
    if (sector == accounts.sectors.end()) {
      names.push_back(term(label));
      continue;
    }
    const Title name = sector_name(*sector);
    if (name.en.empty() || name.en == label) {
      names.push_back(same(label));
      continue;
    }
    names.push_back({name.en + " (" + label + ")", in_language(name, Language::zh) + "（" + label + "）"});
  }
  return names;
}

std::vector<Sheet> sheets_of(const recipes::BalanceDone& found, const recipes::Done& done, std::size_t top) {
  Sheet log = iterations_sheet(found.record, title_of(found.method).en);
  log.sentence = log.notes.front();
  if (found.record.iterations() == 0) return {std::move(log)};  // all multipliers are 1
  std::vector<Sheet> sheets;
  sheets.push_back(factors_sheet(names_of(found.row_labels, done.after), found.record.row_multipliers, "rows",
                                 {"Row multipliers r", "行乘数 r"}, top));
  sheets.push_back(factors_sheet(names_of(found.column_labels, done.after), found.record.column_multipliers,
                                 "columns", {"Column multipliers s", "列乘数 s"}, top));
  sheets.push_back(std::move(log));
  return sheets;
}

std::vector<Sheet> sheets_of(const recipes::UpdateDone& found, const recipes::Done& done, std::size_t) {
  std::vector<Sheet> sheets{largest_changes(done.before, done.after), closed_rows(done.before, done.after)};
  sheets.back().notes.push_back(
      {fmt::format("{} coefficients stood at a bound of their ratio, {} had no reference.", found.clipped,
                   found.unmatched),
       fmt::format("{} 个系数的变动比例取到边界，{} 个无参照。", found.clipped, found.unmatched)});
  return sheets;
}

std::vector<Sheet> sheets_of(const recipes::RegionaliseDone& found, const recipes::Done& done, std::size_t) {
  const Accounts& region = done.after;
  Sheet sheet = sector_sheet(region, {}, "regionalise", same(region.title),
                             {{number_column("quotient", "SLQ", "区位商 SLQ", 4), found.quotients, {}},
                              {number_column("output", "Output", "产出", 1), region.output, {}},
                              {number_column("multiplier", "Local multiplier", "本地产出乘数", 4),
                               table::output_multipliers(table::leontief_inverse(
                                   table::technical_coefficients(region.flows, region.output))),
                               {}}});
  sheet.notes.push_back(sentence_in_both(region.history.back()));
  return {std::move(sheet)};
}

/// What multipliers weigh when they are averaged over a group: the final demand that its sectors meet, so
/// that the mean is the output that a unit of the group's final demand brings. A group that meets none takes
/// output.
struct GroupWeights {
  std::vector<double> of_sectors;
  std::string by_output;  ///< the groups that meet no final demand
};

GroupWeights group_weights(const Accounts& fine, const Chosen& chosen, const table::Grouping& grouping) {
  GroupWeights out{table::demand_met(fine, chosen.known, chosen.requirements), ""};
  const std::vector<double> met = table::aggregate(out.of_sectors, grouping);
  for (std::size_t g = 0; g < met.size(); ++g) {
    if (met[g] > 0) continue;
    out.by_output += (out.by_output.empty() ? "" : ", ") + grouping.groups[g].code;
    double made = 0;
    for (std::size_t i = 0; i < fine.size(); ++i)
      made += grouping.of[i] == g ? fine.output[i] : 0;
    // Sectors that make nothing weigh alike.
    for (std::size_t i = 0; i < fine.size(); ++i)
      if (grouping.of[i] == g) out.of_sectors[i] = made > 0 ? fine.output[i] : 1;
  }
  return out;
}

std::vector<Sheet> sheets_of(const recipes::AggregateDone& found, const recipes::Done& done, std::size_t) {
  const Accounts& fine = done.before;
  const table::Grouping& grouping = found.grouping;
  const Chosen chosen = choose_requirements(fine, "");
  const GroupWeights weights = group_weights(fine, chosen, grouping);
  const std::vector<double> first = table::group_means(multipliers_of(fine), weights.of_sectors, grouping);
  const std::vector<double> after = multipliers_of(done.after);
  Sheet sheet{"aggregate",
              {"Aggregation bias of output multipliers: " + fine.title, "产出乘数的汇总偏差：" + fine.title},
              {text_column("group", "Group", "组"),
               number_column("fine", "Computed, then aggregated", "先计算后汇总", 4),
               number_column("coarse", "Aggregated, then computed", "先汇总后计算", 4),
               number_column("bias", "Bias", "偏差", 2, "%")},
              {},
              {origin_note(chosen),
               {"Multipliers of a group's sectors are weighted by the final demand that they meet.",
                "组内部门乘数按其满足的最终需求加权。"}}};
  if (!weights.by_output.empty()) {
    sheet.notes.push_back({"Weighted by output, since they meet no final demand: " + weights.by_output + ".",
                           "因不满足最终需求而按产出加权：" + weights.by_output + "。"});
  }
  std::vector<Title> groups;
  std::vector<double> biases;
  for (std::size_t g = 0; g < first.size(); ++g) {
    const double bias = first[g] == 0 ? 0 : 100 * (after[g] / first[g] - 1);
    sheet.rows.push_back({same(grouping.groups[g].code), first[g], after[g], bias});
    groups.push_back(same(grouping.groups[g].code));
    biases.push_back(bias);
  }
  sheet.sentence = standing_out(sheet.title, sheet.columns.back(), groups, biases, Together::mean);
  return {std::move(sheet)};
}

std::vector<Sheet> sheets_of(const recipes::DisaggregateDone& found, const recipes::Done& done, std::size_t) {
  const Accounts& before = done.before;
  const Accounts& split = done.after;
  const std::string& sector = found.sector;
  const std::vector<double> after = multipliers_of(split);
  const std::size_t k = table::sector_index(before, sector);
  const Title old = names_of({sector}, before).front();
  Sheet sheet{"disaggregate",
              {fmt::format("{} split: {}", old.en, before.title),
               fmt::format("{}拆分：{}", in_language(old, Language::zh), before.title)},
              {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门"),
               number_column("output", "Output", "产出", 1, before.unit),
               number_column("value_added", "Value added", "增加值", 1),
               number_column("multiplier", "Output multiplier", "产出乘数", 4)},
              {},
              {}};
  for (const table::SectorPart& part : found.parts) {
    const std::size_t i = table::sector_index(split, part.sector.code);
    sheet.rows.push_back({same(part.sector.code), sector_name(part.sector), split.output[i],
                          split.value_added_total[i], after[i]});
  }
  sheet.notes.push_back({fmt::format("Multiplier of the old sector: {:.4f}.", multipliers_of(before)[k]),
                         fmt::format("原部门产出乘数：{:.4f}。", multipliers_of(before)[k])});
  return {std::move(sheet)};
}

std::vector<Sheet> sheets_of(const recipes::RebaseDone& found, const recipes::Done& done, std::size_t) {
  const Accounts& before = done.before;
  const std::string& base = found.base;
  const std::string base_zh = base == recipes::Rebase{}.base ? "基年" : " " + base + " ";
  Sheet sheet = sector_sheet(
      before, {}, "rebase",
      {"Value added at prices of " + base + ": " + before.title,
       "按" + base_zh + "价格的增加值：" + before.title},
      {{number_column("current", "At its own prices", "原价", 1, before.unit), before.value_added_total, {}},
       {number_column("rebased", "Rebased", "换算后", 1), done.after.value_added_total, {}},
       {number_column("index", "Price index", "价格指数", 4), found.index, {}}});
  std::string en, zh;
  for (const Title& name : names_of(found.negative, before)) {
    en += (en.empty() ? "" : ", ") + name.en;
    zh += (zh.empty() ? "" : "、") + in_language(name, Language::zh);
  }
  sheet.notes.push_back(found.negative.empty()
                            ? Title{"No value added turned negative.", "无部门增加值转负。"}
                            : Title{"Negative value added: " + en + ".", "增加值转负的部门：" + zh + "。"});
  return {std::move(sheet)};
}

std::vector<Sheet> sheets_of(const recipes::NestDone&, const recipes::Done& done, std::size_t) {
  std::vector<Sheet> sheets = regions_sheets(done.after, {});
  sheets.front().notes.push_back(sentence_in_both(done.after.history.back()));
  return sheets;
}

std::vector<Sheet> sheets_of(const recipes::Made&, const recipes::Done&, std::size_t) {
  return {};
}

}  // namespace

std::vector<Sheet> change_sheets(const recipes::Done& done, std::size_t top) {
  return std::visit([&](const auto& what) { return sheets_of(what, done, top); }, done.what);
}

}  // namespace leontide::report
