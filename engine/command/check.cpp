#include <algorithm>
#include <cstdio>

#include "analysis/model_check.hpp"
#include "base/atomic_file.hpp"
#include "base/printable.hpp"
#include "command/run.hpp"
#include "command/session/command_session.hpp"
#include "command/session/spoken_language.hpp"
#include "report/check_document.hpp"

namespace leontide::command {

namespace {

bool has_warnings(const Diagnostics& diagnostics) {
  const auto& list = diagnostics.list();
  return std::any_of(list.begin(), list.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::warning; });
}

Title verdict_of(const Diagnostics& diagnostics) {
  if (diagnostics.has_errors()) return {"refused", "不可用"};
  return has_warnings(diagnostics) ? Title{"sound, with warnings", "无错误，有警告"}
                                   : Title{"sound", "无错误"};
}

/// The same faults in the language spoken; codes and places are for programs and stay.
Diagnostics spoken(const Diagnostics& faults) {
  Diagnostics out;
  for (Diagnostic fault : faults.list()) {
    fault.what = in_spoken(fault.what);
    fault.hint = in_spoken(fault.hint);
    out.add(fault);
  }
  return out;
}

}  // namespace

int command_check(const FileCheckOptions& options) {
  Diagnostics all;
  std::vector<report::FileCheck> checks;
  bool is_bad = false;
  std::string text;
  const Language language = options.output.language;
  for (const auto& file : options.files) {
    Diagnostics diagnostics;
    report::FileCheck check{file.generic_string(), {}, 0, {}, {}, {}};
    const auto prepared = analysis::prepare_scenario(file, {}, diagnostics);
    if (prepared) {
      check.totals = analysis::check_model(*prepared, diagnostics);
      check.base_year = prepared->scenario.readings.front().model.time.base;
      check.inputs = prepared->scenario.inputs;
      check.digest = prepared->scenario.digest;
    }
    check.verdict = verdict_of(diagnostics);
    is_bad = is_bad || diagnostics.has_errors() || (has_warnings(diagnostics) && options.strict);
    text += diagnostics.text(0, language);
    if (!diagnostics.has_errors()) {
      text += printable(shortened(check.file, longest_place)) + (language == Language::zh ? "：" : ": ") +
              in_language(check.verdict, language) + "\n";
      text += fitted(report::totals_text(check, language), options.output);
    }
    for (const Diagnostic& diagnostic : diagnostics.list())
      all.add(diagnostic);
    checks.push_back(std::move(check));
  }
  const bool is_plain = options.output.out.empty() && options.output.sheet.empty() &&
                        options.output.format.value_or(report::Format::text) == report::Format::text;
  if (is_plain && is_bad) std::fputs(text.c_str(), stderr);
  return guarded("check", [&] {
    if (is_plain && !is_bad) write_out(text);
    if (!is_plain)
      show(report::check_document(all, checks), options.output,
           {report::check_json(spoken(all), checks), {}, nullptr});
    if (is_bad) throw BadInput{};
  });
}

}  // namespace leontide::command
