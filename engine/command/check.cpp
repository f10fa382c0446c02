#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>

#include "analysis/model_check.hpp"
#include "command/run.hpp"
#include "command/session/command_session.hpp"
#include "command/session/exit_code.hpp"

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
  if (is_json(options.output)) {
    std::printf("%s\n", all.json().c_str());
  } else {
    std::fputs(text.c_str(), is_bad ? stderr : stdout);
  }
  return is_bad ? exit_input_wrong : exit_done;
}

}  // namespace leontide::command
