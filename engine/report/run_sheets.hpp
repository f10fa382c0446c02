#pragma once

// Internal to the layer: the sheets of a run, each empty where it has nothing to say.

#include <string>
#include <vector>

#include "report/answer.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// The targets that a run was asked for, by id; none: all of them.
using ShownTargets = std::vector<std::string>;

/// Whether the run was asked for this one.
bool is_shown(const ShownTargets& shown, const scenario::Target& target);

/// A chance with its interval, in percent.
Interval percent_of(const Proportion& chance);
/// A share in percent; an empty cell where it is not known, as below.
Cell percent_of(const std::optional<double>& share);
/// A quantile without its interval.
Cell cell_of(const std::optional<Quantile>& value);
/// A number as it is.
Cell cell_of(const std::optional<double>& value);

/// A column of chances a reading, in percent.
void add_reading_columns(const Answer& answer, Sheet& sheet);

// Of the targets, a row each (run_targets.cpp).
/// The chance of each in each reading.
Sheet chance_sheet(const Answer& answer, const ShownTargets& shown);
/// What stands behind each chance: quantiles, needed and past growth, the gap, how often it alone is missed.
Sheet meaning_sheet(const Answer& answer, const ShownTargets& shown);
/// Chances near 0 or 1, each with its reason where the plan's file gives one.
Sheet reason_sheet(const Answer& answer, const ShownTargets& shown);
/// Those that wait for a figure: which, and whom to ask.
Sheet waiting_sheet(const Answer& answer, const ShownTargets& shown);
/// One a conditional target: a row for each base that it may have.
std::vector<Sheet> given_sheets(const Answer& answer, const ShownTargets& shown);

/// Beside each chance how often cities grew so much and how such chances came out (run_record.cpp); none
/// where neither is known.
Sheet record_sheet(const Answer& answer, const ShownTargets& shown);

// Of the plan as a whole (run_whole.cpp).
/// The chance of all together, by reading and tolerance.
Sheet joint_sheet(const Answer& answer);
/// Standard deviations of the most open ones with one source alone moving.
Sheet spread_sheet(const Answer& answer);
/// Targets that exclude one another, a sheet each.
std::vector<Sheet> conflict_sheets(const Answer& answer);
/// Whether an indicator is 1 or 0 in every trial and year: its mean says more than its quantiles.
bool is_yes_or_no(const IndicatorAnswer& indicator, std::uint64_t trials);
/// Year by year; of what is 1 or 0 in a trial the share; the parts of indicators over a set and the other
/// readings are in indicators.csv.
Sheet year_sheet(const Answer& answer);

}  // namespace leontide::report
