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
  std::string id;
  RuleKind rule = RuleKind::value;
  double value = 0;
  std::optional<double> spread;
  std::string unit;
  std::string window;           ///< `2022-2024`; empty where there is none
  std::size_t count = 0;        ///< observations
  std::string figures;          ///< each figure used, or the results
  std::optional<Day> known_by;  ///< the last of them
  bool has_usual_days = false;  ///< some became known by rule
  bool is_pseudo_vintage = false;
  char grade = 'A';  ///< the worst of what it rests on
  std::string note;
  std::string hash;  ///< of the rule and the figures: 16 hexadecimal digits
};

/// The path of a model that `solve` asks for.
struct SolveRequest {
  std::filesystem::path scenario;
  std::string shown_as;  ///< the file in messages
  std::string reading;
  std::string vary;  ///< as in `set:`
  double low = 0, high = 0;
  std::string indicator;
  int first_year = 0, last_year = 0;  ///< over which its mean is met; 0: all after the base year
  double meets = 0;
  std::vector<std::pair<std::string, double>> set;
  Place place;
};
/// Finds the number; reports why there is none.
using Solver = std::function<std::optional<double>(const SolveRequest&, Diagnostics&)>;

struct CalibrationRequest {
  std::filesystem::path file;
  Day vintage;
  std::optional<std::filesystem::path>
      data;  ///< folder of panels; without it fitted rules are taken as they are
  Solver solve;
};

/// A file that was read.
struct ReadFile {
  std::string path;
  std::string sha256;
};

/// A figure that results rest on.
struct UsedFigure {
  std::string series;  ///< as the calibration calls it
  PublishedFigure figure;
  std::vector<std::string> results;  ///< that read it
};

struct CalibrationAnswer {
  std::string name;
  Title title;
  Day vintage;
  std::vector<Result> results;
  std::vector<UsedFigure> figures;  ///< each once, in order of first use
  std::vector<ReadFile> inputs;
  std::string digest;  ///< of the inputs and the vintage
  std::vector<Title>
      notes;  ///< what else is to be said: which fitted rules were fitted again, and which taken
};

/// Reads a calibration, its figures and rules, and works out every result at the vintage, in the file's
/// order. Reports everything wrong with them at its place; nothing then.
std::optional<CalibrationAnswer> calibrate(const CalibrationRequest& request, Diagnostics& diagnostics);

}  // namespace leontide::calibration
