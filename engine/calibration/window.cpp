#include "calibration/window.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

/// Why two figures do not compare; empty where they do.
std::string break_between(const SeriesName& name, const PublishedFigure& before, const PublishedFigure& after,
                          const KnownSeries& known) {
  if (before.base != after.base)
    return fmt::format("base \"{}\" in {}, \"{}\" in {}", before.base, before.year, after.base, after.year);
  for (const Break& at : known.breaks) {
    const bool is_named = std::find(at.series.begin(), at.series.end(), name.text) != at.series.end();
    if (is_named && before.year < at.from && at.from <= after.year)
      return fmt::format("break \"{}\" in {}: {}", at.name, at.from, at.why);
  }
  return {};
}

bool is_inside(const Window& window, int year) {
  return (!window.since || year >= *window.since) && (!window.until || year <= *window.until) &&
         !window.without.contains(year);
}

double transformed(Transform as, double before, double after) {
  switch (as) {
    case Transform::growth: return after / before - 1;
    case Transform::log_growth: return std::log(after / before);
    case Transform::change: return after - before;
    case Transform::level: break;
  }
  return after;
}

/// Observations with, of each, what stands between it and what it would be compared with.
struct Candidates {
  std::vector<Observation> observations;
  std::vector<std::string> breaks;  ///< [observations] empty where there is none
};

/// A level is compared with the one before it in the window, a growth holds both of its years.
Candidates candidates_of(const SeriesName& name, const Window& window, const KnownSeries& known) {
  const auto figures = known_figures(*name.series, name.id, known.vintage, window.base);
  Candidates found;
  const PublishedFigure* kept = nullptr;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const PublishedFigure& figure = *figures[i];
    if (!is_inside(window, figure.year)) continue;
    if (window.as == Transform::level) {
      found.observations.push_back({figure.year, figure.value, {&figure}});
      found.breaks.push_back(kept != nullptr ? break_between(name, *kept, figure, known) : "");
      kept = &figure;
      continue;
    }
    if (i == 0 || figures[i - 1]->year != figure.year - 1) continue;
    const PublishedFigure& before = *figures[i - 1];
    found.observations.push_back(
        {figure.year, transformed(window.as, before.value, figure.value), {&before, &figure}});
    found.breaks.push_back(break_between(name, before, figure, known));
  }
  return found;
}

void keep_last(Candidates& found, std::size_t count) {
  const auto drop = static_cast<std::ptrdiff_t>(found.observations.size() - count);
  found.observations.erase(found.observations.begin(), found.observations.begin() + drop);
  found.breaks.erase(found.breaks.begin(), found.breaks.begin() + drop);
}

/// Whether an observation with a break may stand first: a level may, for nothing before it is compared.
std::size_t observations_after_break(const Candidates& found, Transform as) {
  for (std::size_t i = found.breaks.size(); i-- > 0;) {
    if (found.breaks[i].empty()) continue;
    return found.breaks.size() - i - (as == Transform::level ? 0 : 1);
  }
  return found.breaks.size();
}

/// The first figure that was published after the vintage, for the message.
std::string not_yet_known(const SeriesName& name, const KnownSeries& known) {
  for (const PublishedFigure& figure : name.series->figures) {
    if (figure.id == name.id && figure.known_on > known.vintage)
      return fmt::format("; {} became known on {}", figure.year, print_day(figure.known_on));
  }
  return {};
}

}  // namespace

std::optional<SeriesName> find_series(const yaml::Node& node, const KnownSeries& known,
                                      Diagnostics& diagnostics) {
  const auto text = yaml::read_text(node, diagnostics);
  if (!text) return std::nullopt;
  const std::size_t point = text->find('.');
  std::vector<std::string> names;
  for (const Series& series : known.series) {
    names.push_back(series.name);
    if (point == std::string::npos || series.name != text->substr(0, point)) continue;
    SeriesName name{&series, text->substr(point + 1), *text};
    const std::vector<std::string> ids = series.ids();
    if (std::find(ids.begin(), ids.end(), name.id) != ids.end()) return name;
    diagnostics.error("unknown-series", node.place,
                      fmt::format("{} has no figures of \"{}\"", series.file, name.id),
                      suggestion(name.id, ids));
    return std::nullopt;
  }
  diagnostics.error("unknown-series", node.place, fmt::format("\"{}\" is no SERIES.id", *text),
                    suggestion(text->substr(0, point), names));
  return std::nullopt;
}

