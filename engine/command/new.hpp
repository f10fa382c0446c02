#pragma once

#include <filesystem>
#include <optional>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide new KIND OF`: a commented file that runs, written where nothing stands yet.
struct NewOptions {
  std::filesystem::path of;
  std::optional<std::filesystem::path> into;
};
int command_new_scenario(const NewOptions& options);
int command_new_sweep(const NewOptions& options);

}  // namespace leontide::command
