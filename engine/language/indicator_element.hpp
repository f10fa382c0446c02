#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/model.hpp"

namespace leontide::language {

/// One number of an indicator: the indicator itself where it is one number, else one of its members.
struct IndicatorElement {
  const Indicator* indicator = nullptr;  ///< of the model, which must outlive this
  std::size_t row = 0;                   ///< of its set; 0 of a scalar
};

/// The number that a name means: `indicator`, or `indicator.code` of one over a set. Nothing where none is
/// called so.
std::optional<IndicatorElement> indicator_element(const Model& model, std::string_view name);

/// The names of all numbers, for suggestions.
std::vector<std::string> element_names(const Model& model);

}  // namespace leontide::language
