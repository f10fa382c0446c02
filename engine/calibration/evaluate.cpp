#include "calibration/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "calibration/formula.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

/// A node as one line: equal rules give equal lines.
std::string line_of(const yaml::Node& node) {
  std::string line = node.text;
  for (const yaml::Node& item : node.items)
    line += "[" + line_of(item) + "]";
  for (const auto& [key, value] : node.entries)
    line += "{" + key.text + ":" + line_of(value) + "}";
  return line;
}

}  // namespace

Evaluation::Evaluation(const CalibrationFile& file, const CalibrationRequest& request,
                       Diagnostics& diagnostics)
    : file_(file), request_(request), diagnostics_(diagnostics) {}

void Evaluation::add(const Stated& stated) {
  if (!stated.rule) {
    faulty_.insert(stated.id);
    return;
  }
  const std::size_t errors_before = diagnostics_.error_count();
  Result result;
  result.id = stated.id;
  result.rule = *stated.rule;
  if (const yaml::Node* unit = stated.node.find("unit"))
    result.unit = yaml::read_text(*unit, diagnostics_).value_or("");
  if (const yaml::Node* note = stated.node.find("note")) result.note = note->text;
  evaluate(stated, result);
  if (const yaml::Node* scale = stated.node.find("scale")) {
    const double factor = yaml::read_number(*scale, diagnostics_).value_or(1);
    // A correlation has no unit.
    if (result.rule != RuleKind::ar1) result.value *= factor;
    if (result.spread) *result.spread *= std::abs(factor);
  }
  if (diagnostics_.error_count() == errors_before && !std::isfinite(result.value))
    diagnostics_.error("not-finite", stated.place, fmt::format("\"{}\" is not finite", stated.id),
                       "a figure of zero, or a window that does not vary");
  names_.push_back(stated.id);
  if (diagnostics_.error_count() != errors_before) {
    faulty_.insert(stated.id);
    return;
  }
  const std::string what = fmt::format("{}|{}|{}|{}", line_of(stated.node), print_day(request_.vintage),
                                       result.figures, print_number(result.value));
  result.hash = sha256(what).substr(0, 16);
  results_.push_back(std::move(result));
}

void Evaluation::evaluate(const Stated& stated, Result& result) {
  const Window window = read_window(stated.node, diagnostics_);
  switch (result.rule) {
    case RuleKind::gap:
    case RuleKind::share: return of_pairs(stated, window, result);
    case RuleKind::drift:
      if (stated.node.find("less") != nullptr) return of_pairs(stated, window, result);
      return of_window(stated, window, result);
    case RuleKind::error: return of_error(stated, window, result);
    case RuleKind::pooled:
    case RuleKind::forecast: return of_panel(stated, result);
    case RuleKind::formula: return of_formula(stated, result);
    case RuleKind::solve: return of_solve(stated, result);
    case RuleKind::given: break;
    default: return of_window(stated, window, result);
  }
  const yaml::Node* value = stated.node.find("value");
  result.value = value != nullptr ? yaml::read_number(*value, diagnostics_).value_or(0) : 0;
  if (const yaml::Node* spread = stated.node.find("spread"))
    result.spread = yaml::read_number(*spread, diagnostics_);
  if (const yaml::Node* source = stated.node.find("source")) result.figures = source->text;
  const yaml::Node* grade = stated.node.find("grade");
  const auto read =
      grade != nullptr ? yaml::read_choice(*grade, {"A", "B", "C"}, diagnostics_) : std::nullopt;
  result.grade = static_cast<char>('A' + read.value_or(2));
}

/// A result above: what uses it is no better known than it.
std::optional<double> Evaluation::value_of(const std::string& name, Result& user) {
  // Its fault was told; any number keeps what uses it from being told again.
  if (faulty_.contains(name)) return 1;
  const auto found =
      std::find_if(results_.begin(), results_.end(), [&](const Result& result) { return result.id == name; });
  if (found == results_.end()) return std::nullopt;
  user.grade = std::max(user.grade, found->grade);
  user.is_pseudo_vintage = user.is_pseudo_vintage || found->is_pseudo_vintage;
  user.has_usual_days = user.has_usual_days || found->has_usual_days;
  if (found->known_by && (!user.known_by || *user.known_by < *found->known_by))
    user.known_by = found->known_by;
  user.figures += fmt::format("{}{}={}", user.figures.empty() ? "" : " ", name, print_number(found->value));
  return found->value;
}

std::optional<double> Evaluation::number_of(const yaml::Node& node, Result& user) {
  const NameValue names = [&](const std::string& name) { return value_of(name, user); };
  return evaluate_formula(node, names, names_, diagnostics_);
}

void Evaluation::use_figures(const SeriesName& name, const std::vector<const PublishedFigure*>& figures,
                             Result& result) {
  std::set<const PublishedFigure*> used;
  for (const PublishedFigure* figure : figures) {
    if (!used.insert(figure).second) continue;
    if (used.size() == 1) result.figures += (result.figures.empty() ? "" : "; ") + name.text;
    result.figures += fmt::format(" {}={}", figure->year, print_number(figure->value));
    remember_use(name, *figure, result.id);
    result.grade = std::max(result.grade, figure->grade);
    result.has_usual_days = result.has_usual_days || figure->is_usual_day;
    if (!result.known_by || *result.known_by < figure->known_on) result.known_by = figure->known_on;
  }
  result.is_pseudo_vintage = result.is_pseudo_vintage || name.series->is_pseudo_vintage;
}

void Evaluation::remember_use(const SeriesName& name, const PublishedFigure& figure,
                              const std::string& result) {
  const auto known = std::find_if(figures_.begin(), figures_.end(), [&](const UsedFigure& one) {
    return one.series == name.series->name && one.figure.place == figure.place;
  });
  if (known == figures_.end()) {
    figures_.push_back({name.series->name, figure, {result}});
  } else if (known->results.back() != result) {
    known->results.push_back(result);
  }
}

void Evaluation::use(const SeriesName& name, const std::vector<Observation>& observations, Result& result) {
  std::vector<const PublishedFigure*> figures;
  for (const Observation& observation : observations)
    figures.insert(figures.end(), observation.figures.begin(), observation.figures.end());
  use_figures(name, figures, result);
}

void Evaluation::finish(CalibrationAnswer& answer) {
  answer.results = std::move(results_);
  answer.figures = std::move(figures_);
  answer.inputs.insert(answer.inputs.end(), inputs_.begin(), inputs_.end());
  answer.notes = std::move(notes_);
}

}  // namespace leontide::calibration
