#include "hindcast/plan_hindcast.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "calibration/calibrate.hpp"
#include "hindcast/path_solver.hpp"
#include "hindcast/plan_run.hpp"
#include "language/unit.hpp"
#include "statistics/scores/bands.hpp"
#include "statistics/scores/crps.hpp"

namespace leontide::hindcast {
namespace {

using Why = UnscoredRow::Why;

/// One vintage: its run, those it is held against, and its naive forecasts.
class VintageScorer {
 public:
  VintageScorer(const PlanVintage& vintage, const std::optional<std::filesystem::path>& data,
                std::size_t threads, Diagnostics& diagnostics)
      : vintage_(vintage), data_(data), threads_(threads), diagnostics_(diagnostics) {}

  std::optional<VintageScore> run(const Outcomes& outcomes) {
    const std::size_t errors_before = diagnostics_.error_count();
    if (!calibrate()) return std::nullopt;
    plan_ = PlanRun::make(vintage_.scenario, vintage_.reading, overrides_, threads_, vintage_.place,
                          diagnostics_);
    for (const Rival& rival : vintage_.rivals) {
      auto other =
          PlanRun::make(rival.scenario, vintage_.reading, overrides_, threads_, vintage_.place, diagnostics_);
      if (other) rivals_.emplace_back(rival.name, std::move(*other));
    }
    if (diagnostics_.error_count() != errors_before || !plan_) return std::nullopt;
    for (const NaiveForecast& naive : vintage_.naive) {
      check_name(naive.indicator, naive.place);
      check_result(naive.result, naive.place);
      check_result(naive.spread_of, naive.place);
    }
    score_.name = vintage_.name;
    score_.date = print_day(vintage_.date);
    score_.scenario = vintage_.scenario.filename().string();
    score_.digest = plan_->scenario().digest;
    score_.trials = plan_->trials();
    score_.failures = plan_->failures();
    for (const Outcome& outcome : outcomes.rows)
      add(outcome);
    if (diagnostics_.error_count() != errors_before) return std::nullopt;
    choose_references();
    score_.direct = summarise(score_.chances, true);
    score_.inferred = summarise(score_.chances, false);
    return std::move(score_);
  }

 private:
  bool calibrate() {
    if (!vintage_.calibration) return true;
    const auto answer =
        calibration::calibrate({*vintage_.calibration, vintage_.date, data_, solve_path}, diagnostics_);
    if (!answer) return false;
    std::vector<std::string> names;
    for (const calibration::Result& result : answer->results) {
      results_[result.id] = result;
      names.push_back(result.id);
    }
    for (const auto& [path, name] : vintage_.set) {
      if (!results_.contains(name)) {
        diagnostics_.error("unknown-name", vintage_.place,
                           fmt::format("the calibration has no result \"{}\"", name),
                           suggestion(name, names));
        continue;
      }
      scenario::Override one;
      one.path = path;
      one.value.kind = yaml::Node::Kind::scalar;
      one.value.text = print_number(results_[name].value);
      one.value.place = vintage_.place;
      overrides_.push_back(std::move(one));
    }
    return true;
  }

  void check_name(const std::string& name, const Place& place) {
    if (plan_->indicator(name) != nullptr || plan_->target(name) != nullptr) return;
    std::vector<std::string> names;
    for (const auto& indicator : plan_->model().indicators)
      names.push_back(indicator.name);
    diagnostics_.error("unknown-name", place, fmt::format("\"{}\" is neither indicator nor target", name),
                       suggestion(name, names));
  }

  void check_result(const std::string& name, const Place& place) {
    if (name.empty() || results_.contains(name)) return;
    std::vector<std::string> names;
    for (const auto& [known, result] : results_)
      names.push_back(known);
    diagnostics_.error("unknown-name", place, fmt::format("the calibration has no result \"{}\"", name),
                       suggestion(name, names));
  }

  void leave_out(const Outcome& outcome, Why why) {
    score_.unscored.push_back({outcome.id, outcome.year, why, outcome.place});
  }

