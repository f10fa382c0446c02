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
  std::string id;             ///< of the figure within its file
  int year = 0;               ///< that the figure is of
  double value = 0;           ///< in `unit`
  std::string unit;           ///< as the file states it
  std::string source;         ///< where it is published
  char grade = 'C';           ///< A official, B press or compilation, C derived, assumed or recalled
  Day known_on;               ///< the day from which it could be read
  bool is_usual_day = false;  ///< by rule, for the source gives none
  std::string base;           ///< figures of different bases do not compare; may be empty
  Place place;                ///< of its row
};

/// The figures of a file, in its order.
struct Series {
  std::string name;                      ///< that a calibration calls it by
  std::string file;                      ///< as shown
  bool is_pseudo_vintage = false;        ///< revised figures, taken as if first published
  std::vector<PublishedFigure> figures;  ///< in the file's order
  std::string sha256;                    ///< of the file

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
