#include "language/indicator_element.hpp"

#include <algorithm>

namespace leontide::language {

std::optional<IndicatorElement> indicator_element(const Model& model, std::string_view name) {
  for (const Indicator& indicator : model.indicators) {
    if (indicator.shape.rank() == 0) {
      if (indicator.name == name) return IndicatorElement{&indicator, 0};
      continue;
    }
    const std::size_t length = indicator.name.size();
    if (!name.starts_with(indicator.name) || name.size() <= length || name[length] != '.') continue;
    const auto& codes = model.sets[indicator.shape.sets[0]].codes;
    const auto code = std::find(codes.begin(), codes.end(), name.substr(length + 1));
    if (code != codes.end())
      return IndicatorElement{&indicator, static_cast<std::size_t>(code - codes.begin())};
  }
  return std::nullopt;
}

std::vector<std::string> element_names(const Model& model) {
  std::vector<std::string> names;
  for (const Indicator& indicator : model.indicators) {
    if (indicator.shape.rank() == 0) {
      names.push_back(indicator.name);
      continue;
    }
    for (const std::string& code : model.sets[indicator.shape.sets[0]].codes)
      names.push_back(indicator.name + "." + code);
  }
  return names;
}

}  // namespace leontide::language
