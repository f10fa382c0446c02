#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "base/title.hpp"
#include "calibration/growth_rule.hpp"
#include "calibration/national_targets.hpp"
#include "calibration/panel.hpp"
#include "yaml/yaml.hpp"

namespace leontide::hindcast {

/// A hindcast of the growth of many cities, as its file states it.
struct GrowthFile {
  std::string name;  ///< of the hindcast
  Title title;
  std::string panel;                             ///< below the data folder
  calibration::PanelColumns columns;             ///< which of the panel's columns are read
  Place panel_place;                             ///< of `panel:` in the file
  std::filesystem::path data;                    ///< the folder where none is named on the command line
  std::string committed;                         ///< the result that stands in for a run without the panel
  int first = 0, last = 0;                       ///< vintages
  calibration::GrowthSettings settings;          ///< of the forecaster
  calibration::NationalTargets targets;          ///< the nation's growth targets, by year
  double cities_above = 0, cities_above_sd = 0;  ///< over the nation, after the panel
  double move = 0.5;                             ///< by which recalled targets are moved
  int recent_from = 0;                           ///< first year of the recent windows
  std::string file;                              ///< its own name
  std::string sha256;                            ///< of the file
};

/// Reads `leontide: hindcast/1` with a `panel:`. Reports what is wrong with it.
std::optional<GrowthFile> read_growth_file(const yaml::YamlFile& file, Diagnostics& diagnostics);

}  // namespace leontide::hindcast
