#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/day.hpp"

namespace leontide::hindcast {

/// What came of a target or an indicator.
struct Outcome {
  std::string id;
  std::optional<int> year;
  std::optional<double> value;
  std::string unit;                ///< of the value
  std::optional<double> happened;  ///< 1 met, 0 not, between where only a chance of it is known
  bool is_direct = false;          ///< a published text says so; else it follows from other figures
  std::string base;                ///< statistical base of the value; may be empty
  std::optional<calibration::Day> known_on;
  std::string source;
  Place place;
};

struct Outcomes {
  std::string file;
  std::vector<Outcome> rows;
  std::string sha256;
};

/// Reads a CSV with the columns id (or indicator), year, value, unit, met, how_known, base, known_on, source
/// and optionally truth. Reports columns that are missing, rows with neither value nor met, values without
/// year or unit, words and days that are none, and rows stated twice.
std::optional<Outcomes> read_outcomes(const std::filesystem::path& path, const std::string& shown_as,
                                      Diagnostics& diagnostics);

}  // namespace leontide::hindcast
