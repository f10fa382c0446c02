#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "scenario/draft.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// A figure that has become known: an indicator's value in a year, with the error of its measurement.
struct Observed {
  std::string indicator;  ///< by name
  int year = 0;
  double value = 0;    ///< in the indicator's unit
  double sd = 0;       ///< standard deviation of the error, in the same unit
  std::string source;  ///< where the figure is published
  Place place;
};

/// A figure as the scenario states it, before it is held against a model.
struct ObservedDraft {
  Observed figure;
  bool is_relative = false;                   ///< sd is a share of the value
  std::optional<language::Unit> unit;         ///< none: in the indicator's own
  std::optional<language::PriceBasis> basis;  ///< none: in the indicator's own
};

/// Reads `observed:`, a list of {indicator, year, value, sd or relative_sd, unit, prices, source}. Without
/// unit the value is in the indicator's. Names and years are for check_observed. One draft an
/// item that can be read; the others are reported.
std::vector<ObservedDraft> read_observed(const yaml::Node& node, const language::BaseSymbols& symbols,
                                         Diagnostics& diagnostics);

/// Whether an override states a figure (`observed.gdp: {year: 2025, value: 10002.1, sd: 50}`), and no number
/// of the model.
bool is_figure(const Override& override);

/// What `observed:` says, then the figures that overrides of the scenario, the command line and `further`
/// state, as one list. None where nobody states a figure. Reports readings that state one: figures hold for
/// all.
std::optional<yaml::Node> figures_of(const Draft& draft, const std::vector<Override>& further,
                                     Diagnostics& diagnostics);

/// Figures in their indicators' units. Reports indicators that the model lacks, years it does not reach,
/// units that do not fit, errors that are not positive, and figures that contradict each other: one indicator
/// and year twice, further apart than four of their errors.
std::vector<Observed> check_observed(const std::vector<ObservedDraft>& drafts, const language::Model& model,
                                     Diagnostics& diagnostics);

}  // namespace leontide::scenario
