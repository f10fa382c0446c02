#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/title.hpp"
#include "calibration/day.hpp"
#include "yaml/yaml.hpp"

namespace leontide::hindcast {

/// A naive forecast of an indicator, named before the outcome: a normal law, or a number without spread.
struct NaiveForecast {
  std::string name;
  std::string indicator;
  std::optional<double> value;  ///< or:
  std::string result;           ///< a result of the vintage's calibration, with its spread
  std::optional<double> spread;
  std::string spread_of;  ///< a result whose spread it has in place of its own
  Place place;
};

/// Naive chances of targets: how often such targets were met.
struct BaseRates {
  std::string name;
  std::optional<double> standard;  ///< of targets that are not named
  std::map<std::string, double> by_id;
};

/// Another scenario that the forecast is held against.
struct Rival {
  std::string name;
  std::filesystem::path scenario;
  std::string shown_as;
};

/// A plan forecast with what was known on a day.
struct PlanVintage {
  std::string name;
  calibration::Day date;
  std::filesystem::path scenario;
  std::string shown_as;  ///< the scenario in messages
  std::string reading;
  std::vector<std::string> bases;  ///< of the values that it is held against; empty: any
  std::optional<std::filesystem::path> calibration;
  std::vector<std::pair<std::string, std::string>> set;  ///< path, result of the calibration
  std::vector<NaiveForecast> naive;
  std::vector<BaseRates> base_rates;
  std::vector<Rival> rivals;
  Place place;
};

struct PlanFile {
  std::string name;
  Title title;
  std::string file;
  std::string sha256;
  std::optional<std::filesystem::path> outcomes;
  std::vector<PlanVintage> vintages;
};

/// Reads `leontide: hindcast/1` with `plans:`. Reports what is wrong with it.
std::optional<PlanFile> read_plan_file(const yaml::YamlFile& file, Diagnostics& diagnostics);

}  // namespace leontide::hindcast
