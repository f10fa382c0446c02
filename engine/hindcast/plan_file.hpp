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
  std::string name;              ///< as the answer calls it
  std::string indicator;         ///< that is forecast, by name
  std::optional<double> value;   ///< or:
  std::string result;            ///< a result of the vintage's calibration, with its spread
  std::optional<double> spread;  ///< standard deviation, in the indicator's unit; none: a number alone
  std::string spread_of;         ///< a result whose spread it has in place of its own
  Place place;                   ///< of the forecast in the file
};

/// Naive chances of targets: how often such targets were met.
struct BaseRates {
  std::string name;                     ///< as the answer calls them
  std::optional<double> standard;       ///< of targets that are not named
  std::map<std::string, double> by_id;  ///< by the target's id
};

/// Another scenario that the forecast is held against.
struct Rival {
  std::string name;                ///< as the answer calls it
  std::filesystem::path scenario;  ///< its file
  std::string shown_as;            ///< the file in messages
};

/// A plan forecast with what was known on a day.
struct PlanVintage {
  std::string name;                ///< as the answer calls it
  calibration::Day date;           ///< the day: outcomes known after it are scored
  std::filesystem::path scenario;  ///< the file that is run
  std::string shown_as;            ///< the scenario in messages
  std::string reading;             ///< of the scenario; empty: the first
  std::vector<std::string> bases;  ///< of the values that it is held against; empty: any
  /// whose results are set at this day; none: the scenario's own numbers
  std::optional<std::filesystem::path> calibration;
  std::vector<std::pair<std::string, std::string>> set;  ///< path, result of the calibration
  std::vector<NaiveForecast> naive;                      ///< to be beaten
  std::vector<BaseRates> base_rates;                     ///< to be beaten
  std::vector<Rival> rivals;                             ///< on the same outcomes
  Place place;                                           ///< of the vintage in the file
};

/// A hindcast of plans, as its file states it.
struct PlanFile {
  std::string name;
  Title title;
  std::string file;                               ///< as shown
  std::string sha256;                             ///< of the file
  std::optional<std::filesystem::path> outcomes;  ///< none: named on the command line
  std::vector<PlanVintage> vintages;              ///< in the file's order
  /// what names of vintages, naive forecasts, rates and rivals are called; others stand for themselves
  std::map<std::string, Title> titles;
};

/// Reads `leontide: hindcast/1` with `plans:`. Reports what is wrong with it.
std::optional<PlanFile> read_plan_file(const yaml::YamlFile& file, Diagnostics& diagnostics);

}  // namespace leontide::hindcast
