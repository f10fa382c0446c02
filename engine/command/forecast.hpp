#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide calibrate CALIBRATION`: a model's numbers from what was known on a day.
struct CalibrateOptions {
  std::filesystem::path file;
  std::vector<std::string> vintages;
  std::optional<std::filesystem::path> data;  ///< the folder of panels
  OutputOptions output;
};
int command_calibrate(const CalibrateOptions& options);

/// `leontide hindcast FILE`: forecasts at past vintages, held against what came.
struct HindcastOptions {
  std::filesystem::path file;
  std::optional<std::filesystem::path> data;  ///< the folder of panels; default: the file's
  std::optional<std::filesystem::path> outcomes;
  std::optional<std::filesystem::path> into;  ///< folder of the track record
  std::size_t threads = 0;
  OutputOptions output;
};
int command_hindcast(const HindcastOptions& options);

}  // namespace leontide::command
