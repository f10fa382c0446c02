#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/day.hpp"

namespace leontide::calibration {

/// One published figure as a file states it.
struct PublishedFigure {
  std::string id;
  int year = 0;
  double value = 0;
  std::string unit;
  std::string source;
  char grade = 'C';  ///< A official, B press or compilation, C derived, assumed or recalled
  Day known_on;
  bool is_usual_day = false;  ///< by rule, for the source gives none
  std::string base;           ///< figures of different bases do not compare; may be empty
  Place place;
};

/// The figures of a file, in its order.
struct Series {
  std::string name;                ///< that a calibration calls it by
  std::string file;                ///< as shown
  bool is_pseudo_vintage = false;  ///< revised figures, taken as if first published
  std::vector<PublishedFigure> figures;
  std::string sha256;

  /// Every id, each once, in order.
  std::vector<std::string> ids() const;
};

/// Reads a CSV with the columns id, year, value, unit, source, grade, known_on, base (others are left out).
/// Reports columns that are missing, values that are no numbers, grades other than A, B, C, days that are
/// none, a revised base without a day, and figures stated twice.
std::optional<Series> read_series(const std::filesystem::path& path, const std::string& shown_as,
                                  Diagnostics& diagnostics);

/// What was known of an id on a day: of each year the figure known last, years ascending. With `base`, only
/// figures of that base.
std::vector<const PublishedFigure*> known_figures(const Series& series, const std::string& id,
                                                  const Day& vintage,
                                                  const std::optional<std::string>& base = {});

}  // namespace leontide::calibration
