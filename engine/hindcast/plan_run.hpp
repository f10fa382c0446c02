#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "base/diagnostic.hpp"
#include "scenario/draft.hpp"
#include "simulation/first_failures.hpp"
#include "simulation/result.hpp"

namespace leontide::hindcast {

/// A scenario run with its trials kept, and asked for what outcomes are held against.
class PlanRun {
 public:
  /// Reads and runs; nothing, reported, where the scenario is faulty or the reading is not there. `place` is
  /// what asked for it.
  static std::optional<PlanRun> make(const std::filesystem::path& scenario, const std::string& reading,
                                     const std::vector<scenario::Override>& overrides, std::size_t threads,
                                     const Place& place, Diagnostics& diagnostics);

  /// Null where the model has none of that name.
  const language::Indicator* indicator(const std::string& name) const;
  /// Null where the scenario has none of that id.
  const scenario::Target* target(const std::string& id) const;
  /// Of the reading that was run.
  const language::Model& model() const { return prepared_.scenario.readings[reading_].model; }
  /// That was run.
  const scenario::Scenario& scenario() const { return prepared_.scenario; }
  /// Whether the model runs over that year and the indicator means something in it.
  bool reaches(const language::Indicator& indicator, int year) const;

  /// Completed trials of an indicator that is one number, in its unit; empty where it has members.
  std::vector<double> draws(const language::Indicator& indicator, int year) const;
  /// Completed trials of what a target compares, in the target's unit; empty where it is not assessed.
  std::vector<double> compared(const scenario::Target& target) const;
  /// The chance that the target is met; nothing where it is not assessed.
  std::optional<double> chance(const scenario::Target& target) const;
  /// Run; some of them may have failed.
  std::uint64_t trials() const { return result_.trials; }
  /// Failed trials by cause; causes without any are left out.
  std::vector<simulation::FailedTrials> failures() const;

 private:
  PlanRun(analysis::Prepared prepared, std::size_t reading)
      : prepared_(std::move(prepared)), reading_(reading) {}
  std::optional<std::size_t> condition(const scenario::Target& target) const;
  std::vector<double> kept(const std::vector<double>& values, std::size_t row) const;

  analysis::Prepared prepared_;
  std::size_t reading_ = 0;
  scenario::Sampling sampling_;  ///< that its trials were drawn by
  simulation::RunResult result_;
};

}  // namespace leontide::hindcast
