#include "report/analyses/discover_sheets.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "report/analyses/variance_notes.hpp"
#include "report/estimate_columns.hpp"
#include "report/input_titles.hpp"

namespace leontide::report {

namespace {

Sheet box_sheet(const analysis::FailureRegion& region, std::uint64_t trials,
                const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = "box-" + region.question.id;
  sheet.title = region.of_misses ? of_question(region.question.title, "Where it fails: ", "何时落空：")
                                 : of_question(region.question.title, "Where it succeeds: ", "何时实现：");
  sheet.columns = {text_column("input", "input", "输入"),
                   number_column("from", "from", "下限", 4),
                   number_column("to", "to", "上限", 4),
                   number_column("quasi_p", "quasi-p", "准p值", 4),
                   number_column("frequency", "in resamples", "重抽样频率", 0, "%"),
                   name_column()};
  const statistics::Box& box = region.prim.box;
  std::vector<Title> sentences;
  for (std::size_t d = 0; d < box.limits.size(); ++d) {
    if (!box.limits[d].restricted()) continue;
    const Title input = input_title(reading, region.factors[d]);
    sentences.push_back(limit_words(input, box.limits[d]));
    sheet.rows.push_back({input, number_cell(box.limits[d].low), number_cell(box.limits[d].high),
                          number_cell(region.prim.quasi_p[d]), number_cell(100 * region.prim.frequency[d]),
                          same(region.factors[d])});
  }
  const double share = 100.0 * static_cast<double>(region.cases) / static_cast<double>(trials);
  const Title what = region.of_misses ? Title{"misses", "落空"} : Title{"hits", "实现"};
  if (sentences.empty()) {
    sheet.notes.push_back(
        {fmt::format("{:.1f} % of {} trials are {}: no box tells them apart", share, trials, what.en),
         fmt::format("{}次模拟中{:.1f}%{}：没有区域能将其区分", trials, share, what.zh)});
    return sheet;
  }
  const Title where = joined_by_and(sentences);
  sheet.sentence = {
      fmt::format(
          "{}: where {}, {:.0f} % of the trials are {} (of all trials: {:.1f} %), and {:.0f} % of all "
          "{} lie there.",
          region.question.title.en, where.en, 100 * box.density, what.en, share, 100 * box.coverage, what.en),
      fmt::format("{}：当{}时，其中{:.0f}%的模拟{}（全部模拟：{:.1f}%），占全部{}的{:.0f}%。",
                  in_language(region.question.title, Language::zh), where.zh, 100 * box.density, what.zh,
                  share, what.zh, 100 * box.coverage)};
  sheet.notes.push_back(
      {"PRIM (Friedman & Fisher 1999); in resamples: how often a box on redrawn trials restricts the "
       "input; a box is a description of these trials, not a cause",
       "PRIM方法（Friedman与Fisher 1999）；区域只是对模拟结果的描述，并非因果"});
  return sheet;
}

Sheet tree_sheet(const analysis::FailureRegion& region, const scenario::Reading& reading) {
  Sheet sheet;
  sheet.name = "tree-" + region.question.id;
  sheet.title = of_question(region.question.title, "The same as a tree: ", "分类树：");
  sheet.columns = {text_column("where", "where", "条件"), number_column("trials", "trials", "模拟次数", 0),
                   number_column("density", region.of_misses ? "misses" : "hits",
                                 region.of_misses ? "落空" : "实现", 1, "%"),
                   number_column("coverage", "of all", "占全部", 1, "%")};
  for (const statistics::TreeLeaf& leaf : region.tree) {
    // A path may cut an input more than once: what is left is one range.
    std::map<std::size_t, statistics::Limits> ranges;
    for (const statistics::TreeCondition& cut : leaf.path) {
      statistics::Limits& range = ranges[cut.dimension];
      if (cut.above) {
        range.low = std::max(range.low, cut.at);
      } else {
        range.high = std::min(range.high, cut.at);
      }
    }
    std::vector<Title> parts;
    parts.reserve(ranges.size());
    for (const auto& [input, range] : ranges)
      parts.push_back(limit_words(input_title(reading, region.factors[input]), range));
    if (parts.empty()) parts.push_back({"everywhere", "全部"});
    sheet.rows.push_back({joined_by_and(parts), static_cast<double>(leaf.draws),
                          number_cell(100 * leaf.density), number_cell(100 * leaf.coverage)});
  }
  return sheet;
}

}  // namespace

std::vector<Sheet> discover_sheets(const analysis::Discovered& discovered, const scenario::Reading& reading) {
  std::vector<Sheet> sheets;
  for (const analysis::FailureRegion& region : discovered.regions) {
    sheets.push_back(box_sheet(region, discovered.trials, reading));
    if (!region.tree.empty()) sheets.push_back(tree_sheet(region, reading));
  }
  return sheets;
}

}  // namespace leontide::report
