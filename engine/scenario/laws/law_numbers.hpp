#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "scenario/laws/law_forms.hpp"
#include "scenario/years/years.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// What the numbers of a law may be beside plain ones: parameters by name and, of a centre, numbers by year.
struct NamedNumbers {
  /// The parameter or datum of that name; none after a fault that was reported, now or before.
  std::function<const language::Datum*(const yaml::Node& name)> find;
  std::optional<language::SetId> over;   ///< the set that the law runs over
  language::Unit unit;                   ///< of what is drawn
  const language::Time* time = nullptr;  ///< none where numbers by year have no meaning
  YearFile year_file = {};               ///< opens a file of numbers by year
};

/// The numbers of one element, by key.
using Numbers = std::map<std::string, double>;

/// The numbers of a law.
struct LawNumbers {
  std::vector<Numbers>
      elements;  ///< one, or one an element where a key gave numbers by code; empty after a fault
  std::vector<double>
      centres;  ///< [steps][codes] of a centre by year, which then stands at 0 or 1 above; or none
};

/// Whose law is read.
struct LawOwner {
  std::string what;  ///< in messages: `driver "growth"`
  std::vector<std::string>
      codes;  ///< elements that a key's mapping may name; none or one empty code for a scalar
  const NamedNumbers* names = nullptr;  ///< parameters and years; null: plain numbers only
  bool has_unknown_set = false;         ///< a fault that was reported: numbers by code fit whatever they name

  /// Whether it runs over no set.
  bool is_scalar() const { return !has_unknown_set && (codes.empty() || codes.front().empty()); }
};

/// Reads the number keys of a law's mapping.
LawNumbers read_law_numbers(const yaml::Node& node, const LawForm& form, const LawOwner& owner,
                            Diagnostics& diagnostics);

/// One number, plain or the name of a scalar parameter in the unit stated by `names`.
std::optional<double> read_named_number(const yaml::Node& node, const LawOwner& owner,
                                        Diagnostics& diagnostics);

}  // namespace leontide::scenario
