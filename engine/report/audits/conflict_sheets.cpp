#include "report/audits/conflict_sheets.hpp"

#include <algorithm>

#include "report/audits/growth_sheet.hpp"

namespace leontide::report {

namespace {

using audit::Audit;
using audit::ConflictSet;
using audit::Statement;

void add_targets(const Audit& audit, std::size_t number, Sheet& sheet) {
  std::size_t order = 0;
  for (const audit::WayOut& way : audit.ways[number]) {
    const audit::Promised& one = audit.promised[way.target];
    Title note;
    if (way.is_about) note = {"within \"about\"", "在“左右”范围内"};
    if (!way.bound) note = {"no number will do", "任何数值均不可"};
    std::vector<Cell> row{static_cast<double>(number + 1), Title{"target", "目标"}, one.target.title,
                          promise_with_year(*one.promise)};
    auto& bound = row.emplace_back();
    if (way.bound) bound = *way.bound;
    auto& moved = row.emplace_back();
    if (way.bound) moved = 100 * way.moved;
    row.emplace_back(static_cast<double>(++order));
    row.emplace_back(note);
    sheet.rows.push_back(std::move(row));
  }
}

void add_other(const Audit& audit, std::size_t number, std::size_t statement, Sheet& sheet) {
  const Statement& said = audit.system.statements[statement];
  if (said.kind == Statement::Kind::target) return;
  const bool is_figure = said.kind == Statement::Kind::figure;
  sheet.rows.push_back({static_cast<double>(number + 1),
                        is_figure ? Title{"figure", "数据"} : Title{"definition", "定义"}, said.words, Cell(),
                        Cell(), Cell(), Cell(), Title()});
}

}  // namespace

Sheet conflict_sheet(const Audit& audit) {
  Sheet sheet{"conflicts", {"Targets that cannot all hold", "不能同时成立的目标"}, {}, {}, {}};
  sheet.columns = {number_column("set", "set", "组", 0),
                   text_column("kind", "what", "类别"),
                   text_column("statement", "statement", "陈述"),
                   text_column("promise", "promise", "承诺"),
                   number_column("instead", "would fit", "可相容数值", 2),
                   number_column("moved", "moved by (%)", "变动（%）", 1),
                   number_column("gives_way", "gives way", "让步次序", 0),
                   text_column("note", "note", "备注")};
  bool all_certified = true, all_smallest = true;
  for (std::size_t i = 0; i < audit.conflicts.size(); ++i) {
    const ConflictSet& set = audit.conflicts[i];
    add_targets(audit, i, sheet);
    for (const std::size_t one : set.statements)
      add_other(audit, i, one, sheet);
    for (const std::size_t one : set.definitions)
      add_other(audit, i, one, sheet);
    all_certified = all_certified && set.is_certified;
    all_smallest = all_smallest && set.is_smallest;
  }
  sheet.notes.push_back(
      {"Each set is a smallest one: no fewer targets and figures of its group contradict. Leave one out and "
       "the others can hold. Each set leaves out one target of those before it.",
       "每组均为最小矛盾组：同组内不存在更少的目标与数据相互矛盾；去掉任一项其余即可成立。后一组均已去掉"
       "前面各组中的一项目标。"});
  sheet.notes.push_back(
      {"Would fit: the nearest number with which the set holds, all else unchanged. Who gives way first: the "
       "least move "
       "times the weight of its wording; what \"about\" allows costs nothing.",
       "可相容数值：其余不变时使该组成立的最近数值。让步次序：变动幅度乘以用语权重最小者居先；“左右”容许的变"
       "动不计。"});
  if (!all_smallest)
    sheet.notes.push_back({"Of at least one set the search for a smaller one was broken off.",
                           "至少一组未能完成更小矛盾组的搜索。"});
  if (all_certified)
    sheet.notes.push_back(
        {"Certified: multipliers of the linear programme's rows, added up anew, contradict.",
         "已验证：线性规划各行乘数重新相加，得出矛盾。"});
  else
    sheet.notes.push_back({"The solver says so; of at least one set its certificate did not add up.",
                           "由求解器判定；至少一组的证书未能复核。"});
  return sheet;
}

Sheet left_out_sheet(const Audit& audit) {
  Sheet sheet{"left_out", {"Not held against the other targets", "未与其他目标对照"}, {}, {}, {}};
  sheet.columns = {text_column("target", "target", "目标"), text_column("why", "why", "原因")};
  for (const audit::SilentTarget& one : audit.left_out)
    sheet.rows.push_back({audit.promised[one.target].target.title, one.why});
  for (const audit::Promised& one : audit.promised) {
    if (one.promise) continue;
    sheet.rows.push_back(
        {one.target.title, Title{"no `promise:` says what the plan promises", "未以 promise 写明承诺"}});
  }
  return sheet;
}

}  // namespace leontide::report
