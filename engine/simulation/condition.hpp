#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "kernel/program.hpp"
#include "kernel/run.hpp"
#include "scenario/scenario.hpp"
#include "scenario/target.hpp"

namespace leontide::simulation {

/// One question that every trial answers with yes or no: a target at one tolerance, or at one given base.
struct Condition {
  std::string id;                  ///< of the target
  std::uint32_t target = 0;        ///< index into the scenario's
  double tolerance = 0;            ///< share of the bound by which it may be missed
  double given = 0;                ///< of a conditional target, else 0
  bool is_main = false;            ///< the target as its file states it
  std::uint32_t output = 0;        ///< of the program: the value that is compared
  std::int64_t bound_output = -1;  ///< output whose value is the bound; -1 for numbers
  scenario::Target::Rule rule = scenario::Target::Rule::at_least;  ///< how value and bound are compared
  scenario::Target::When when = scenario::Target::When::year;      ///< how years are taken together
  std::vector<std::uint32_t> steps;  ///< each year asked for, periods written out
  double scale = 1;                  ///< indicator to the target's unit
  double bound_scale = 1;            ///< the bound's indicator to the target's unit
  double ratio = 1;                  ///< the target's unit to a plain number
  double low = 0;                    ///< bound, in the target's unit; of `between` the lower one
  double high = 0;                   ///< of `between` the upper bound
  double slack = 0;  ///< in the target's unit: rounding decides nothing within it (bound_slack)
};

/// Of the larger of a bound and of what the compared value was computed from: a value that is as near to its
/// bound stands on it, and meets it.
inline constexpr double bound_slack = 1e-9;

/// Makes one of values whose standard deviation is within the slack of their condition: what rounding leaves
/// of a number that does not vary is no variance to explain.
void level_rounding(std::vector<double>& values, double slack);

/// All conditions of a scenario: for each assessed target the main one first, then its other tolerances or
/// given bases. `sizes` [outputs × steps]: of path_sizes.
std::vector<Condition> make_conditions(const scenario::Scenario& scenario, const language::Model& model,
                                       const kernel::Program& program, std::span<const double> sizes);

/// Whether any target is assessed: without one there are no conditions.
bool has_conditions(const scenario::Scenario& scenario);

/// Lanes, one bit each.
struct LanesMet {
  std::uint64_t met = 0;       ///< lanes that meet it
  std::uint64_t on_bound = 0;  ///< met within the slack, and not beyond it; told of main conditions alone
};

/// The lanes that meet the condition, and the value that was compared (in the target's unit, [64]); of a
/// target for every year, that of its worst year.
LanesMet evaluate(const Condition& condition, const kernel::Workspace& workspace,
                  std::span<double> value) noexcept;

/// How far each lane is beyond the bound ([64], in the target's unit; below zero: missed by that much, where
/// standing on it counts as met): of a target for every year in its worst year, of an interval to its nearer
/// end.
void margins(const Condition& condition, const kernel::Workspace& workspace,
             std::span<double> margin) noexcept;

}  // namespace leontide::simulation
