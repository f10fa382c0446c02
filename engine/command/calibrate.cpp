#include "calibration/calibrate.hpp"

#include <fmt/format.h>

#include "command/forecast.hpp"
#include "command/session/spoken_language.hpp"
#include "hindcast/path_solver.hpp"
#include "report/forecasts/calibration_sheet.hpp"

namespace leontide::command {

namespace {

calibration::Day vintage_of(const std::string& text) {
  if (const auto day = calibration::parse_day(text)) return *day;
  refuse("vintage", "--vintage", fmt::format("\"{}\" is no day", text),
         "write year-month-day, e.g. 2025-01-31: a year alone does not say what was known");
}

}  // namespace

int command_calibrate(const CalibrateOptions& options) {
  return guarded(options.file.string(), [&] {
    calibration::CalibrationRequest request;
    request.file = options.file;
    request.data = options.data;
    request.solve = hindcast::solve_path;
    std::vector<calibration::Day> vintages;
    for (const std::string& text : options.vintages)
      vintages.push_back(vintage_of(text));
    require_writable(options.output);
    BadInput bad;
    std::vector<calibration::CalibrationAnswer> answers;
    for (const calibration::Day& vintage : vintages) {
      request.vintage = vintage;
      auto answer = calibration::calibrate(request, bad.diagnostics);
      if (answer) answers.push_back(std::move(*answer));
    }
    if (bad.diagnostics.has_errors()) throw bad;
    tell(bad.diagnostics);
    show(answers.size() == 1 ? report::calibration_document(answers.front())
                             : report::vintages_document(answers),
         options.output);
  });
}

}  // namespace leontide::command