  void add(const Outcome& outcome) {
    if (outcome.known_on && *outcome.known_on <= vintage_.date) return leave_out(outcome, Why::known_before);
    const auto& bases = vintage_.bases;
    const bool is_other_base = !outcome.base.empty() && !bases.empty() &&
                               std::find(bases.begin(), bases.end(), outcome.base) == bases.end();
    if (is_other_base) return leave_out(outcome, Why::other_base);
    if (const scenario::Target* target = plan_->target(outcome.id)) return add_target(outcome, *target);
    const language::Indicator* indicator = plan_->indicator(outcome.id);
    if (indicator == nullptr || !outcome.value) return leave_out(outcome, Why::unknown);
    if (!plan_->reaches(*indicator, *outcome.year)) return leave_out(outcome, Why::beyond_years);
    const auto value = in_unit(outcome, indicator->unit);
    if (!value) return leave_out(outcome, Why::other_unit);
    const auto draws = [&](const PlanRun& run) -> std::vector<double> {
      const language::Indicator* its = run.indicator(outcome.id);
      return its != nullptr && run.reaches(*its, *outcome.year) ? run.draws(*its, *outcome.year)
                                                                : std::vector<double>{};
    };
    add_value(outcome, indicator->title, *value, to_string(indicator->unit), draws, std::nullopt);
  }

  void add_target(const Outcome& outcome, const scenario::Target& target) {
    if (outcome.year && target.assessed() && *outcome.year != target.years.back())
      return leave_out(outcome, Why::other_year);
    const auto chance = plan_->chance(target);
    if (!chance) return leave_out(outcome, Why::not_assessed);
    std::optional<double> happened = outcome.happened;
    if (outcome.value) {
      const auto value = in_unit(outcome, target.unit);
      if (!value) return leave_out(outcome, Why::other_unit);
      const bool has_bound = target.bound_indicator.empty();
      const auto draws = [&](const PlanRun& run) -> std::vector<double> {
        const scenario::Target* its = run.target(outcome.id);
        return its != nullptr ? run.compared(*its) : std::vector<double>{};
      };
      const bool is_floor = has_bound && target.rule == scenario::Target::Rule::at_least;
      add_value(outcome, target.title, *value, to_string(target.unit), draws,
                is_floor ? std::optional(target.low) : std::nullopt);
      if (!happened && has_bound) happened = meets(target, *value) ? 1 : 0;
    }
    if (!happened) return;
    ChanceCase one{outcome.id, target.title, *happened, outcome.is_direct, *chance, {}, {}};
    for (const BaseRates& rates : vintage_.base_rates) {
      const auto found = rates.by_id.find(outcome.id);
      const auto rate = found != rates.by_id.end() ? std::optional(found->second) : rates.standard;
      if (rate) one.rates.emplace_back(rates.name, *rate);
    }
    for (const auto& [name, run] : rivals_) {
      const scenario::Target* its = run.target(outcome.id);
      const auto rival = its != nullptr ? run.chance(*its) : std::nullopt;
      if (rival) one.rivals.emplace_back(name, *rival);
    }
    score_.chances.push_back(std::move(one));
  }

  static bool meets(const scenario::Target& target, double value) {
    switch (target.rule) {
      case scenario::Target::Rule::at_least: return value >= target.low * (1 - target.tolerance);
      case scenario::Target::Rule::at_most: return value <= target.high * (1 + target.tolerance);
      case scenario::Target::Rule::between: break;
    }
    return value >= target.low && value <= target.high;
  }

  std::optional<double> in_unit(const Outcome& outcome, const language::Unit& wanted) const {
    const auto unit = language::parse_unit(outcome.unit, plan_->model().symbols);
    if (!unit || !unit->same_dimension(wanted)) return std::nullopt;
    return *outcome.value * language::power_of_ten(unit->power_of_ten - wanted.power_of_ten);
  }

