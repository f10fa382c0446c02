#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/choice.hpp"
#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace leontide::calibration {

/// What growth of cities is counted: of GDP at constant or at current prices.
enum class Measure { real, nominal };
/// Their names in files, and titles.
inline constexpr Choice<Measure> measures[] = {
    {Measure::real, "real", "GDP at constant prices", "不变价地区生产总值"},
    {Measure::nominal, "nominal", "GDP at current prices", "现价地区生产总值"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Measure>> choices_of(Measure) {
  return measures;
}

/// How often cities ever grew so much: the outside view of a growth target.
struct OutsideShare {
  double share = 0;         ///< of all cities' windows whose mean growth reached it
  double share_recent = 0;  ///< of those since `recent_from`
  int window_years = 0;     ///< length of the windows
  int first_year = 0, recent_from = 0, last_year = 0;  ///< years in which windows end
  std::string folder;     ///< of the table, as shown: the track record of forecasts of such growth is there
  bool is_bound = false;  ///< the table ends below or begins above the growth: the share of its end stands
};

/// The shares of windows by growth, as `leontide hindcast` writes them to outside_view.csv.
class OutsideTable {
 public:
  /// Reports columns that are missing and cells that are no shares, growths or years.
  static std::optional<OutsideTable> read(const CsvTable& table, Diagnostics& diagnostics);

  /// Windows of the length nearest to `years`, between rows in proportion; nothing where growth is not
  /// measured so.
  std::optional<OutsideShare> at(Measure measure, int years, double growth) const;

 private:
  struct Row {
    Measure measure = Measure::real;
    double growth = 0;
    OutsideShare share;
  };
  std::vector<Row> rows_;
};

}  // namespace leontide::calibration
