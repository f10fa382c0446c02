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
struct ChanceAt {
  double tolerance = 0;  ///< share of the bound by which it may be missed
  double given = 0;      ///< the base asked of a conditional target, else 0
  Proportion chance;     ///< with its interval
};

/// A quantile with the interval of its order statistics, out to the edges of their buckets; conservative for
/// pairs and replicates, and where buckets are wider than the order statistics are apart.
struct Quantile {
  double value = 0;  ///< the quantile
  double low = 0;    ///< of its interval
  double high = 0;   ///< of its interval
};

/// Where a value stands over the trials.
struct Spread {
  double mean = 0;                        ///< over the completed trials
  double sd = 0;                          ///< over the completed trials
  std::optional<double> error;            ///< standard error of the mean, by the design of the sample
  std::optional<Quantile> p10, p50, p90;  ///< with their intervals
  std::optional<double> centre;           ///< the deterministic run
};

/// What one reading says about one assessed target.
struct TargetAnswer {
  Proportion chance;             ///< that it is met
  std::vector<ChanceAt> others;  ///< other tolerances, or all given bases
  Spread value;                  ///< of what is compared, in the target's unit
  double on_bound = 0;  ///< share of completed trials in which the value stands on its bound, within rounding
  std::optional<double> gap;                         ///< mean value less bound; positive is beyond
  std::optional<double> required_growth;             ///< a year, from the base year to the bound
  std::optional<calibration::OutsideShare> outside;  ///< how often cities grew as much as it needs
  std::optional<double> missed_alone;                ///< share of trials that miss this target and no other
  std::vector<std::pair<std::string, double>> sources;  ///< group of drivers, spread with it alone moving
};

/// One year of a fan.
struct FanYear {
  int year = 0;  ///< calendar year
  Spread value;  ///< over the trials
};

/// An indicator over its years.
struct IndicatorAnswer {
  std::string name;  ///< `indicator`, or `indicator.code`
  Title title;
  std::string unit;            ///< of its values
  std::string prices;          ///< `current`, `constant`, or empty
  std::vector<FanYear> years;  ///< the base year among them where it means something
};

/// Two targets that together state a third number.
struct ConflictAnswer {
  std::string level, share, whole;  ///< ids of the two targets and the indicator of the whole
  Title note;                       ///< why they cannot both be met
  double implied = 0;               ///< level bound / share bound, in the whole's unit
  std::string unit;                 ///< of the whole
  Spread whole_value;               ///< of the whole, over the trials
  Proportion both;                  ///< chance that both are met
};

/// Something that a reader knows by its title and files by its name.
struct Named {
  std::string name;  ///< in files
  Title title;       ///< for people
};

/// A source of uncertainty and the drivers that make it.
struct SourceGroup {
  std::string name;                  ///< as the model's `group:` says
  Title title;                       ///< for people
  std::vector<std::string> drivers;  ///< by name
  bool is_unnamed = false;           ///< of the drivers without `group:`
};

/// What one reading of a scenario says.
struct ReadingAnswer {
  std::string name;                         ///< empty where the scenario has no readings
  Title title;                              ///< for people
  std::vector<std::string> sets;            ///< `path=value`, by the scenario and the reading
  std::vector<Named> levers, events;        ///< that are on
  std::uint64_t trials = 0;                 ///< run
  std::uint64_t completed = 0;              ///< without failure
  std::vector<Failed> failures;             ///< by cause; causes without any are left out
  std::optional<simulation::Stop> stop;     ///< where the sampling has a stop rule
  Proportion joint;                         ///< that all targets that count are met
  std::vector<Proportion> at_least;         ///< [k] chance that at least k of the joint targets are met
  std::vector<TargetAnswer> targets;        ///< [targets]; of those not assessed the default
  std::vector<std::vector<double>> pairs;   ///< [joint × joint] chance that both are met
  std::vector<IndicatorAnswer> indicators;  ///< of the indicators that are asked for
  std::vector<ConflictAnswer> conflicts;    ///< of the targets that the file says exclude each other
  std::vector<SourceGroup> source_groups;   ///< in the order of each target's sources
  std::vector<analysis::ToldApart> decompositions;  ///< of the changes that the model declares
};

/// All that a report shows: the one thing every writer prints. Holds no time, host, path or thread count.
struct Answer {
  std::string version;                                   ///< of the program
  std::string scenario;                                  ///< by name
  Title title;                                           ///< for people
  int last_year = 0;                                     ///< of the model
  std::string digest;                                    ///< of inputs and of what affects results
  scenario::Sampling sampling;                           ///< how trials were drawn
  std::vector<std::string> set;                          ///< by the command line
  std::vector<scenario::InputFile> inputs;               ///< every file with its hash
  std::vector<scenario::Target> targets;                 ///< in the file's order
  std::optional<calibration::TrackRecord> track_record;  ///< how such chances came out
  std::vector<std::uint32_t> joint;                      ///< targets that count towards the joint chance
  std::vector<ReadingAnswer> readings;                   ///< in the scenario's order
  std::vector<Title> warnings;                           ///< said of the inputs

  /// How many targets have a chance.
  std::size_t assessed() const;
};

/// Whether a stop rule ran out of trials before its width was reached.
bool is_too_wide(const Answer& answer);

}  // namespace leontide::report
