#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "language/indicator_element.hpp"
#include "scenario/targets_file.hpp"

namespace leontide::scenario {

/// Years of a window beside a target that names no period.
constexpr int usual_window = 3;

void add_outside_view(const OutsideViewRequest& view, const calibration::OutsideTable& shares,
                      std::vector<Target>& targets, Diagnostics& diagnostics) {
  std::vector<std::string> ids(targets.size());
  std::transform(targets.begin(), targets.end(), ids.begin(), [](const Target& target) { return target.id; });
  for (const std::string& id : view.targets) {
    const auto target =
        std::find_if(targets.begin(), targets.end(), [&](const Target& one) { return one.id == id; });
    if (target == targets.end()) {
      diagnostics.error("unknown-name", view.place, fmt::format("there is no target \"{}\"", id),
                        suggestion(id, ids));
      continue;
    }
    const bool is_growth = target->assessed() && target->rule == Target::Rule::at_least &&
                           target->bound_indicator.empty() && to_string(target->unit) == "percent";
    if (is_growth) {
      const int years =
          target->has_period() ? target->years.back() - target->years.front() + 1 : usual_window;
      target->outside = shares.at(calibration::Measure::real, years, target->low);
      if (!target->outside || target->outside->is_bound)
        diagnostics.error("value", view.place,
                          fmt::format("{} has no growth of {} %", view.file, print_number(target->low)));
      continue;
    }
    diagnostics.error("value", view.place,
                      fmt::format("target \"{}\" is no growth of at least a number of per cent", id),
                      "an outside view is of real growth a year");
  }
}

namespace {

void check_indicator(const Target& target, const std::string& name, const language::Model& model,
                     Diagnostics& diagnostics) {
  if (model.faulty_indicators.contains(name) ||
      model.faulty_indicators.contains(name.substr(0, name.find('.'))))
    return;
  const auto element = language::indicator_element(model, name);
  if (!element) {
    diagnostics.error(
        "unknown-name", target.place,
        fmt::format("target \"{}\" names \"{}\", which is no scalar indicator of the model and no member of "
                    "another",
                    target.id, name),
        suggestion(name, language::element_names(model)));
    return;
  }
  const language::Indicator* found = element->indicator;
  const bool conditional = target.status == Status::conditional;
  if (conditional && !found->unit.exponents.empty()) {
    diagnostics.error(
        "unit", target.place,
        fmt::format(
            "target \"{}\" multiplies \"{}\" by a base, so that indicator has no unit, but it is in {}",
            target.id, name, to_string(found->unit)));
  }
  const bool is_basis_missing =
      target.basis == language::PriceBasis::none && language::holds_currency(target.unit, model.symbols);
  if (!conditional && !found->unit.same_dimension(target.unit)) {
    diagnostics.error("unit", target.place,
                      fmt::format("target \"{}\" is in {}, but its indicator \"{}\" in {}", target.id,
                                  to_string(target.unit), name, to_string(found->unit)));
  } else if (!conditional && !is_basis_missing && found->basis != target.basis) {
    diagnostics.error("price-basis", target.place,
                      fmt::format("target \"{}\" is at {} prices, but its indicator \"{}\" at {} prices",
                                  target.id, to_string(target.basis), name, to_string(found->basis)));
  }
  const bool is_rate = found->unit.exponents.empty() && target.unit.exponents.empty() && !conditional;
  if (target.when == Target::When::mean_growth && !is_rate) {
    diagnostics.error("rule", target.place,
                      fmt::format("target \"{}\" takes a compound mean, so \"{}\" must be a growth rate, in "
                                  "percent or without a unit",
                                  target.id, name),
                      "`growth(x)` is the rate of a level x");
  }
  if (model.time.is_faulty) return;
  for (const int year : target.years) {
    const int first = model.time.base + static_cast<int>(found->begins);
    if (year < first || year > model.time.end) {
      diagnostics.error("horizon", target.place,
                        fmt::format("target \"{}\" asks for {}, but \"{}\" is known from {} to {}", target.id,
                                    year, name, first, model.time.end));
    }
  }
}

const Target* find_asserting(const std::vector<Target>& targets, const std::string& id) {
  const auto found = std::find_if(targets.begin(), targets.end(),
                                  [&](const Target& t) { return t.id == id && t.assessed() && t.asserts; });
  return found == targets.end() ? nullptr : &*found;
}

void check_conflict(const Conflict& conflict, const std::vector<Target>& targets,
                    const language::Model& model, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  known.reserve(targets.size());
  for (const Target& target : targets)
    known.push_back(target.id);
  for (const std::string& id : {conflict.level, conflict.share}) {
    const Target* target = find_asserting(targets, id);
    if (target != nullptr && target->bound_indicator.empty()) continue;
    diagnostics.error("unknown-name", conflict.place,
                      fmt::format("a conflict needs two targets with numbers that count towards the joint "
                                  "chance, and \"{}\" is none",
                                  id),
                      target == nullptr ? suggestion(id, known) : "");
  }
  const auto whole = std::find_if(model.indicators.begin(), model.indicators.end(), [&](const auto& i) {
    return i.name == conflict.whole && i.shape.rank() == 0;
  });
  if (model.faulty_indicators.contains(conflict.whole)) return;
  if (whole == model.indicators.end()) {
    known.clear();
    for (const auto& indicator : model.indicators)
      known.push_back(indicator.name);
    diagnostics.error("unknown-name", conflict.place,
                      fmt::format("there is no scalar indicator \"{}\"", conflict.whole),
                      suggestion(conflict.whole, known));
    return;
  }
  const Target* level = find_asserting(targets, conflict.level);
  if (level != nullptr && (!whole->unit.same_dimension(level->unit) || whole->basis != level->basis)) {
    diagnostics.error("unit", conflict.place,
                      fmt::format("the whole \"{}\" is in {} at {} prices, the level in {} at {} prices",
                                  conflict.whole, to_string(whole->unit), to_string(whole->basis),
                                  to_string(level->unit), to_string(level->basis)));
  }
}

}  // namespace

void check_targets(const std::vector<Target>& targets, const std::vector<Conflict>& conflicts,
                   const language::Model& model, Diagnostics& diagnostics) {
  for (const Target& target : targets) {
    if (!target.assessed()) continue;
    check_indicator(target, target.indicator, model, diagnostics);
    if (!target.bound_indicator.empty()) check_indicator(target, target.bound_indicator, model, diagnostics);
  }
  for (const Conflict& conflict : conflicts)
    check_conflict(conflict, targets, model, diagnostics);
}

void settle_same_quantities(std::vector<Target>& targets, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Target& target : targets) {
    if (target.same_quantity_as.empty()) known.push_back(target.id);
  }
  for (Target& target : targets) {
    if (target.same_quantity_as.empty()) continue;
    const auto other = std::find_if(targets.begin(), targets.end(), [&](const Target& t) {
      return t.id == target.same_quantity_as && t.same_quantity_as.empty();
    });
    if (other == targets.end()) {
      diagnostics.error("unknown-name", target.place,
                        fmt::format("target \"{}\" is on the same quantity as \"{}\", and no target of that "
                                    "name stands for itself",
                                    target.id, target.same_quantity_as),
                        suggestion(target.same_quantity_as, known));
    } else if (other->assessed() && other->asserts) {
      target.asserts = false;
    }
  }
}

double scale_to_target(const Target& target, const language::Unit& indicator_unit) {
  if (target.status == Status::conditional) return language::power_of_ten(indicator_unit.power_of_ten);
  return language::power_of_ten(indicator_unit.power_of_ten - target.unit.power_of_ten);
}

}  // namespace leontide::scenario
