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
  std::string id;
  Title title;  ///< may be empty
  int year = 0;
  double outcome = 0;
  std::string unit, base;
  bool is_direct = false;
  double p10 = 0, p50 = 0, p90 = 0;
  double pit = 0;
  double crps = 0;
  std::optional<double> above_target;  ///< CRPS above the bound, of a target with one
  std::string reference;  ///< the best naive forecast of that id at this vintage; empty: none named
  std::optional<double> reference_crps;
  std::vector<std::pair<std::string, double>> rivals;  ///< CRPS of other scenarios

  bool is_inside() const { return p10 <= outcome && outcome <= p90; }
};

/// A target whose fate is known, beside its chance.
struct ChanceCase {
  std::string id;
  Title title;  ///< may be empty
  double happened = 0;
  bool is_direct = false;
  double chance = 0;
  std::vector<std::pair<std::string, double>> rates;   ///< naive chances by name
  std::vector<std::pair<std::string, double>> rivals;  ///< of other scenarios
};

/// A row that one vintage could not score.
struct UnscoredRow {
  std::string id;
  std::optional<int> year;
  enum class Why { unknown, known_before, not_assessed, beyond_years, other_year, other_unit, other_base };
  Why why = Why::unknown;
  Place place;  ///< of its outcome
};

/// Chances of one vintage, direct or inferred outcomes.
struct ChanceSummary {
  std::size_t rows = 0;
  double brier = 0, log = 0;
  statistics::BrierParts parts;
  std::string reference;  ///< the best naive rates
  std::optional<double> reference_brier;
  std::optional<statistics::Estimate> skill;  ///< over them, its interval over the rows
};

struct VintageScore {
  std::string name, date;
  std::string scenario, digest;  ///< the file that ran and what it is of
  std::uint64_t trials = 0;
  std::vector<simulation::FailedTrials> failures;  ///< by cause
  std::vector<ValueCase> values;
  std::vector<ChanceCase> chances;
  std::vector<UnscoredRow> unscored;
  ChanceSummary direct, inferred;
};

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
  std::string id;
  Title title;
  std::size_t years = 0, inside = 0;
  double crps = 0;  ///< mean over the years
  std::string reference;
  std::optional<double> reference_crps;
  std::optional<statistics::Estimate> skill;  ///< over it, its interval over the years
};
std::vector<IdSummary> summarise_values(const std::vector<ValueCase>& cases);

/// Brier score, log score and parts of the cases that are direct, or that are not.
ChanceSummary summarise(const std::vector<ChanceCase>& cases, bool direct);

}  // namespace leontide::hindcast
