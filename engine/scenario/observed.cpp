#include "scenario/observed.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/unit_reader.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

// Two figures of one thing further apart than this many standard deviations cannot both be right.
constexpr double most_apart = 4;

std::optional<ObservedDraft> read_one(const yaml::Node& item, const language::BaseSymbols& symbols,
                                      Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  if (!check_keys(item, keys::observed(), "an observed figure", diagnostics)) return std::nullopt;
  ObservedDraft draft;
  draft.figure.place = item.place;
  if (const yaml::Node* name = item.find("indicator"))
    draft.figure.indicator = read_text(*name, diagnostics).value_or("");
  if (const yaml::Node* year = item.find("year"))
    draft.figure.year = static_cast<int>(read_integer(*year, 1900, 2200, diagnostics).value_or(0));
  if (const yaml::Node* value = item.find("value"))
    draft.figure.value = read_number(*value, diagnostics).value_or(0);
  const yaml::Node* sd = item.find("sd");
  const yaml::Node* relative = item.find("relative_sd");
  if ((sd == nullptr) == (relative == nullptr)) {
    diagnostics.error("missing-key", item.place, "an observed figure needs either `sd` or `relative_sd`",
                      "the standard deviation of its error: no figure is exact");
  } else {
    const yaml::Node& error = sd != nullptr ? *sd : *relative;
    draft.is_relative = relative != nullptr;
    draft.figure.sd = read_number(error, diagnostics).value_or(1);
    if (!(draft.figure.sd > 0)) {
      diagnostics.error("value", error.place,
                        fmt::format("the error of a figure is {}, but must be above zero", draft.figure.sd));
    }
  }
  if (item.find("unit") != nullptr || item.find("prices") != nullptr) {
    const UnitAndPrices read = read_unit(item, symbols, "an observed figure", diagnostics);
    draft.unit = read.unit;
    draft.basis = read.basis;
  }
  if (const yaml::Node* source = item.find("source"))
    draft.figure.source = read_text(*source, diagnostics).value_or("");
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return draft;
}

void convert(const ObservedDraft& draft, const language::Indicator& indicator, Observed& figure,
             Diagnostics& diagnostics) {
  if (draft.is_relative) figure.sd *= std::fabs(figure.value);
  if (!draft.unit) return;
  if (!draft.unit->same_dimension(indicator.unit) || *draft.basis != indicator.basis) {
    diagnostics.error("unit", figure.place,
                      fmt::format("the figure is in {} ({} prices), but \"{}\" in {} ({})",
                                  to_string(*draft.unit), to_string(*draft.basis), figure.indicator,
                                  to_string(indicator.unit), to_string(indicator.basis)));
    return;
  }
  const double scale = language::power_of_ten(draft.unit->power_of_ten - indicator.unit.power_of_ten);
  figure.value *= scale;
  figure.sd *= scale;
}

constexpr std::string_view of_figure = "observed.";

/// `observed.NAME: {year: …}` as an item of `observed:`.
yaml::Node item_of(const Override& override) {
  yaml::Node item = override.value;
  yaml::Node key = item, name = item;
  key.kind = name.kind = yaml::Node::Kind::scalar;
  key.entries.clear();
  name.entries.clear();
  key.text = "indicator";
  name.text = override.path.substr(of_figure.size());
  item.entries.insert(item.entries.begin(), {std::move(key), std::move(name)});
  return item;
}

}  // namespace

bool is_figure(const Override& override) {
  return override.path.starts_with(of_figure) && override.value.is_mapping();
}

std::optional<yaml::Node> figures_of(const Draft& draft, const std::vector<Override>& further,
                                     Diagnostics& diagnostics) {
  for (const ReadingDraft& reading : draft.readings) {
    for (const Override& override : reading.overrides) {
      if (is_figure(override))
        diagnostics.error("set", override.value.place, "a reading cannot state a figure",
                          "figures hold for all readings: write it under the scenario's `observed:`");
    }
  }
  std::optional<yaml::Node> figures = draft.observed;
  for (const auto* list : {&draft.overrides, &draft.command_line, &further}) {
    for (const Override& override : *list) {
      if (!is_figure(override)) continue;
      if (!figures) {
        figures.emplace();
        figures->kind = yaml::Node::Kind::sequence;
        figures->place = override.value.place;
      }
      figures->items.push_back(item_of(override));
    }
  }
  return figures;
}

std::vector<ObservedDraft> read_observed(const yaml::Node& node, const language::BaseSymbols& symbols,
                                         Diagnostics& diagnostics) {
  std::vector<ObservedDraft> drafts;
  if (!node.is_sequence()) {
    diagnostics.error("value", node.place, "`observed:` must be a list of figures",
                      "e.g. [{indicator: gdp, year: 2025, value: 10002.1, relative_sd: 0.005}]");
    return drafts;
  }
  for (const yaml::Node& item : node.items) {
    if (auto draft = read_one(item, symbols, diagnostics)) drafts.push_back(std::move(*draft));
  }
  return drafts;
}

std::vector<Observed> check_observed(const std::vector<ObservedDraft>& drafts, const language::Model& model,
                                     Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const auto& indicator : model.indicators)
    names.push_back(indicator.name);
  std::vector<Observed> figures;
  for (const ObservedDraft& draft : drafts) {
    Observed figure = draft.figure;
    const auto at = std::find_if(model.indicators.begin(), model.indicators.end(),
                                 [&](const auto& indicator) { return indicator.name == figure.indicator; });
    if (model.faulty_indicators.contains(figure.indicator)) continue;
    if (at == model.indicators.end()) {
      diagnostics.error("unknown-name", figure.place,
                        fmt::format("the model has no indicator \"{}\"", figure.indicator),
                        suggestion(figure.indicator, names));
      continue;
    }
    const int first = model.time.base + static_cast<int>(at->begins);
    if (!model.time.is_faulty && (figure.year < first || figure.year > model.time.end)) {
      diagnostics.error("value", figure.place,
                        fmt::format("\"{}\" has no value in {}: it runs from {} to {}", figure.indicator,
                                    figure.year, first, model.time.end));
      continue;
    }
    convert(draft, *at, figure, diagnostics);
    for (const Observed& other : figures) {
      if (other.indicator != figure.indicator || other.year != figure.year) continue;
      const double apart = std::fabs(other.value - figure.value) / std::hypot(other.sd, figure.sd);
      if (apart <= most_apart) continue;
      diagnostics.error(
          "contradiction", figure.place,
          fmt::format("\"{}\" in {} is given as {:.10g} here and as {:.10g} on line {}: {:.1f} "
                      "standard deviations apart",
                      figure.indicator, figure.year, figure.value, other.value, other.place.line, apart),
          "leave one of them out, or widen its error");
    }
    figures.push_back(std::move(figure));
  }
  std::stable_sort(figures.begin(), figures.end(),
                   [](const auto& a, const auto& b) { return a.year < b.year; });
  return figures;
}

}  // namespace leontide::scenario
