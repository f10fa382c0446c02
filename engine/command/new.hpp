#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide new KIND OF`: a commented file that runs, written where nothing stands yet.
struct NewOptions {
  std::filesystem::path of;  ///< the file it is made from
  /// the file that is written; none: scenario.yaml or sweep.yaml in the working folder
  std::optional<std::filesystem::path> into;
  Language language = Language::en;
};
/// `written: FILE` on stderr.
void tell_written(const std::filesystem::path& path);
/// The first folder `below` one of these or a folder above it that `fits`; none where there is none.
std::optional<std::filesystem::path> find_above(const std::vector<std::filesystem::path>& starts,
                                                const std::vector<std::string>& below,
                                                bool (*fits)(const std::filesystem::path&));
/// The text of a new YAML file with a first line that names the JSON Schema of its kind, for an editor: found
/// above the file, above `of`, above the working folder, or as installed. As it is where there is none.
std::string with_schema(const std::string& text, const std::filesystem::path& file,
                        const std::filesystem::path& of);
/// `leontide new scenario MODEL`: a commented scenario of the model. Exit 0, 2, 1.
int command_new_scenario(const NewOptions& options);
/// `leontide new sweep SCENARIO`: a commented sweep of the scenario. Exit 0, 2, 1.
int command_new_sweep(const NewOptions& options);

/// `leontide new city TABLE`: a commented model on the parts of cities.
struct NewCityOptions {
  std::filesystem::path table;                       ///< the table folder
  std::optional<std::filesystem::path> parts, into;  ///< folder of the parts; the model file that is written
  Language language = Language::en;
};
/// Exit 0, 2 where the table lacks what the parts need, 1.
int command_new_city(const NewCityOptions& options);
/// Years that a new city's model runs for.
inline constexpr int usual_horizon = 5;

/// `leontide new plan TABLE TARGETS`: a folder that runs, from a table and a table of targets.
struct NewPlanOptions {
  NewCityOptions city;            ///< what `leontide new city` may be told
  std::filesystem::path targets;  ///< the table of targets
};
/// Exit 0, 2 where the input is wrong, 1.
int command_new_plan(const NewPlanOptions& options);

}  // namespace leontide::command