Window read_window(const yaml::Node& node, Diagnostics& diagnostics) {
  Window window;
  const auto whole = [&](const char* key, long long low, long long high) -> std::optional<long long> {
    const yaml::Node* value = node.find(key);
    return value != nullptr ? yaml::read_integer(*value, low, high, diagnostics) : std::nullopt;
  };
  window.last = whole("last", 1, 200);
  window.least = whole("least", 1, 200);
  window.since = whole("since", 1, 9999);
  window.until = whole("until", 1, 9999);
  window.year = whole("year", 1, 9999);
  if (const yaml::Node* without = node.find("without")) {
    for (const double year : yaml::read_numbers(*without, diagnostics)) {
      if (year >= 1 && year <= 9999) window.without.insert(static_cast<int>(year));
    }
  }
  if (const yaml::Node* as = node.find("as"))
    window.as = yaml::read_choice<Transform>(*as, diagnostics).value_or(Transform::level);
  if (const yaml::Node* at_break = node.find("at_break"))
    window.stops_at_break = yaml::read_choice(*at_break, {"stop", "refuse"}, diagnostics) == std::size_t{0};
  if (const yaml::Node* base = node.find("base")) window.base = yaml::read_text(*base, diagnostics);
  return window;
}

std::optional<std::vector<Observation>> observe_window(const SeriesName& name, const Window& window,
                                                       const KnownSeries& known, const Place& place,
                                                       Diagnostics& diagnostics) {
  Candidates found = candidates_of(name, window, known);
  const std::size_t asked = window.last ? static_cast<std::size_t>(*window.last) : found.observations.size();
  if (found.observations.size() > asked) keep_last(found, asked);
  // A level that stands first in what is left is compared with nothing.
  if (window.as == Transform::level && !found.breaks.empty()) found.breaks.front().clear();
  const std::size_t sound = observations_after_break(found, window.as);
  if (sound < found.observations.size()) {
    const std::string& why =
        found.breaks[found.breaks.size() - sound - (window.as == Transform::level ? 0 : 1)];
    if (!window.stops_at_break) {
      diagnostics.error(
          "across-break", place, fmt::format("the window of \"{}\" crosses a break ({})", name.text, why),
          "shorten it, leave the year out with `without:`, name a `base:`, or write `at_break: stop`");
      return std::nullopt;
    }
    keep_last(found, sound);
  }
  const std::size_t needed =
      window.least ? static_cast<std::size_t>(*window.least) : (window.last ? asked : std::size_t{1});
  if (found.observations.size() < needed) {
    diagnostics.error(
        "too-few", place,
        fmt::format("\"{}\" has {} of the {} observations asked for, known on {}{}", name.text,
                    found.observations.size(), needed, print_day(known.vintage), not_yet_known(name, known)),
        "shorten the window, or say with `least:` how few will do");
    return std::nullopt;
  }
  return std::move(found.observations);
}

std::optional<Observation> observe_year(const SeriesName& name, const Window& window,
                                        const KnownSeries& known, const Place& place,
                                        Diagnostics& diagnostics) {
  Window one = window;
  if (window.year) one.since = one.until = window.year;
  one.last = 1;
  if (window.year) {
    const auto& figures = name.series->figures;
    const auto later = std::find_if(figures.begin(), figures.end(), [&](const PublishedFigure& figure) {
      return figure.id == name.id && figure.year == *window.year && figure.known_on > known.vintage;
    });
    const auto now = known_figures(*name.series, name.id, known.vintage, window.base);
    const bool is_known = std::any_of(
        now.begin(), now.end(), [&](const PublishedFigure* figure) { return figure->year == *window.year; });
    if (!is_known && later != figures.end()) {
      diagnostics.add({Severity::error, "later-than-vintage", place,
                       fmt::format("\"{}\" of {} became known on {}, after the vintage {}", name.text,
                                   *window.year, print_day(later->known_on), print_day(known.vintage)),
                       "take an earlier year, or the last known by leaving `year:` out", later->place});
      return std::nullopt;
    }
  }
  auto observations = observe_window(name, one, known, place, diagnostics);
  if (!observations || observations->empty()) return std::nullopt;
  return std::move(observations->back());
}

}  // namespace leontide::calibration
