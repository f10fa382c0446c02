#pragma once

#include <filesystem>
#include <optional>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide new KIND OF`: a commented file that runs, written where nothing stands yet.
struct NewOptions {
  std::filesystem::path of;
  std::optional<std::filesystem::path> into;
  Language language = Language::en;
};
/// `written: FILE` on stderr.
void tell_written(const std::filesystem::path& path);
int command_new_scenario(const NewOptions& options);
int command_new_sweep(const NewOptions& options);

/// `leontide new city TABLE`: a commented model on the parts of cities.
struct NewCityOptions {
  std::filesystem::path table;
  std::optional<std::filesystem::path> parts, into;
  Language language = Language::en;
};
int command_new_city(const NewCityOptions& options);
/// Years that a new city's model runs for.
inline constexpr int usual_horizon = 5;

/// `leontide new plan TABLE TARGETS`: a folder that runs, from a table and a table of targets.
struct NewPlanOptions {
  NewCityOptions city;
  std::filesystem::path targets;
};
int command_new_plan(const NewPlanOptions& options);

}  // namespace leontide::command
