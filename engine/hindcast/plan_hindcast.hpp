#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/title.hpp"
#include "hindcast/outcomes.hpp"
#include "hindcast/plan_file.hpp"
#include "simulation/first_failures.hpp"
#include "statistics/interval.hpp"
#include "statistics/scores/chance_score.hpp"

namespace leontide::hindcast {

/// A figure that came, beside its forecast and the best naive one.
struct ValueCase {
  std::string id;  ///< of the target or indicator
  Title title;     ///< may be empty
  int year = 0;
  double outcome = 0;                ///< as published
  std::string unit, base;            ///< of the outcome; the statistical base may be empty
  bool is_direct = false;            ///< a published text says so; else it follows from other figures
  double p10 = 0, p50 = 0, p90 = 0;  ///< of the forecast, in `unit`
  double pit = 0;   ///< probability integral transform: share of the forecast below the outcome
  double crps = 0;  ///< of the forecast, in `unit`
  std::optional<double> above_target;  ///< CRPS above the bound, of a target with one
  std::string reference;  ///< the best naive forecast of that id at this vintage; empty: none named
  std::optional<double> reference_crps;                ///< in `unit`
  std::vector<std::pair<std::string, double>> rivals;  ///< CRPS of other scenarios

  /// Whether the middle 80 % of the forecast hold the outcome, ends included.
  bool is_inside() const { return p10 <= outcome && outcome <= p90; }
};

/// A target whose fate is known, beside its chance.
struct ChanceCase {
  std::string id;          ///< of the target
  Title title;             ///< may be empty
  double happened = 0;     ///< 1 met, 0 not, between where only a chance of it is known
  bool is_direct = false;  ///< as of ValueCase
  double chance = 0;       ///< of the forecast
  std::vector<std::pair<std::string, double>> rates;   ///< naive chances by name
  std::vector<std::pair<std::string, double>> rivals;  ///< of other scenarios
};

/// A row that one vintage could not score.
struct UnscoredRow {
  std::string id;  ///< of the target or indicator
  std::optional<int> year;
  /// `known_before` the vintage's day; `beyond_years` of the scenario; `other_year`, `other_unit` and
  /// `other_base` than the forecast's.
  enum class Why { unknown, known_before, not_assessed, beyond_years, other_year, other_unit, other_base };
  Why why = Why::unknown;
  Place place;  ///< of its outcome
};

/// Chances of one vintage, direct or inferred outcomes.
struct ChanceSummary {
  std::size_t rows = 0;                       ///< cases
  double brier = 0, log = 0;                  ///< scores of the forecast
  statistics::BrierParts parts;               ///< of the forecast's Brier score
  std::string reference;                      ///< the best naive rates
  std::optional<double> reference_brier;      ///< theirs
  std::optional<statistics::Estimate> skill;  ///< over them, its interval over the rows
};

/// How one vintage did.
struct VintageScore {
  std::string name, date;                          ///< of the vintage; the day as YYYY-MM-DD
  std::string scenario, digest;                    ///< the file that ran and what it is of
  std::uint64_t trials = 0;                        ///< run
  std::vector<simulation::FailedTrials> failures;  ///< by cause
  std::vector<ValueCase> values;                   ///< figures that came
  std::vector<ChanceCase> chances;                 ///< targets whose fate is known
  std::vector<UnscoredRow> unscored;               ///< rows it could not score
  ChanceSummary direct, inferred;                  ///< of `chances`, by `is_direct`
};

/// How all vintages did.
struct PlanHindcast {
  std::vector<VintageScore> vintages;
  std::vector<UnscoredRow> unscored;  ///< rows that no vintage could score, in the file's order
  std::vector<std::pair<std::string, std::string>> inputs;  ///< files and hashes
};

/// Runs every vintage and scores it by the outcomes that became known after its date. Reports faults of
/// scenarios, calibrations and names.
std::optional<PlanHindcast> run_plan_hindcast(const PlanFile& file, const Outcomes& outcomes,
                                              const std::optional<std::filesystem::path>& data,
                                              std::size_t threads, Diagnostics& diagnostics);

/// An indicator or target of one vintage over its years.
struct IdSummary {
  std::string id;  ///< of the target or indicator
  Title title;
  std::size_t years = 0, inside = 0;          ///< scored, and of them inside the middle 80 %
  double crps = 0;                            ///< mean over the years
  std::string reference;                      ///< the naive forecast that it is held against; empty: none
  std::optional<double> reference_crps;       ///< mean over the same years
  std::optional<statistics::Estimate> skill;  ///< over it, its interval over the years
};
/// One an id, in the order of first use.
std::vector<IdSummary> summarise_values(const std::vector<ValueCase>& cases);

/// Brier score, log score and parts of the cases that are direct, or that are not.
ChanceSummary summarise(const std::vector<ChanceCase>& cases, bool direct);

}  // namespace leontide::hindcast
