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
  std::string id;                            ///< of the target or indicator
  std::optional<int> year;                   ///< that the row is for; none: of the target as a whole
  std::optional<double> value;               ///< as published
  std::string unit;                          ///< of the value
  std::optional<double> happened;            ///< 1 met, 0 not, between where only a chance of it is known
  bool is_direct = false;                    ///< a published text says so; else it follows from other figures
  std::string base;                          ///< statistical base of the value; may be empty
  std::optional<calibration::Day> known_on;  ///< the day from which it could be read
  std::string source;                        ///< where it is published
  Place place;                               ///< of its row
};

/// The outcomes of a file, checked.
struct Outcomes {
  std::string file;           ///< as shown
  std::vector<Outcome> rows;  ///< in the file's order
  std::string sha256;         ///< of the file
};

/// Reads a CSV with the columns id (or indicator), year, value, unit, met, how_known, base, known_on, source
/// and optionally truth. Reports columns that are missing, rows with neither value nor met, values without
/// year or unit, words and days that are none, and rows stated twice.
std::optional<Outcomes> read_outcomes(const std::filesystem::path& path, const std::string& shown_as,
                                      Diagnostics& diagnostics);

}  // namespace leontide::hindcast
