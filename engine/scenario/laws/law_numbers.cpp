#include "scenario/laws/law_numbers.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

/// Whether a plain value is meant as a name: it does not begin as a number does.
bool is_name(const yaml::Node& node) {
  if (!node.is_scalar() || node.quoted || node.text.empty()) return false;
  const auto first = static_cast<unsigned char>(node.text.front());
  return std::isdigit(first) == 0 && first != '-' && first != '+' && first != '.';
}

double rescaled(double value, int power) {
  const double factor = language::power_of_ten(std::abs(power));
  return power < 0 ? value / factor : value * factor;
}

class NumberReader {
 public:
  NumberReader(const yaml::Node& node, const LawForm& form, const LawOwner& owner, Diagnostics& diagnostics)
      : node_(node), form_(form), owner_(owner), diagnostics_(diagnostics) {}

  LawNumbers run() {
    bool by_element = false;
    for (const LawKey& key : form_.parameters) {
      const yaml::Node* value = node_.find(key.name);
      if (value == nullptr) continue;
      const language::Datum* datum = named(*value);
      by_element = by_element || (datum != nullptr && datum->shape.rank() > 0 && !datum->by_year);
      if (!value->is_mapping() || value->find("by_year") != nullptr) continue;
      by_element = true;
      if (!owner_.is_scalar()) continue;
      diagnostics_.error(
          "value", value->place,
          fmt::format("{} runs over no set, so \"{}\" is a single number", owner_.what, key.name));
      return {};
    }
    out_.elements.resize(by_element && !owner_.has_unknown_set ? owner_.codes.size() : 1);
    for (const LawKey& key : form_.parameters)
      read(key);
    if (!sound_) out_ = {};
    return std::move(out_);
  }

  std::optional<double> single(const yaml::Node& value) {
    const LawKey key{"strength", {}, true};
    if (!is_name(value) || owner_.names == nullptr) return yaml::read_number(value, diagnostics_);
    const language::Datum* datum = fitting(value, key);
    if (datum == nullptr) return std::nullopt;
    if (datum->by_year || datum->shape.rank() > 0) {
      diagnostics_.error("value", value.place, fmt::format("\"{}\" is no single number", datum->name));
      return std::nullopt;
    }
    return rescaled(datum->values.front(), shift_of(*datum, key));
  }

 private:
  void fill(const LawKey& key, double number) {
    for (Numbers& element : out_.elements)
      element[key.name] = number;
  }

  void read(const LawKey& key) {
    const yaml::Node* value = node_.find(key.name);
    if (value == nullptr) {
      sound_ = sound_ && key.fallback.has_value();
      return fill(key, key.fallback.value_or(0));
    }
    if (value->is_mapping())
      return value->find("by_year") != nullptr ? read_years_of(key, *value) : read_by_code(key, *value);
    if (is_name(*value) && owner_.names != nullptr) return read_named(key, *value);
    const auto number = yaml::read_number(*value, diagnostics_);
    sound_ = sound_ && number.has_value();
    fill(key, number.value_or(0));
  }

  void read_by_code(const LawKey& key, const yaml::Node& value) {
    if (owner_.has_unknown_set) return read_by_unknown_code(value);
    std::vector<bool> given(out_.elements.size(), false);
    if (const yaml::Node* fallback = value.find("default")) {
      fill(key, yaml::read_number(*fallback, diagnostics_).value_or(0));
      given.assign(out_.elements.size(), true);
    }
    for (const auto& [code, entry] : value.entries) {
      if (code.text == "default") continue;
      const auto found = std::find(owner_.codes.begin(), owner_.codes.end(), code.text);
      if (found == owner_.codes.end()) {
        diagnostics_.error("unknown-code", code.place,
                           fmt::format("\"{}\" is no member of the set {} runs over", code.text, owner_.what),
                           suggestion(code.text, owner_.codes));
        sound_ = false;
        continue;
      }
      const auto at = static_cast<std::size_t>(found - owner_.codes.begin());
      const auto number = yaml::read_number(entry, diagnostics_);
      sound_ = sound_ && number.has_value();
      out_.elements[at][key.name] = number.value_or(0);
      given[at] = true;
    }
    const auto missing = std::find(given.begin(), given.end(), false);
    if (missing == given.end()) return;
    diagnostics_.error("missing-key", value.place,
                       fmt::format("\"{}\" gives no number for \"{}\"", key.name,
                                   owner_.codes[static_cast<std::size_t>(missing - given.begin())]),
                       "add it, or a `default:`");
    sound_ = false;
  }

  void read_by_unknown_code(const yaml::Node& value) {
    for (const auto& [code, entry] : value.entries)
      yaml::read_number(entry, diagnostics_);
    sound_ = false;
  }

  const language::Datum* named(const yaml::Node& value) {
    if (!is_name(value) || owner_.names == nullptr) return nullptr;
    const auto [known, added] = named_.try_emplace(&value, nullptr);
    if (added) known->second = owner_.names->find(value);
    return known->second;
  }

  int shift_of(const language::Datum& datum, const LawKey& key) const {
    return datum.unit.power_of_ten - (key.has_unit ? owner_.names->unit.power_of_ten : 0);
  }

