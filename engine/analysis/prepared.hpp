#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/scenario.hpp"
#include "simulation/run.hpp"

namespace leontide::analysis {

/// A scenario with a run ready for each of its readings.
struct Prepared {
  scenario::Scenario scenario;        ///< resolved
  std::vector<simulation::Run> runs;  ///< [readings]

  /// The reading of that name, -1 where there is none. An empty name stands for the first.
  int find_reading(const std::string& name) const;
};

/// Reads a scenario and compiles each reading; empty after an error.
std::optional<Prepared> prepare_scenario(const std::filesystem::path& path,
                                         const scenario::CommandLine& command_line, Diagnostics& diagnostics);

/// The same of a draft with `further` set; opens no file.
std::optional<Prepared> prepare_scenario(const scenario::Draft& draft,
                                         const std::vector<scenario::Override>& further,
                                         Diagnostics& diagnostics);

/// What `known`, of the same draft, becomes with other numbers set: programs are taken over (see
/// simulation::rebind).
std::optional<Prepared> vary(const Prepared& known, const scenario::Draft& draft,
                             const std::vector<scenario::Override>& further, Diagnostics& diagnostics);

/// What can be asked of a run: a condition that is a target as its file states it, or the plan as a whole.
struct Question {
  std::string id;                          ///< of the target; `joint` for all that count together
  Title title;                             ///< for people
  std::optional<std::uint32_t> condition;  ///< none: joint
};

/// The joint chance first, then every target as stated that counts towards it.
std::vector<Question> list_questions(const scenario::Scenario& scenario, const simulation::Run& run);

/// The question of that id; reports an unknown one with the nearest name.
std::optional<Question> find_question(const scenario::Scenario& scenario, const simulation::Run& run,
                                      const std::string& id, const std::string& asked_at,
                                      Diagnostics& diagnostics);

/// The lanes of a block that answer yes; met(condition) gives the mask of a condition.
template <class Met>
std::uint64_t answer_of(const Question& question, const simulation::Run& run, std::uint64_t completed,
                        const Met& met) {
  if (question.condition) return met(*question.condition) & completed;
  std::uint64_t all = completed;
  for (const std::uint32_t condition : run.joint)
    all &= met(condition);
  return all;
}

}  // namespace leontide::analysis
