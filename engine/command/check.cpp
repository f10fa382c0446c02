#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>

#include "analysis/model_check.hpp"
#include "base/atomic_file.hpp"
#include "command/run.hpp"
#include "command/session/command_session.hpp"
#include "faults/sentences.hpp"
#include "report/target_words.hpp"

namespace leontide::command {

namespace {

/// What a total is called in the language; those of base-year totals are English words.
std::string total_words(const std::string& quantity, Language language) {
  if (language == Language::en) return quantity;
  return quantity == "output" ? "总产出" : quantity == "value added" ? "增加值" : "地区生产总值";
}

std::string totals_text(int base_year, const std::vector<analysis::BaseYearTotal>& totals,
                        Language language) {
  const bool zh = language == Language::zh;
  std::string text;
  for (const analysis::BaseYearTotal& total : totals) {
    const double apart = total.of_model / total.of_table - 1;
    const bool is_equal = std::fabs(apart) < 1e-9;
    const std::string difference = is_equal ? (zh ? "相等" : "equal") : fmt::format("{:+.3g} %", 100 * apart);
    const std::string quantity = total_words(total.quantity, language);
    const std::string unit = in_language(report::unit_words(total.unit), language);
    text += zh ? fmt::format("  {}年{}：{:.8g} {}（“{}”），投入产出表“{}”{:.8g}：{}\n", base_year, quantity,
                             total.of_model, unit, total.variable, total.table, total.of_table, difference)
               : fmt::format("  {} of {}: {:.8g} {} (\"{}\"), table \"{}\" {:.8g}: {}\n", quantity, base_year,
                             total.of_model, unit, total.variable, total.table, total.of_table, difference);
  }
  return text;
}

bool has_warnings(const Diagnostics& diagnostics) {
  const auto& list = diagnostics.list();
  return std::any_of(list.begin(), list.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::warning; });
}

/// A sentence of a fault, and its Chinese.
Title in_both(const std::string& sentence) {
  return {sentence, faults::in_chinese(sentence)};
}

/// Faults as a table; a terminal shows them with their lines instead.
report::Document faults_document(const Diagnostics& faults) {
  using report::same;
  using report::text_column;
  report::Sheet sheet{
      "faults",
      {"Faults", "错误"},
      {text_column("severity", "severity", "程度"), text_column("file", "file", "文件"),
       report::number_column("line", "line", "行", 0), report::number_column("column", "column", "列", 0),
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
  report::Document document;
  document.name = "check";
  document.sections.emplace_back(std::move(sheet));
  return document;
}

}  // namespace

int command_check(const CheckOptions& options) {
  Diagnostics all;
  bool is_bad = false;
  std::string text;
  for (const auto& file : options.files) {
    Diagnostics diagnostics;
    const auto prepared = analysis::prepare_scenario(file, {}, diagnostics);
    std::vector<analysis::BaseYearTotal> totals;
    if (prepared) totals = analysis::check_model(*prepared, diagnostics);
    const bool warned = has_warnings(diagnostics);
    is_bad = is_bad || diagnostics.has_errors() || (warned && options.strict);
    text += diagnostics.text(0, options.output.language);
    if (!diagnostics.has_errors()) {
      const Language language = options.output.language;
      const Title verdict =
          warned ? Title{": sound, with warnings", "：无错误，有警告"} : Title{": sound", "：无错误"};
      text += file.generic_string() + in_language(verdict, language) + "\n";
      text += fitted(totals_text(prepared->scenario.readings.front().model.time.base, totals, language),
                     options.output);
    }
    for (const Diagnostic& diagnostic : diagnostics.list())
      all.add(diagnostic);
  }
  const bool is_plain = options.output.out.empty() &&
                        options.output.format.value_or(report::Format::text) == report::Format::text;
  if (is_plain && is_bad) std::fputs(text.c_str(), stderr);
  return guarded("check", [&] {
    if (is_plain && !is_bad) write_out(text);
    if (!is_plain) show(faults_document(all), options.output, all.json() + "\n");
    if (is_bad) throw BadInput{};
  });
}

}  // namespace leontide::command
