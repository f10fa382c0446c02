#pragma once

#include <optional>
#include <string>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace leontide::calibration {

/// How often cities ever grew so much: the outside view of a growth target.
struct OutsideShare {
  double share = 0;         ///< of all cities' windows whose mean growth reached it
  double share_recent = 0;  ///< of those since `recent_from`
  int window_years = 0;
  int first_year = 0, recent_from = 0, last_year = 0;
  std::string folder;  ///< of the table, as shown: the track record of forecasts of such growth stands there
};

/// Looks a growth up, per cent a year: the row of the least growth that is not below it. The columns are
/// those that `leontide hindcast` writes to outside_view.csv. Reports columns that are missing and, at
/// `place`, a growth beyond the last row.
std::optional<OutsideShare> outside_share(const CsvTable& table, double growth, const Place& place,
                                          Diagnostics& diagnostics);

}  // namespace leontide::calibration
