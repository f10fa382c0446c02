#include "report/audits/audit_document.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "report/audits/conflict_sheets.hpp"
#include "report/audits/growth_sheet.hpp"
#include "report/audits/implied_sheet.hpp"
#include "report/audits/missing_sheet.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

using audit::Audit;

std::size_t count_promises(const Audit& audit) {
  return static_cast<std::size_t>(std::count_if(audit.promised.begin(), audit.promised.end(),
                                                [](const auto& one) { return one.promise; }));
}

/// Targets that ask for more than the quantity did.
std::size_t count_faster(const Audit& audit) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < audit.promised.size(); ++i) {
    if (!audit.promised[i].promise) continue;
    const auto more = audit::asked_beyond_past(*audit.promised[i].promise, audit.required[i]);
    count += more && *more > 0 ? 1 : 0;
  }
  return count;
}

Text verdict(const Audit& audit) {
  Text text{"verdict", {}, {}, 100};
  const std::size_t all = audit.promised.size(), promises = count_promises(audit);
  const std::size_t measured = required_growth_sheet(audit).rows.size();
  const auto past = std::count_if(audit.required.begin(), audit.required.end(),
                                  [](const auto& one) { return one.needed && one.past; });
  text.lines.push_back({fmt::format("{}, {} with a promise that can be held against something.",
                                    counted(all, "target"), promises),
                        fmt::format("{}项目标，其中{}项可与其他数值对照。", all, promises)});
  Title growth{measured == 0 ? "Of none can it be told what growth is needed"
                             : fmt::format("Of {} the growth that {} can be told", measured,
                                           measured == 1 ? "it needs" : "they need"),
               fmt::format("{}项可算出所需增速", measured)};
  if (past > 0) {
    growth.en += fmt::format("; of the {} whose own past is known {} for more than it was", past,
                             counted(count_faster(audit), "asks", "ask"));
    growth.zh += fmt::format("；有历史增速的{}项中，{}项要求高于历史", past, count_faster(audit));
  }
  text.lines.push_back({growth.en + ".", growth.zh + "。"});
  const std::size_t sets = audit.conflicts.size();
  if (sets == 0 && audit.statements == 0)
    text.lines.push_back({"Nothing contradicts: no target states what could be held against another.",
                          "无矛盾：没有可相互对照的目标陈述。"});
  else if (sets == 0)
    text.lines.push_back(
        {fmt::format("Nothing contradicts: levels exist with which all {} statements of targets hold.",
                     audit.statements),
         fmt::format("无矛盾：存在使{}项目标陈述同时成立的数值。", audit.statements)});
  else
    text.lines.push_back({fmt::format("{} of targets cannot hold together, whatever happens.",
                                      sets == 1 ? "One set" : fmt::format("{} sets", sets)),
                          fmt::format("有{}组目标无论如何不能同时成立。", sets)});
  if (!audit.missing.empty())
    text.lines.push_back(
        {fmt::format("{} missing; the first: {}.", counted(audit.missing.size(), "figure is", "figures are"),
                     audit.missing.front().figure.en),
         fmt::format("缺{}项数据；首要：{}。", audit.missing.size(),
                     in_language(audit.missing.front().figure, Language::zh))});
  return text;
}

Sheet hedge_sheet(const Audit& audit) {
  struct Kind {
    Title title;
    bool is_about, strives;
  };
  const Kind kinds[] = {{{"firm", "确定"}, false, false},
                        {{"about", "左右"}, true, false},
                        {{"strive for", "力争"}, false, true},
                        {{"strive for about", "力争左右"}, true, true}};
  Sheet sheet{"hedges", {"How firmly it is promised", "承诺的确定程度"}, {}, {}, {}};
  sheet.columns = {text_column("wording", "wording", "用语"),
                   number_column("targets", "targets", "目标数", 0),
                   number_column("weight", "weight", "权重", 2),
                   number_column("gives", "may be missed by (%)", "容许偏差（%）", 1)};
  for (const Kind& kind : kinds) {
    const auto count = std::count_if(audit.promised.begin(), audit.promised.end(), [&](const auto& one) {
      return one.promise && one.promise->is_about == kind.is_about && one.promise->strives == kind.strives;
    });
    sheet.rows.push_back({kind.title, static_cast<double>(count), kind.strives ? audit.hedging.strive : 1.0,
                          kind.is_about ? 100 * audit.hedging.about : 0.0});
  }
  sheet.notes.push_back(
      {"Weights are conventions (--strive, --about): they order who gives way and which figure counts more, "
       "and enter "
       "no chance.",
       "权重为约定（--strive、--about）：仅用于排序让步先后与数据缺口，不进入任何概率。"});
  return sheet;
}

}  // namespace

Document audit_document(const Audit& audit, std::size_t rows) {
  Document document;
  document.name = "audit";
  document.title = audit.title.en.empty() ? same(audit.name) : audit.title;
  document.sections.emplace_back(verdict(audit));
  document.sections.emplace_back(required_growth_sheet(audit));
  if (!audit.conflicts.empty()) document.sections.emplace_back(conflict_sheet(audit));
  if (!audit.implied.empty()) document.sections.emplace_back(implied_sheet(audit));
  if (!audit.missing.empty()) document.sections.emplace_back(missing_sheet(audit, rows));
  document.sections.emplace_back(hedge_sheet(audit));
  for (Sheet rest : {unmeasured_sheet(audit), left_out_sheet(audit)}) {
    if (!rest.rows.empty()) document.sections.emplace_back(std::move(rest));
  }
  document.settings.push_back({"about", {"about", "左右"}, audit.hedging.about});
  document.settings.push_back({"strive", {"strive", "力争"}, audit.hedging.strive});
  document.settings.push_back({"code", {"code", "程序版本"}, same(LEONTIDE_VERSION)});
  std::string all =
      LEONTIDE_VERSION + print_number(audit.hedging.about) + "," + print_number(audit.hedging.strive);
  for (const audit::AuditInput& input : audit.inputs) {
    document.inputs.push_back({input.path, input.sha256});
    all += input.sha256;
  }
  document.digest = sha256(all);
  return document;
}

}  // namespace leontide::report
