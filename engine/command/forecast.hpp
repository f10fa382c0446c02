#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide calibrate CALIBRATION`: a model's numbers from what was known on a day.
struct CalibrateOptions {
  std::filesystem::path file;
  std::string vintage;
  std::optional<std::filesystem::path> data;  ///< the folder of panels
  OutputOptions output;
};
int command_calibrate(const CalibrateOptions& options);

}  // namespace leontide::command