  template <class Draws>
  void add_value(const Outcome& outcome, const Title& title, double value, const std::string& unit,
                 const Draws& draws_of, std::optional<double> bound) {
    const std::vector<double> draws = draws_of(*plan_);
    if (draws.empty()) return leave_out(outcome, Why::unknown);
    ValueCase one;
    one.id = outcome.id;
    one.title = title;
    one.year = *outcome.year;
    one.outcome = value;
    one.unit = unit;
    one.base = outcome.base;
    one.is_direct = outcome.is_direct;
    one.p10 = statistics::sample_quantile(draws, 0.1);
    one.p50 = statistics::sample_quantile(draws, 0.5);
    one.p90 = statistics::sample_quantile(draws, 0.9);
    one.pit = statistics::pit_of_draws(draws, value);
    one.crps = statistics::crps_fair(draws, value);
    if (bound) one.above_target = statistics::crps_fair_above(draws, value, *bound);
    for (const auto& [name, run] : rivals_) {
      const std::vector<double> others = draws_of(run);
      if (!others.empty()) one.rivals.emplace_back(name, statistics::crps_fair(others, value));
    }
    score_.values.push_back(std::move(one));
  }

  std::optional<double> naive_crps(const NaiveForecast& naive, double outcome) const {
    double mean = naive.value.value_or(0);
    std::optional<double> spread = naive.spread;
    if (!naive.result.empty()) {
      const auto found = results_.find(naive.result);
      if (found == results_.end()) return std::nullopt;
      mean = found->second.value;
      if (!spread) spread = found->second.spread;
    }
    if (!naive.spread_of.empty()) {
      const auto found = results_.find(naive.spread_of);
      if (found != results_.end()) spread = found->second.spread;
    }
    return spread && *spread > 0 ? statistics::crps_normal(mean, *spread, outcome) : std::abs(outcome - mean);
  }

  /// Of each id the naive forecast that did best over its years at this vintage.
  void choose_references() {
    std::map<std::string, std::map<std::string, double>> sums;
    for (const ValueCase& one : score_.values) {
      for (const NaiveForecast& naive : vintage_.naive) {
        const auto crps = naive.indicator == one.id ? naive_crps(naive, one.outcome) : std::nullopt;
        if (crps) sums[one.id][naive.name] += *crps;
      }
    }
    for (ValueCase& one : score_.values) {
      const auto& of_id = sums[one.id];
      const auto best = std::min_element(of_id.begin(), of_id.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (best == of_id.end()) continue;
      one.reference = best->first;
      for (const NaiveForecast& naive : vintage_.naive) {
        if (naive.indicator == one.id && naive.name == best->first)
          one.reference_crps = naive_crps(naive, one.outcome);
      }
    }
  }

  const PlanVintage& vintage_;
  const std::optional<std::filesystem::path>& data_;
  std::size_t threads_;
  Diagnostics& diagnostics_;
  std::map<std::string, calibration::Result> results_;
  std::vector<scenario::Override> overrides_;
  std::optional<PlanRun> plan_;
  std::vector<std::pair<std::string, PlanRun>> rivals_;
  VintageScore score_;
};

}  // namespace

namespace {

/// Rows that every vintage left out, with the reason that says most.
std::vector<UnscoredRow> left_out_by_all(const std::vector<VintageScore>& vintages,
                                         const Outcomes& outcomes) {
  std::vector<UnscoredRow> rows;
  for (const Outcome& outcome : outcomes.rows) {
    std::size_t times = 0;
    UnscoredRow row{outcome.id, outcome.year, Why::unknown, outcome.place};
    for (const VintageScore& vintage : vintages) {
      for (const UnscoredRow& one : vintage.unscored) {
        if (!(one.place == outcome.place)) continue;
        ++times;
        if (one.why != Why::unknown) row.why = one.why;
      }
    }
    if (times == vintages.size()) rows.push_back(row);
  }
  return rows;
}

}  // namespace

std::optional<PlanHindcast> run_plan_hindcast(const PlanFile& file, const Outcomes& outcomes,
                                              const std::optional<std::filesystem::path>& data,
                                              std::size_t threads, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  PlanHindcast out;
  for (const PlanVintage& vintage : file.vintages) {
    auto score = VintageScorer(vintage, data, threads, diagnostics).run(outcomes);
    if (score) out.vintages.push_back(std::move(*score));
  }
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  out.unscored = left_out_by_all(out.vintages, outcomes);
  out.inputs = {{file.file, file.sha256},
                {std::filesystem::path(outcomes.file).filename().string(), outcomes.sha256}};
  for (const VintageScore& vintage : out.vintages)
    out.inputs.emplace_back(vintage.scenario, vintage.digest);
  return out;
}

}  // namespace leontide::hindcast
