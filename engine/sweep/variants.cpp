#include "sweep/variants.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "scenario/sampling.hpp"
#include "simulation/record.hpp"

namespace leontide::sweep {

namespace {

/// What a cell sets, by kind.
struct Settings {
  std::vector<scenario::Override> overrides;
  std::optional<yaml::Node> reading;
  yaml::Node sampling;  ///< a mapping
};

constexpr std::string_view sampling_prefix = "sampling.";

Settings settings_of(const Cell& cell) {
  Settings settings;
  settings.sampling.kind = yaml::Node::Kind::mapping;
  for (const auto& [path, value] : cell.settings) {
    if (path == "reading") {
      settings.reading = *value;
    } else if (path.starts_with(sampling_prefix)) {
      settings.sampling.place = value->place;
      settings.sampling.entries.push_back(
          {scalar(path.substr(sampling_prefix.size()), value->place), *value});
    } else {
      settings.overrides.push_back({path == "horizon" ? "time.end" : path, *value, {}});
    }
  }
  return settings;
}

/// The rows of a factor that are tried: all, or of many the ends and what is least and greatest on each path.
std::vector<std::size_t> tried_rows(const SweepFactor& factor) {
  std::set<std::size_t> rows;
  if (factor.rows.size() <= Variants::most_tried) {
    for (std::size_t row = 0; row < factor.rows.size(); ++row)
      rows.insert(row);
  } else {
    rows = {0, factor.rows.size() - 1};
    for (std::size_t p = 0; p < factor.paths.size(); ++p) {
      const auto less = [&](const auto& one, const auto& other) {
        return parse_number(one[p].text).value_or(0) < parse_number(other[p].text).value_or(0);
      };
      const auto [least, most] = std::minmax_element(factor.rows.begin(), factor.rows.end(), less);
      rows.insert(static_cast<std::size_t>(least - factor.rows.begin()));
      rows.insert(static_cast<std::size_t>(most - factor.rows.begin()));
    }
  }
  return {rows.begin(), rows.end()};
}

Cell cell_of_row(const SweepFactor& factor, std::size_t row, std::size_t scenario) {
  Cell cell;
  cell.scenario = scenario;
  for (std::size_t p = 0; p < factor.paths.size(); ++p)
    cell.settings.emplace_back(factor.paths[p], &factor.rows[row][p]);
  return cell;
}

/// A file would have to be read for each cell.
bool names_file(const std::string& path) {
  return path.starts_with("data.") || path.starts_with("tables.");
}

}  // namespace

std::optional<Variants> Variants::read(const SweepFile& sweep, Diagnostics& diagnostics) {
  Variants variants;
  const std::size_t errors_before = diagnostics.error_count();
  for (const SweepFactor& factor : sweep.factors) {
    for (const std::string& path : factor.paths) {
      if (names_file(path))
        diagnostics.error("value", factor.place,
                          fmt::format("\"{}\" names a file, and an axis holds numbers", path),
                          "make a scenario for each file: scenarios are cells of every combination");
    }
  }
  for (const SweepScenario& scenario : sweep.scenarios) {
    scenario::Draft draft = scenario::read_draft(scenario.path, {}, diagnostics);
    if (sweep.sampling) read_sampling(*sweep.sampling, draft.sampling, diagnostics);
    auto prepared = analysis::prepare_scenario(draft, {}, diagnostics);
    if (prepared) variants.bases_.push_back({scenario.name, std::move(draft), std::move(*prepared)});
  }
  if (variants.bases_.size() == sweep.scenarios.size()) {
    variants.try_rows(sweep, diagnostics);
    variants.check_keep(sweep, diagnostics);
  }
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return variants;
}

bool Variants::try_rows(const SweepFile& sweep, Diagnostics& diagnostics) {
  for (const SweepFactor& factor : sweep.factors) {
    std::vector<bool>& structural = structural_.emplace_back(factor.rows.size(), false);
    for (const std::size_t row : tried_rows(factor)) {
      for (std::size_t s = 0; s < bases_.size(); ++s) {
        const auto variant = make(cell_of_row(factor, row, s), diagnostics);
        if (variant && variant->runs.front().structure != bases_[s].prepared.runs.front().structure)
          structural[row] = true;
      }
    }
  }
  return !diagnostics.has_errors();
}

void Variants::check_keep(const SweepFile& sweep, Diagnostics& diagnostics) const {
  std::set<std::string> targets, indicators;
  for (const Base& base : bases_) {
    for (const auto& target : base.prepared.scenario.targets) {
      if (target.assessed()) targets.insert(target.id);
    }
    for (const auto& output : base.prepared.runs.front().program.outputs)
      indicators.insert(output.name);
  }
  const auto look = [&](const std::vector<std::string>& asked, const std::set<std::string>& known,
                        const char* what, const Place& place) {
    for (const std::string& name : asked) {
      if (!known.contains(name))
        diagnostics.error("unknown-name", place,
                          fmt::format("no scenario of this sweep has the {} \"{}\"", what, name),
                          suggestion(name, std::vector<std::string>(known.begin(), known.end())));
    }
  };
  look(sweep.keep.targets, targets, "assessed target", sweep.keep.targets_place);
  look(sweep.keep.indicators, indicators, "indicator", sweep.keep.indicators_place);
}

std::string Variants::key(const Cell& cell) const {
  return sha256(fmt::format("{}\nresults version {}\n{}", bases_[cell.scenario].prepared.scenario.digest,
                            simulation::results_version, cell.text()));
}

std::optional<Variant> Variants::make(const Cell& cell, Diagnostics& diagnostics) const {
  const Base& base = bases_[cell.scenario];
  const Settings settings = settings_of(cell);
  auto scenario = scenario::resolve(base.draft, settings.overrides, diagnostics);
  if (!scenario) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  if (!settings.sampling.entries.empty()) {
    read_sampling(settings.sampling, scenario->sampling, diagnostics);
    check_sampling(scenario->sampling, scenario->targets, diagnostics);
  }
  if (settings.reading) {
    std::vector<std::string> names;
    for (const auto& reading : scenario->readings)
      names.push_back(reading.name);
    const auto found = std::find(names.begin(), names.end(), settings.reading->text);
    if (found == names.end()) {
      diagnostics.error("unknown-name", settings.reading->place,
                        fmt::format("{} has no reading \"{}\"", base.name, settings.reading->text),
                        suggestion(settings.reading->text, names));
      return std::nullopt;
    }
    auto kept = std::move(scenario->readings[static_cast<std::size_t>(found - names.begin())]);
    scenario->readings.clear();
    scenario->readings.push_back(std::move(kept));
  }
  Variant variant{std::move(*scenario), {}};
  for (const auto& reading : variant.scenario.readings) {
    const int known = base.prepared.find_reading(reading.name);
    auto run = simulation::rebind(base.prepared.runs[static_cast<std::size_t>(known)], variant.scenario,
                                  reading, diagnostics);
    if (!run) return std::nullopt;
    variant.runs.push_back(std::move(*run));
  }
  return diagnostics.error_count() > errors_before ? std::nullopt : std::optional(std::move(variant));
}

}  // namespace leontide::sweep
