#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide calibrate CALIBRATION`: a model's numbers from what was known on a day.
struct CalibrateOptions {
  std::filesystem::path file;                 ///< the calibration file
  std::vector<std::string> vintages;          ///< days, YYYY-MM-DD; at least one
  std::optional<std::filesystem::path> data;  ///< the folder of panels
  OutputOptions output;
};
/// Exit 0, 2 where the input is wrong, 1.
int command_calibrate(const CalibrateOptions& options);

/// `leontide hindcast FILE`: forecasts at past vintages, held against what came.
struct HindcastOptions {
  std::filesystem::path file;                     ///< a hindcast of growth or of plans
  std::optional<std::filesystem::path> data;      ///< the folder of panels; default: the file's
  std::optional<std::filesystem::path> outcomes;  ///< CSV of what came; default: the file's
  std::optional<std::filesystem::path> into;      ///< folder of the track record
  bool no_report = false;                         ///< leave report.html out of that folder
  std::size_t threads = 0;                        ///< 0: all the machine offers
  OutputOptions output;
};
/// Exit 0, 2 where the input is wrong, 1.
int command_hindcast(const HindcastOptions& options);

}  // namespace leontide::command
