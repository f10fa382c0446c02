#pragma once

#include <optional>
#include <string>
#include <vector>

#include "start/plan_rows.hpp"

namespace leontide::start {

/// A row of a plan beside what the model of a city gives.
struct PlacedRow {
  PlanRow row;                       ///< as the plan's table states it
  std::string quantity;              ///< what it is a target of
  std::optional<std::string> whole;  ///< of a share that the model has: gdp or services_va
  std::string indicator;             ///< that answers it; empty where the model has none
  std::string bound;                 ///< `at_least: 60`; of growth against another `at_least: NAME`
  std::string unit, prices, years;   ///< as lines of the target
  Title why;                         ///< what it was taken for, or why there is nothing
};

/// Lines that a model needs for the rows that were placed.
struct PlacedPlan {
  std::vector<PlacedRow> rows;        ///< in the plan's order
  std::string variables, indicators;  ///< lines for the model, beside those that the city's parts give
  int last_year = 0;                  ///< the latest that a placed row asks for
};

/// Places rows by the words of their ids: a sector group or GDP, and its value added, revenue, output, scale,
/// share or growth. A word that is not known leaves a row unplaced: nothing is guessed. `base` is the year of
/// the table.
PlacedPlan place_plan(const PlanTable& plan, int base);

}  // namespace leontide::start
