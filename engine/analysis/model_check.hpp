#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "base/diagnostic.hpp"

namespace leontide::analysis {

/// A total of the model's deterministic base year beside the table's, both in the model's unit.
struct BaseYearTotal {
  std::string table;     ///< its name in the model
  std::string quantity;  ///< output, value added or GDP
  std::string variable;  ///< of the model, that is taken for it
  std::string unit;      ///< of both numbers
  double of_model = 0;   ///< on the deterministic path
  double of_table = 0;   ///< as the table states it
};

/// What can be said of a scenario before any trial. Warns of drivers, parameters, data, events and levers
/// that are on which no equation reads, and of a lever that is on and starts after the horizon. Runs base
/// year and deterministic path of each reading, and names variable, member and year of what is not finite
/// there and of checks that do not hold: a warning, for the centre of the draws is no trial; an error where
/// nothing drawn enters it. Returns base-year totals of the first reading, of variables called `output` (or
/// solved by leontief), `value_added` and `gdp`, and warns where one is more than a tenth off a table of the
/// base year.
std::vector<BaseYearTotal> check_model(const Prepared& prepared, Diagnostics& diagnostics);

}  // namespace leontide::analysis
