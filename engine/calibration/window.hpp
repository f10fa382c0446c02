#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/rule_kind.hpp"
#include "calibration/series.hpp"
#include "yaml/yaml.hpp"

namespace leontide::calibration {

/// A year from which figures stand on another base.
struct Break {
  std::string name;                 ///< as the calibration calls it
  std::vector<std::string> series;  ///< `SERIES.id`
  int from = 0;                     ///< first year on the new base
  std::string why;                  ///< what changed, in words
};

/// What a rule asks of figures.
struct Window {
  /// years: the last so many; from; to; fewest; a single one
  std::optional<long long> last, since, until, least, year;
  std::set<int> without;            ///< years left out
  Transform as = Transform::level;  ///< what is taken of the figures
  bool stops_at_break = false;      ///< else a window across a break is refused
  std::optional<std::string> base;  ///< only figures of this statistical base
};

/// One observation, and what it is made from.
struct Observation {
  int year = 0;
  double value = 0;  ///< as `Window::as` asks, in the unit of the figures or as a share
  /// all that the value is computed from; of the calibration, which must outlive this
  std::vector<const PublishedFigure*> figures;
};

/// The figures of all files, as known on a day.
struct KnownSeries {
  std::vector<Series> series;  ///< of all files, by the names the calibration gives them
  std::vector<Break> breaks;
  Day vintage;  ///< the day: later figures are not there
};

/// An id of a file.
struct SeriesName {
  const Series* series = nullptr;  ///< of `Known::series`
  std::string id;                  ///< of the figures within the series
  std::string text;                ///< `SERIES.id`
};

/// `SERIES.id`; reports one that is not there with the nearest name.
std::optional<SeriesName> find_series(const yaml::Node& node, const KnownSeries& known,
                                      Diagnostics& diagnostics);

/// The window's keys of a rule.
Window read_window(const yaml::Node& node, Diagnostics& diagnostics);

/// The observations of a window, years ascending. Reports, at `place`: figures that were not yet known, a
/// window across a break, which is named, and fewer observations than asked for; nothing then.
std::optional<std::vector<Observation>> observe_window(const SeriesName& name, const Window& window,
                                                       const KnownSeries& known, const Place& place,
                                                       Diagnostics& diagnostics);

/// The observation of one year, or the last one known.
std::optional<Observation> observe_year(const SeriesName& name, const Window& window,
                                        const KnownSeries& known, const Place& place,
                                        Diagnostics& diagnostics);

}  // namespace leontide::calibration
