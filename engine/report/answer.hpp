#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/decomposition/told_apart.hpp"
#include "language/model.hpp"
#include "report/write/document.hpp"
#include "scenario/scenario.hpp"
#include "simulation/result.hpp"
#include "statistics/proportion.hpp"

namespace leontide::report {

using statistics::Proportion;

/// The chance of a target at one tolerance or at one given base.
struct Chance {
  double tolerance = 0;
  double given = 0;
  Proportion chance;
};

/// A quantile with the interval of its order statistics, out to the edges of their buckets; conservative for
/// pairs and replicates, and where buckets are wider than the order statistics are apart.
struct Quantile {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// Where a value stands over the trials.
struct Spread {
  double mean = 0;
  double sd = 0;
  std::optional<double> error;  ///< standard error of the mean, by the design of the sample
  std::optional<Quantile> p10, p50, p90;
  std::optional<double> centre;  ///< the deterministic run
};

/// What one reading says about one assessed target.
struct TargetAnswer {
  Proportion chance;
  std::vector<Chance> others;  ///< other tolerances, or all given bases
  Spread value;                ///< of what is compared, in the target's unit
  double on_bound = 0;  ///< share of completed trials in which the value stands on its bound, within rounding
  std::optional<double> gap;              ///< mean value less bound; positive is beyond
  std::optional<double> required_growth;  ///< a year, from the base year to the bound
  std::optional<double> missed_alone;     ///< share of trials that miss this target and no other
  std::vector<std::pair<std::string, double>> sources;  ///< group of drivers, spread with it alone moving
};

struct FanYear {
  int year = 0;
  Spread value;
};

struct IndicatorAnswer {
  std::string name;
  Title title;
  std::string unit;
  std::string prices;
  std::vector<FanYear> years;
};

/// Two targets that together state a third number.
struct ConflictAnswer {
  std::string level, share, whole;
  Title note;
  double implied = 0;  ///< level bound / share bound, in the whole's unit
  std::string unit;
  Spread whole_value;
  Proportion both;
};

/// Something that a reader knows by its title and files by its name.
struct Named {
  std::string name;
  Title title;
};

/// A source of uncertainty and the drivers that make it.
struct SourceGroup {
  std::string name;
  Title title;
  std::vector<std::string> drivers;
};

struct ReadingAnswer {
  std::string name;
  Title title;
  std::vector<std::string> sets;      ///< `path=value`, by the scenario and the reading
  std::vector<Named> levers, events;  ///< that are on
  std::uint64_t trials = 0;
  std::uint64_t completed = 0;
  std::vector<Failed> failures;          ///< by cause; causes without any are left out
  std::optional<simulation::Stop> stop;  ///< where the sampling has a stop rule
  Proportion joint;
  std::vector<Proportion> at_least;        ///< [k] chance that at least k of the joint targets are met
  std::vector<TargetAnswer> targets;       ///< [targets]; of those not assessed the default
  std::vector<std::vector<double>> pairs;  ///< [joint × joint] chance that both are met
  std::vector<IndicatorAnswer> indicators;
  std::vector<ConflictAnswer> conflicts;
  std::vector<SourceGroup> source_groups;  ///< in the order of each target's sources
  std::vector<analysis::ToldApart> decompositions;
};

/// All that a report shows: the one thing every writer prints. Holds no time, host, path or thread count.
struct Answer {
  std::string version;
  std::string scenario;
  Title title;
  std::string digest;
  scenario::Sampling sampling;
  std::vector<std::string> set;  ///< by the command line
  std::vector<scenario::InputFile> inputs;
  std::vector<scenario::Target> targets;
  std::vector<std::uint32_t> joint;  ///< targets that count towards the joint chance
  std::vector<ReadingAnswer> readings;
  std::vector<std::string> warnings;

  std::size_t assessed() const;
};

/// Whether a stop rule ran out of trials before its width was reached.
bool is_too_wide(const Answer& answer);

}  // namespace leontide::report
