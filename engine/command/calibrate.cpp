#include "calibration/calibrate.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "command/forecast.hpp"
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
    request.vintage = vintage_of(options.vintage);
    request.data = options.data;
    request.solve = hindcast::solve_path;
    require_writable(options.output);
    BadInput bad;
    const auto answer = calibration::calibrate(request, bad.diagnostics);
    if (!answer) throw bad;
    std::fputs(bad.diagnostics.text().c_str(), stderr);
    show(report::calibration_document(*answer), options.output);
  });
}

}  // namespace leontide::command
