#include "command/table/check_summary.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <map>

#include "command/session/command_session.hpp"

namespace leontide::command {

namespace {

using table::Fault;

const char* name_in_chinese(Fault fault) {
  switch (fault) {
    case Fault::unbalanced_row: return "行不平衡";
    case Fault::unbalanced_column: return "列不平衡";
    case Fault::unbalanced_parts: return "增加值分项与合计不符";
    case Fault::rounding: return "四舍五入误差";
    case Fault::stated_deviation: return "meta.json 已说明的偏差";
    case Fault::transposed: return "流量矩阵被转置";
    case Fault::permuted_rows: return "行与标签错位";
    case Fault::permuted_columns: return "列与标签错位";
    case Fault::coefficients: return "流量处填的是直接消耗系数";
    case Fault::scaled_part: return "某一部分单位不同";
    case Fault::scaled_rows: return "某些行单位不同";
    case Fault::scaled_columns: return "某些列单位不同";
    case Fault::scaled_table: return "全表单位与说明不同";
    case Fault::wrong_sign: return "最终使用某列符号相反";
    case Fault::swapped_axes: return "行列方向颠倒";
    case Fault::zero_row: return "零行";
    case Fault::zero_column: return "零列";
    case Fault::negative_output: return "总产出为负";
    case Fault::zero_output: return "总产出为零";
    case Fault::negative_value_added: return "增加值为负";
    case Fault::negative_flow: return "中间流量为负";
    case Fault::unproductive: return "系数矩阵不可生产（谱半径不小于 1）";
    case Fault::unproductive_column: return "中间投入不小于总产出";
    case Fault::duplicate_sector: return "部门重复";
    case Fault::missing_sector: return "部门数与说明不符";
    case Fault::repeated_label: return "部门名称重复";
    case Fault::missing_label: return "部门缺名称";
    case Fault::missing_unit: return "缺单位";
    case Fault::contradictory_unit: return "单位自相矛盾";
    case Fault::balancing_item: return "平衡项（误差列）";
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

const char* name_in_chinese(table::Verdict verdict) {
  switch (verdict) {
    case table::Verdict::pass: return "通过";
    case table::Verdict::usable: return "可用但有警告";
    case table::Verdict::fail: return "不可用";
  }
  return "";
}

std::string label_of(const table::Deviations& deviations) {
  return deviations.largest_relative_label.empty() ? "-" : deviations.largest_relative_label;
}

std::string deviations_line(const char* name, const table::Deviations& deviations) {
  return fmt::format("  {:<8} largest relative error {:.2e} at {}, largest difference {:.6g}\n", name,
                     deviations.largest_relative, label_of(deviations), deviations.largest_absolute);
}

std::string deviations_in_chinese(const char* name, const table::Deviations& deviations) {
  return fmt::format("  {} 最大相对误差 {:.2e}（{}），最大差额 {:.6g}\n", name, deviations.largest_relative,
                     label_of(deviations), deviations.largest_absolute);
}

std::string summary_in_english(const table::Accounts& accounts, const table::CheckReport& found) {
  std::string out = fmt::format("{}: {} ({} sectors{})\n", table::to_string(found.verdict()), accounts.title,
                                accounts.size(), accounts.unit.empty() ? "" : ", " + accounts.unit);
  out += deviations_line("rows", found.rows);
  out += deviations_line("columns", found.columns);
  out += fmt::format("  spectral radius {:.4f}", found.spectral_radius);
  if (found.local_spectral_radius >= 0) out += fmt::format(" ({:.4f} local)", found.local_spectral_radius);
  return out + fmt::format("\n  {}\n", found.advice());
}

std::string summary_in_chinese(const table::Accounts& accounts, const table::CheckReport& found) {
  std::string out = fmt::format("{}：{}（{} 个部门{}）\n", name_in_chinese(found.verdict()), accounts.title,
                                accounts.size(), accounts.unit.empty() ? "" : "，" + accounts.unit);
  out += deviations_in_chinese("行", found.rows);
  out += deviations_in_chinese("列", found.columns);
  out += fmt::format("  谱半径 {:.4f}", found.spectral_radius);
  if (found.local_spectral_radius >= 0) out += fmt::format("（本地 {:.4f}）", found.local_spectral_radius);
  out += "\n";
  std::map<std::pair<Severity, Fault>, std::size_t> kinds;
  for (const table::Finding& finding : found.findings)
    ++kinds[{finding.severity, finding.fault}];
  for (auto kind = kinds.rbegin(); kind != kinds.rend(); ++kind) {
    const auto& [severity, fault] = kind->first;
    out += fmt::format("  {}：{} {} 处 [{}]\n", name_in_chinese(severity), name_in_chinese(fault),
                       kind->second, table::to_string(fault));
  }
  return out;
}

}  // namespace

std::string check_summary(const table::Accounts& accounts, const table::CheckReport& found,
                          Language language) {
  return language == Language::zh ? summary_in_chinese(accounts, found) : summary_in_english(accounts, found);
}

void require_usable(const table::CheckReport& found, const std::string& shown_as, Diagnostics diagnostics) {
  table::report(found, shown_as, diagnostics);
  std::fputs(diagnostics.text().c_str(), stderr);
  if (!found.passed()) throw BadInput{};
}

void print_unreadable(const Diagnostics& diagnostics) {
  fmt::print("{{\"verdict\": \"unreadable\", \"findings\": {}}}\n", diagnostics.json());
}

}  // namespace leontide::command
