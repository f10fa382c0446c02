#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/calibrate.hpp"
#include "calibration/window.hpp"

namespace leontide::calibration {

/// A rule as the file states it.
struct Stated {
  std::string id;                ///< by which other rules read it
  Place place;                   ///< of the rule in the file
  std::optional<RuleKind> rule;  ///< none where it has a fault that was reported
  yaml::Node node;               ///< the rule as it stands
};

/// A calibration file with the figures that it names.
struct CalibrationFile {
  std::filesystem::path folder;  ///< what its paths are relative to
  std::string name;              ///< of the calibration
  Title title;
  KnownSeries known;             ///< figures and breaks, as known at the vintage
  std::vector<Stated> rules;     ///< in the file's order
  std::vector<ReadFile> inputs;  ///< the calibration and the series
};

/// Reads a calibration and its series; nothing where the file itself cannot be read. Reports all faults.
std::optional<CalibrationFile> read_calibration(const std::filesystem::path& path, const Day& vintage,
                                                Diagnostics& diagnostics);

/// How a file that another names is shown: relative to that file's folder, as it was named.
std::filesystem::path beside(const std::filesystem::path& folder, const std::string& file);

}  // namespace leontide::calibration
