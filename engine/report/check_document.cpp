#include "report/check_document.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "faults/sentences.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

/// What a total is called in the language; those of base-year totals are English words.
std::string total_words(const std::string& quantity, Language language) {
  if (language == Language::en) return quantity;
  return quantity == "output" ? "总产出" : quantity == "value added" ? "增加值" : "地区生产总值";
}

/// A sentence of a fault, and its Chinese.
Title in_both(const std::string& sentence) {
  return {sentence, faults::in_chinese(sentence)};
}

/// Faults as a table; a terminal shows them with their lines instead.
Sheet faults_sheet(const Diagnostics& faults) {
  Sheet sheet{"faults",
              {"Faults", "错误"},
              {text_column("severity", "severity", "程度"), text_column("file", "file", "文件"),
               number_column("line", "line", "行", 0), number_column("column", "column", "列", 0),
               text_column("code", "code", "代码"), text_column("what", "what", "内容"),
               text_column("hint", "hint", "提示")},
              {},
              {}};
  for (const Diagnostic& fault : faults.list()) {
    const Title severity = fault.severity == Severity::error     ? Title{"error", "错误"}
                           : fault.severity == Severity::warning ? Title{"warning", "警告"}
                                                                 : Title{"note", "提示"};
    sheet.rows.push_back({severity, same(fault.place.file), static_cast<double>(fault.place.line),
                          static_cast<double>(fault.place.column), same(fault.code), in_both(fault.what),
                          in_both(fault.hint)});
  }
  if (sheet.rows.empty()) sheet.notes.push_back({"None.", "无。"});
  return sheet;
}

/// Base-year totals of the models beside their tables'.
Sheet totals_sheet(const std::vector<FileCheck>& checks) {
  Sheet sheet{"base-year",
              {"The base year beside the table", "基年与投入产出表对照"},
              {text_column("file", "file", "文件"), number_column("year", "year", "年份", 0),
               text_column("quantity", "quantity", "指标"), text_column("variable", "variable", "变量"),
               column_of("model", {"model", "模型"}, Shown::by_size), text_column("table", "table", "表"),
               column_of("table_total", {"table's", "表中总量"}, Shown::by_size),
               text_column("unit", "unit", "单位")},
              {},
              {}};
  for (const FileCheck& check : checks) {
    for (const analysis::BaseYearTotal& total : check.totals)
      sheet.rows.push_back({same(check.file), static_cast<double>(check.base_year),
                            Title{total.quantity, total_words(total.quantity, Language::zh)},
                            same(total.variable), total.of_model, same(total.table), total.of_table,
                            unit_words(total.unit)});
  }
  return sheet;
}

}  // namespace

std::string totals_text(const FileCheck& check, Language language) {
  const bool zh = language == Language::zh;
  std::string text;
  for (const analysis::BaseYearTotal& total : check.totals) {
    const double apart = total.of_model / total.of_table - 1;
    const bool is_equal = std::fabs(apart) < 1e-9;
    const std::string difference = is_equal ? (zh ? "相等" : "equal") : fmt::format("{:+.3g} %", 100 * apart);
    const std::string quantity = total_words(total.quantity, language);
    const std::string unit = in_language(unit_words(total.unit), language);
    text +=
        zh ? fmt::format("  {}年{}：{:.8g} {}（“{}”），投入产出表“{}”{:.8g}：{}\n", check.base_year, quantity,
                         total.of_model, unit, total.variable, total.table, total.of_table, difference)
           : fmt::format("  {} of {}: {:.8g} {} (\"{}\"), table \"{}\" {:.8g}: {}\n", quantity,
                         check.base_year, total.of_model, unit, total.variable, total.table, total.of_table,
                         difference);
  }
  return text;
}

Document check_document(const Diagnostics& faults, const std::vector<FileCheck>& checks) {
  Document document;
  document.name = "check";
  document.title = {"What is wrong with the files", "文件检查"};
  std::vector<Title> verdicts;
  for (const FileCheck& check : checks) {
    verdicts.push_back({check.file + ": " + check.verdict.en, check.file + "：" + check.verdict.zh});
    for (const scenario::InputFile& input : check.inputs)
      document.inputs.push_back({input.path, input.sha256});
    document.digest += (document.digest.empty() || check.digest.empty() ? "" : " ") + check.digest;
  }
  document.sections.emplace_back(headline_of(std::move(verdicts)));
  document.sections.emplace_back(faults_sheet(faults));
  if (Sheet totals = totals_sheet(checks); !totals.rows.empty())
    document.sections.emplace_back(std::move(totals));
  return document;
}

std::string check_json(const Diagnostics& faults, const std::vector<FileCheck>& checks) {
  std::string files, totals, inputs;
  const auto comma = [](const std::string& list) { return list.empty() ? "\n  " : ",\n  "; };
  for (const FileCheck& check : checks) {
    files += fmt::format("{}{{\"file\": {}, \"verdict\": {}, \"digest\": {}}}", comma(files),
                         json_quoted(check.file), json_quoted(check.verdict.en), json_quoted(check.digest));
    for (const scenario::InputFile& input : check.inputs)
      inputs += fmt::format("{}{{\"path\": {}, \"sha256\": {}}}", comma(inputs), json_quoted(input.path),
                            json_quoted(input.sha256));
    for (const analysis::BaseYearTotal& total : check.totals)
      totals += fmt::format(
          "{}{{\"file\": {}, \"year\": {}, \"quantity\": {}, \"variable\": {}, \"model\": {}, "
          "\"table\": {}, \"table_total\": {}, \"unit\": {}}}",
          comma(totals), json_quoted(check.file), check.base_year, json_quoted(total.quantity),
          json_quoted(total.variable), print_number(total.of_model), json_quoted(total.table),
          print_number(total.of_table), json_quoted(total.unit));
  }
  return fmt::format(
      "{{\n \"answer\": \"check\",\n \"files\": [{}],\n \"faults\": {},\n \"base_year\": [{}],\n "
      "\"inputs\": [{}]\n}}\n",
      files, faults.json(), totals, inputs);
}

}  // namespace leontide::report
