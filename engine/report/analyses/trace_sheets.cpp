#include "report/analyses/trace_sheets.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

using analysis::Trace;
using analysis::TracedCell;

Title heading(const Trace& trace) {
  return {fmt::format("From {} to {} in {}", trace.from_title.en, trace.to_title.en, trace.year),
          fmt::format("{}年{}对{}的影响", trace.year, trace.from_title.zh, trace.to_title.zh)};
}

std::string way_of(const analysis::TracedPath& path) {
  std::string names;
  for (const std::string& name : path.names)
    names += (names.empty() ? "" : " → ") + name;
  return names;
}

/// What 1 % more does, and the way by which most of it goes.
Text sentence_of(const Trace& trace) {
  const std::string from = trace.from_title.en, to = trace.to_title.en;
  if (!std::isfinite(trace.elasticity))
    return headline_of({{fmt::format("{} is 0 in {}: there is no share of it to move.", to, trace.year),
                         fmt::format("{}年的{}为 0，没有可变动的份额。", trace.year, trace.to_title.zh)}});
  if (trace.elasticity == 0)
    return headline_of(
        {{fmt::format("{} does not move {} of {}.", from, to, trace.year),
          fmt::format("{}不影响{}年的{}。", trace.from_title.zh, trace.year, trace.to_title.zh)}});
  const std::string moved = fmt::format("{:+.2g}", trace.elasticity);
  std::vector<Title> lines{
      {fmt::format("1 % more of {} moves {} of {} by {} %.", from, to, trace.year, moved),
       fmt::format("{}增加1%，{}年的{}变动{}%。", trace.from_title.zh, trace.year, trace.to_title.zh,
                   moved)}};
  if (!trace.paths.empty()) {
    const std::string share = print_fixed(100 * trace.paths.front().share, 0);
    const std::string way = way_of(trace.paths.front());
    lines.push_back(
        {fmt::format("{} % of it goes by {}.", share, way), fmt::format("其中{}%经由 {}。", share, way)});
  }
  return headline_of(std::move(lines));
}

/// What 1 % more of all of `from` does.
Sheet effect_sheet(const Trace& trace) {
  Sheet sheet{
      "effect",
      heading(trace),
      {text_column("to", "to", "对象"), number_column("elasticity", "% for 1 %", "1%引起的变动(%)", 4)},
      {},
      {}};
  sheet.rows.push_back(
      {trace.members.size() > 1 ? Title{trace.to + ", added up", trace.to + "（合计）"} : trace.to_title,
       trace.elasticity});
  for (const TracedCell& member : trace.members) {
    if (trace.members.size() > 1) sheet.rows.push_back({same(member.to), member.elasticity});
  }
  const Title unit = unit_words(to_string(trace.unit));
  sheet.notes.push_back(
      {fmt::format(
           "{} stands 1 % higher in every year after the base, whatever would act back on it; {} is {} {} in "
           "the deterministic run",
           trace.from, trace.to, print_fixed(trace.value, 3), unit.en),
       fmt::format("{}在基年后各年均高出1%，不计其自身受到的反馈；确定性运行中{}为{} {}", trace.from,
                   trace.to, print_fixed(trace.value, 3), in_language(unit, Language::zh))});
  return sheet;
}

Sheet matrix_sheet(const Trace& trace) {
  Sheet sheet{"elasticities",
              {"Largest elasticities, member by member", "各部门间最大弹性"},
              {text_column("from", "from", "来源"), text_column("to", "to", "对象"),
               number_column("elasticity", "% for 1 %", "1%引起的变动(%)", 5)},
              {},
              {}};
  for (const TracedCell& cell : trace.cells) {
    sheet.rows.push_back({same(cell.from.empty() ? trace.from : cell.from),
                          same(cell.to.empty() ? trace.to : cell.to), cell.elasticity});
  }
  return sheet;
}

Sheet rounds_sheet(const Trace& trace) {
  Sheet sheet{"rounds",
              {"Rounds of the chain: how much of the effect is there after so many rounds of purchases",
               "产业链轮次：若干轮采购后已实现的影响"},
              {number_column("round", "rounds", "轮次", 0),
               number_column("share", "% of the effect", "占总影响(%)", 2)},
              {},
              {}};
  for (std::size_t k = 0; k < trace.rounds.size(); ++k)
    sheet.rows.push_back({static_cast<double>(k), 100 * trace.rounds[k]});
  return sheet;
}

Sheet paths_sheet(const Trace& trace) {
  Sheet sheet{
      "paths",
      {"The ways that carry most", "承载影响最大的路径"},
      {number_column("share", "% of the effect", "占总影响(%)", 2), text_column("path", "way", "路径")},
      {},
      {}};
  double shown = 0;
  for (const analysis::TracedPath& path : trace.paths) {
    sheet.rows.push_back({100 * path.share, same(way_of(path))});
    shown += path.share;
  }
  sheet.notes.push_back({fmt::format("together {} % of the effect", print_fixed(100 * shown, 1)),
                         fmt::format("合计占总影响的{}%", print_fixed(100 * shown, 1))});
  return sheet;
}

}  // namespace

Document trace_document(const Trace& trace) {
  Document document;
  document.name = "trace";
  document.sections.emplace_back(sentence_of(trace));
  document.sections.emplace_back(effect_sheet(trace));
  if (trace.from_codes.size() * trace.to_codes.size() > 1)
    document.sections.emplace_back(matrix_sheet(trace));
  if (!trace.rounds.empty()) document.sections.emplace_back(rounds_sheet(trace));
  if (!trace.paths.empty()) document.sections.emplace_back(paths_sheet(trace));
  return document;
}

}  // namespace leontide::report
