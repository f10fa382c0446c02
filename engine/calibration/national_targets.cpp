#include "calibration/national_targets.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

const std::vector<yaml::Key>& target_keys() {
  static const std::vector<yaml::Key> table{
      {"percent", true, yaml::Form::number, "growth a year; of a range its lower end"},
      {"how_known",
       true,
       yaml::Form::text,
       "read in a text, or recalled",
       nullptr,
       false,
       false,
       {"read", "recalled"}},
      {"source", false, yaml::Form::text, "the text"}};
  return table;
}

}  // namespace

bool NationalTargets::has(int year) const {
  while (none.contains(year))
    --year;
  return by_year.contains(year);
}

double NationalTargets::in_logs(int year) const {
  while (none.contains(year))
    --year;
  return 100 * std::log1p(by_year.at(year).percent / 100);
}

NationalTargets read_national_targets(const yaml::Node& node, Diagnostics& diagnostics) {
  NationalTargets targets;
  if (!node.is_mapping()) {
    diagnostics.error("value", node.place, "national targets stand by year",
                      "{2013: {percent: 7.5, how_known: read}, 2020: none}");
    return targets;
  }
  for (const auto& [key, value] : node.entries) {
    const auto year = parse_integer(key.text);
    if (!year || *year < 1 || *year > 9999) {
      diagnostics.error("year", key.place, fmt::format("\"{}\" is no year", key.text));
      continue;
    }
    if (value.is_scalar() && value.text == "none") {
      targets.none.insert(static_cast<int>(*year));
      continue;
    }
    if (!yaml::check_keys(value, target_keys(), fmt::format("the target of {}", *year), diagnostics))
      continue;
    const yaml::Node* percent = value.find("percent");
    const yaml::Node* how = value.find("how_known");
    if (percent == nullptr || how == nullptr) continue;
    const auto known = yaml::read_choice(*how, {"read", "recalled"}, diagnostics);
    targets.by_year[static_cast<int>(*year)] = {yaml::read_number(*percent, diagnostics).value_or(0),
                                                known == std::size_t{1}};
  }
  return targets;
}

}  // namespace leontide::calibration