  /// The parameter that a key names, where it has the unit and the shape of the key.
  const language::Datum* fitting(const yaml::Node& value, const LawKey& key) {
    const language::Datum* datum = named(value);
    if (datum == nullptr) return nullptr;
    const language::Unit unit = key.has_unit ? owner_.names->unit : language::Unit{};
    if (!datum->unit.same_dimension(unit)) {
      diagnostics_.error("unit", value.place,
                         fmt::format("\"{}\" of {} is in {}, but \"{}\" is in {}", key.name, owner_.what,
                                     to_string(unit), datum->name, to_string(datum->unit)));
      return nullptr;
    }
    const bool fits = datum->shape.rank() == 0 || owner_.has_unknown_set ||
                      (datum->shape.rank() == 1 && datum->shape.sets.front() == owner_.names->over);
    if (!fits)
      diagnostics_.error("shape", value.place,
                         fmt::format("\"{}\" does not run over what {} runs over", datum->name, owner_.what),
                         "a scalar gives the same number to all members");
    return fits ? datum : nullptr;
  }

  void read_named(const LawKey& key, const yaml::Node& value) {
    const language::Datum* datum = fitting(value, key);
    fill(key, 0);
    if (datum == nullptr) {
      sound_ = false;
      return;
    }
    std::vector<double> numbers = datum->values;
    for (double& number : numbers)
      number = rescaled(number, shift_of(*datum, key));
    if (datum->by_year) return settle_years(key, {std::move(numbers), datum->starts_in_base}, value);
    for (std::size_t i = 0; i < out_.elements.size(); ++i)
      out_.elements[i][key.name] = numbers[numbers.size() == 1 ? 0 : i];
  }

  void read_years_of(const LawKey& key, const yaml::Node& value) {
    fill(key, 0);
    const std::string what = fmt::format("\"{}\" of {}", key.name, owner_.what);
    const yaml::Node& by_year = *value.find("by_year");
    if (owner_.names == nullptr || owner_.names->time == nullptr || key.centre == CentreStep::none)
      return refuse_years(key, value);
    const std::vector<std::string> scalar{""};
    const std::vector<yaml::Key> known{{"by_year", true}, {"column"}};
    yaml::check_keys(value, known, what, diagnostics_);
    if (owner_.has_unknown_set) {
      sound_ = false;
      return;
    }
    auto numbers = read_years(by_year,
                              {what, owner_.is_scalar() ? scalar : owner_.codes, *owner_.names->time,
                               owner_.names->year_file, value.find("column")},
                              diagnostics_);
    if (numbers) {
      settle_years(key, *numbers, by_year);
    } else {
      sound_ = false;
    }
  }

  void refuse_years(const LawKey& key, const yaml::Node& value) {
    std::string centre;
    for (const LawKey& other : form_.parameters) {
      if (other.centre != CentreStep::none) centre = other.name;
    }
    diagnostics_.error(
        "value", value.place, fmt::format("\"{}\" of {} is the same in every year", key.name, owner_.what),
        centre.empty() || centre == key.name ? "add a parameter with numbers by year to it in an equation"
                                             : fmt::format("\"{}\" may have numbers by year", centre));
    sound_ = false;
  }

  void settle_years(const LawKey& key, const YearNumbers& numbers, const yaml::Node& value) {
    if (key.centre == CentreStep::none || owner_.names->time == nullptr) return refuse_years(key, value);
    const yaml::Node* draw = node_.find("draw");
    if (!form_.is_process && (draw == nullptr || draw->text != "step")) {
      diagnostics_.error(
          "value", value.place,
          fmt::format("{} is drawn once a trial, so \"{}\" cannot move by year", owner_.what, key.name),
          "add `draw: step`, or take a process");
      sound_ = false;
      return;
    }
    if (key.centre == CentreStep::level && !numbers.starts_in_base) {
      diagnostics_.error("missing-year", value.place,
                         fmt::format("\"{}\" of {} has no number for the base year {}", key.name, owner_.what,
                                     owner_.names->time->base),
                         form_.is_process ? "the first step starts from how far the base year lies from it"
                                          : "a driver drawn by steps is drawn in the base year too");
      sound_ = false;
      return;
    }
    spread_years(key, numbers.values);
  }

  void spread_years(const LawKey& key, const std::vector<double>& numbers) {
    const std::size_t elements = owner_.is_scalar() ? 1 : owner_.codes.size();
    const auto steps = static_cast<std::size_t>(owner_.names->time->steps());
    const std::size_t rows = numbers.size() / steps;
    out_.centres.assign(steps * elements, 0);
    for (std::size_t step = 0; step < steps; ++step) {
      for (std::size_t element = 0; element < elements; ++element) {
        const double number = numbers[step * rows + (rows == 1 ? 0 : element)];
        double& centre = out_.centres[step * elements + element];
        if (key.centre == CentreStep::level) centre = number;
        if (key.centre == CentreStep::drift && step > 0)
          centre = out_.centres[(step - 1) * elements + element] + number;
      }
    }
    fill(key, key.name == "median" ? 1 : 0);
  }

  const yaml::Node& node_;
  const LawForm& form_;
  const LawOwner& owner_;
  Diagnostics& diagnostics_;
  LawNumbers out_;
  std::map<const yaml::Node*, const language::Datum*> named_;  ///< what was looked for is told of once
  bool sound_ = true;
};

}  // namespace

LawNumbers read_law_numbers(const yaml::Node& node, const LawForm& form, const LawOwner& owner,
                            Diagnostics& diagnostics) {
  return NumberReader(node, form, owner, diagnostics).run();
}

std::optional<double> read_named_number(const yaml::Node& node, const LawOwner& owner,
                                        Diagnostics& diagnostics) {
  const LawForm form;
  return NumberReader(node, form, owner, diagnostics).single(node);
}

}  // namespace leontide::scenario
