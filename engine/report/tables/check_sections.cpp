#include "report/tables/check_sections.hpp"

#include <fmt/format.h>
#include <map>

#include "report/tables/terms.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

using table::TableFault;

const char* name_in_chinese(TableFault fault) {
  switch (fault) {
    case TableFault::unbalanced_row: return "行不平衡";
    case TableFault::unbalanced_column: return "列不平衡";
    case TableFault::unbalanced_parts: return "增加值分项与合计不符";
    case TableFault::rounding: return "四舍五入误差";
    case TableFault::stated_deviation: return "meta.json 已说明的偏差";
    case TableFault::transposed: return "流量矩阵被转置";
    case TableFault::permuted_rows: return "行与标签错位";
    case TableFault::permuted_columns: return "列与标签错位";
    case TableFault::coefficients: return "流量处填的是直接消耗系数";
    case TableFault::scaled_part: return "某一部分单位不同";
    case TableFault::scaled_rows: return "某些行单位不同";
    case TableFault::scaled_columns: return "某些列单位不同";
    case TableFault::scaled_table: return "全表单位与说明不同";
    case TableFault::wrong_sign: return "最终使用某列符号相反";
    case TableFault::swapped_axes: return "行列方向颠倒";
    case TableFault::zero_row: return "零行";
    case TableFault::zero_column: return "零列";
    case TableFault::negative_output: return "总产出为负";
    case TableFault::no_output: return "所有部门均无产出";
    case TableFault::zero_output: return "总产出为零";
    case TableFault::negative_value_added: return "增加值为负";
    case TableFault::negative_flow: return "中间流量为负";
    case TableFault::unproductive: return "系数矩阵不可生产（谱半径不小于 1）";
    case TableFault::ill_conditioned: return "列昂惕夫矩阵病态（条件数过大）";
    case TableFault::unproductive_column: return "中间投入不小于总产出";
    case TableFault::duplicate_sector: return "部门重复";
    case TableFault::missing_sector: return "部门数与说明不符";
    case TableFault::repeated_label: return "部门名称重复";
    case TableFault::missing_label: return "部门缺名称";
    case TableFault::missing_unit: return "缺单位";
    case TableFault::contradictory_unit: return "单位自相矛盾";
    case TableFault::balancing_item: return "平衡项（误差列）";
  }
  return "";
}

const char* name_in_chinese(Severity severity) {
  switch (severity) {
    case Severity::note: return "说明";
    case Severity::warning: return "警告";
    case Severity::error: return "错误";
  }
  return "";
}

Title severity_words(Severity severity) {
  switch (severity) {
    case Severity::note: return {"note", name_in_chinese(severity)};
    case Severity::warning: return {"warning", name_in_chinese(severity)};
    case Severity::error: return {"error", name_in_chinese(severity)};
  }
  return {};
}

/// `CheckReport::advice`, of the first error, else of the first warning.
std::string advice_in_chinese(const table::CheckReport& found) {
  const auto zh = [](const std::string& sentence) {
    return in_language(sentence_in_both(sentence), Language::zh);
  };
  for (const Severity severity : {Severity::error, Severity::warning}) {
    for (const table::Finding& finding : found.findings) {
      if (finding.severity != severity) continue;
      return severity == Severity::error ? "不要使用：" + zh(finding.what) + "；" + zh(finding.hint)
                                         : "可以使用，但须知悉警告；首先：" + zh(finding.what);
    }
  }
  return "可以使用";
}

Text verdict_text(const table::Accounts& accounts, const table::CheckReport& found) {
  std::string radius = fmt::format("{:.4f}", found.spectral_radius);
  Title radii{"  spectral radius " + radius, "  谱半径 " + radius};
  if (found.local_spectral_radius >= 0) {
    radii.en += fmt::format(" ({:.4f} local)", found.local_spectral_radius);
    radii.zh += fmt::format("（本地 {:.4f}）", found.local_spectral_radius);
  }
  const Title unit = unit_words(accounts.unit);
  return {"verdict",
          {},
          {{fmt::format("{}: {} ({}{})", table::to_string(found.verdict()), accounts.title,
                        counted(accounts.size(), "sector"), unit.en.empty() ? "" : ", " + unit.en),
            fmt::format("{}：{}（{} 个部门{}）", verdict_words(found.verdict()).zh, accounts.title,
                        accounts.size(), unit.en.empty() ? "" : "，" + in_language(unit, Language::zh))},
           radii,
           {"  " + found.advice(), "  " + advice_in_chinese(found)}}};
}

Sheet identities_sheet(const table::CheckReport& found) {
  Sheet sheet{
      "identities",
      {"Accounting identities", "平衡关系"},
      {text_column("identity", "identity", "关系"),
       column_of("largest_relative", {"largest relative error", "最大相对误差"}, Shown::scientific, 2),
       text_column("at", "at", "所在"),
       column_of("largest_absolute", {"largest difference", "最大差额"}, Shown::by_size)},
      {},
      {}};
  const auto add = [&](Title name, const table::Deviations& one) {
    const std::string at = one.largest_relative_label.empty() ? "–" : one.largest_relative_label;
    sheet.rows.push_back({std::move(name), one.largest_relative, same(at), one.largest_absolute});
  };
  add({"rows", "行"}, found.rows);
  add({"columns", "列"}, found.columns);
  return sheet;
}

Sheet findings_sheet(const table::CheckReport& found) {
  Sheet sheet{"findings",
              {"Findings by kind", "发现的问题"},
              {text_column("severity", "severity", "程度"), text_column("finding", "finding", "问题"),
               number_column("count", "count", "处数", 0)},
              {},
              {}};
  std::map<std::pair<Severity, TableFault>, std::size_t> kinds;
  for (const table::Finding& finding : found.findings)
    ++kinds[{finding.severity, finding.fault}];
  for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
    const auto& [severity, fault] = kind->first;
    const std::string name = table::to_string(fault);
    sheet.rows.push_back({severity_words(severity),
                          Title{name, fmt::format("{} [{}]", name_in_chinese(fault), name)},
                          static_cast<double>(kind->second)});
  }
  return sheet;
}

}  // namespace

Title verdict_words(table::Verdict verdict) {
  const std::string en = table::to_string(verdict);
  switch (verdict) {
    case table::Verdict::pass: return {en, "通过"};
    case table::Verdict::usable: return {en, "可用但有警告"};
    case table::Verdict::fail: break;
  }
  return {en, "不可用"};
}

std::vector<Section> check_sections(const table::Accounts& accounts, const table::CheckReport& found) {
  std::vector<Section> sections{verdict_text(accounts, found), identities_sheet(found)};
  if (Sheet findings = findings_sheet(found); !findings.rows.empty())
    sections.emplace_back(std::move(findings));
  return sections;
}

}  // namespace leontide::report
