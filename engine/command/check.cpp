#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>

#include "analysis/model_check.hpp"
#include "base/atomic_file.hpp"
#include "command/run.hpp"
#include "command/session/command_session.hpp"

namespace leontide::command {

namespace {

std::string totals_text(int base_year, const std::vector<analysis::BaseYearTotal>& totals) {
  std::string text;
  for (const analysis::BaseYearTotal& total : totals) {
    const double apart = total.of_model / total.of_table - 1;
    text += fmt::format("  {} of {}: {:.8g} {} (\"{}\"), table \"{}\" {:.8g}: {}\n", total.quantity,
                        base_year, total.of_model, total.unit, total.variable, total.table, total.of_table,
                        std::fabs(apart) < 1e-9 ? "equal" : fmt::format("{:+.3g} %", 100 * apart));
  }
  return text;
}

bool has_warnings(const Diagnostics& diagnostics) {
  const auto& list = diagnostics.list();
  return std::any_of(list.begin(), list.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::warning; });
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
    const char* severity = fault.severity == Severity::error     ? "error"
                           : fault.severity == Severity::warning ? "warning"
                                                                 : "note";
    sheet.rows.push_back({same(severity), same(fault.place.file), static_cast<double>(fault.place.line),
                          static_cast<double>(fault.place.column), same(fault.code), same(fault.what),
                          same(fault.hint)});
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
    text += diagnostics.text();
    if (!diagnostics.has_errors()) {
      text += fmt::format("{}: {}\n", file.generic_string(), warned ? "sound, with warnings" : "sound");
      text += totals_text(prepared->scenario.readings.front().model.time.base, totals);
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
