#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/title.hpp"
#include "calibration/day.hpp"
#include "calibration/rule_file.hpp"
#include "calibration/rule_kind.hpp"
#include "calibration/series.hpp"
#include "yaml/yaml.hpp"

namespace leontide::calibration {

/// A number of a model, and what it rests on.
struct Result {
  std::string id;  ///< as the rule is called in the file
  RuleKind rule = RuleKind::value;
  double value = 0;              ///< in `unit`
  std::optional<double> spread;  ///< standard deviation, in `unit`; of rules that give one
  std::string unit;
  std::string window;              ///< `2022-2024`; empty where there is none
  std::size_t count = 0;           ///< observations
  std::string figures;             ///< each figure used, or the results
  std::optional<Day> known_by;     ///< the last of them
  bool has_usual_days = false;     ///< some became known by rule
  bool is_pseudo_vintage = false;  ///< rests on revised figures, taken as if first published
  char grade = 'A';                ///< the worst of what it rests on
  std::string note;
  std::string hash;  ///< of the rule and the figures: 16 hexadecimal digits
};

/// The path of a model that `solve` asks for.
struct SolveRequest {
  std::filesystem::path scenario;     ///< of the file that is run
  std::string shown_as;               ///< the file in messages
  std::string reading;                ///< of the scenario; empty: the first
  std::string vary;                   ///< as in `set:`
  double low = 0, high = 0;           ///< the range in which the number is looked for
  std::string indicator;              ///< whose path is to meet the number
  int first_year = 0, last_year = 0;  ///< over which its mean is met; 0: all after the base year
  double meets = 0;                   ///< in the indicator's unit
  std::vector<std::pair<std::string, double>> set;  ///< paths and numbers set beside it
  Place place;                                      ///< of the rule in the calibration file
};
/// Finds the number; reports why there is none.
using Solver = std::function<std::optional<double>(const SolveRequest&, Diagnostics&)>;

/// What `calibrate` works on.
struct CalibrationRequest {
  std::filesystem::path file;
  Day vintage;  ///< the day whose knowledge is used
  std::optional<std::filesystem::path>
      data;      ///< folder of panels; without it fitted rules are taken as they are
  Solver solve;  ///< may be empty: then rules that need it are reported
};

/// A file that was read.
struct ReadFile {
  std::string path;    ///< as shown
  std::string sha256;  ///< of its bytes
};

/// A figure that results rest on.
struct UsedFigure {
  std::string series;  ///< as the calibration calls it
  PublishedFigure figure;
  std::vector<std::string> results;  ///< that read it
};

/// All results of a calibration at one vintage.
struct CalibrationAnswer {
  std::string name;
  Title title;
  Day vintage;
  std::vector<Result> results;      ///< in the file's order
  std::vector<UsedFigure> figures;  ///< each once, in order of first use
  std::vector<ReadFile> inputs;     ///< the calibration and every file that it read
  std::string digest;               ///< of the inputs and the vintage
  std::vector<Title>
      notes;  ///< what else is to be said: which fitted rules were fitted again, and which taken
};

/// Reads a calibration, its figures and rules, and works out every result at the vintage, in the file's
/// order. Reports everything wrong with them at its place; nothing then.
std::optional<CalibrationAnswer> calibrate(const CalibrationRequest& request, Diagnostics& diagnostics);

}  // namespace leontide::calibration
