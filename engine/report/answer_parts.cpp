#include "report/answer_parts.hpp"

#include <algorithm>

#include "report/input_titles.hpp"

namespace leontide::report {

SourceGroup source_group(const scenario::Reading& reading, const analysis::SpreadSource& source) {
  SourceGroup group{source.group, group_title(reading, source.group), source.drivers};
  const auto has_group = [&](const std::string& name) {
    for (std::size_t d = 0; d < reading.drivers.size(); ++d) {
      if (reading.drivers[d].name == name) return !reading.driver_groups[d].empty();
    }
    return true;
  };
  if (source.drivers.empty() || std::any_of(source.drivers.begin(), source.drivers.end(), has_group))
    return group;
  if (source.drivers.size() == 1) group.title = input_title(reading, source.drivers.front());
  group.is_unnamed = source.drivers.size() > 1;
  return group;
}

std::optional<calibration::OutsideShare> outside_view(const scenario::Scenario& scenario,
                                                      const scenario::Target& target,
                                                      std::optional<double> required_growth, int years) {
  using Rule = scenario::Target::Rule;
  const bool is_money = target.basis != language::PriceBasis::none;
  if (target.outside) return target.outside;
  if (!scenario.outside || !required_growth || !is_money || target.rule != Rule::at_least)
    return std::nullopt;
  const auto measure = target.basis == language::PriceBasis::constant ? calibration::Measure::real
                                                                      : calibration::Measure::nominal;
  return scenario.outside->at(measure, years, 100 * *required_growth);
}

}  // namespace leontide::report
