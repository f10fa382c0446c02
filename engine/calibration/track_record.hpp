#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace leontide::calibration {

/// What came of targets that were given a chance between two bounds at one vintage.
struct RecordRow {
  std::string vintage;      ///< its name
  std::string date;         ///< YYYY-MM-DD
  bool is_direct = false;   ///< a published text says what came; else it is inferred
  double from = 0, to = 1;  ///< chances as shares: at least, below
  double targets = 0;       ///< whose fate is known
  double met = 0;           ///< of them; not whole where only a chance of it is known
  double mean_chance = 0;   ///< of them, a share
  std::optional<double> skill, skill_low, skill_high;  ///< of all chances of the vintage so known
};

/// How chances that the same rules gave to older plans came out, as `leontide hindcast` of plans writes it to
/// track_record.csv. Direct and inferred outcomes stay apart: published ones are the good news.
struct TrackRecord {
  std::vector<RecordRow> rows;  ///< in the file's order

  /// Reports columns that are missing and cells that are no numbers, or no chances.
  static std::optional<TrackRecord> read(const CsvTable& table, Diagnostics& diagnostics);

  /// What stands in it of vintages before a day (YYYY-MM-DD): all of it where none is named.
  TrackRecord before(const std::string& day) const;

  /// Of all vintages together: the targets that were given a chance between the same bounds as this one, and
  /// how many were met. `targets` is 0 where there is none.
  RecordRow like(double chance, bool is_direct) const;
};

/// Bounds of the chances that stand together: thirds, for a record holds few targets.
inline constexpr double record_bounds[] = {0, 1.0 / 3, 2.0 / 3, 1};

}  // namespace leontide::calibration
