#pragma once

#include <functional>
#include <optional>
#include <string>

#include "analysis/prepared.hpp"
#include "base/parallel.hpp"
#include "command/session/command_session.hpp"
#include "scenario/sampling.hpp"
#include "simulation/simulate.hpp"

namespace leontide::command {

/// What every command that reads a scenario may be told.
struct ScenarioOptions {
  std::filesystem::path scenario;      ///< a scenario or model file
  scenario::SamplingRequest sampling;  ///< what `--trials`, `--seed`, … say
  std::vector<std::string> sets;       ///< `path=value` of `--set`
};

/// Set by Ctrl-C, by a request to terminate and by a terminal that goes away, once `catch_interrupts` was
/// called.
const Cancel& interruption();
/// From now on an interruption is asked of the work, which ends at its next safe point and writes nothing.
void catch_interrupts();

/// To be asked for once, at a command's beginning: until `catch_interrupts` the same signals stop it at its
/// next reading or writing (base/stop).
void heed_signals();

/// Thrown inside `guarded_run` when the user interrupted.
struct Interrupted {
  std::string what = "interrupted, nothing was written";  ///< said on stderr
};

/// Thrown inside `guarded_run` after the output was written, when it is not to be relied on as asked.
struct NotReliable {
  std::string why;  ///< one sentence, said on stderr
};

/// Runs the body of a command that simulates: as `guarded`, and 130 when interrupted, 3 for NotReliable.
int guarded_run(const std::string& shown_as, const std::function<void()>& body);

/// What every analysis of a scenario may be told.
struct AnalysisOptions : ScenarioOptions {
  std::string reading;      ///< by name; default the first
  std::size_t threads = 0;  ///< 0: all the machine offers
  OutputOptions output;
};

/// A scenario ready to run; throws BadInput with every fault, warnings go to stderr.
analysis::Prepared open_scenario(const ScenarioOptions& options);

/// The same where an answer is written: what would refuse it is said before the work. The names asked for, of
/// the reading and of `targets`, are looked up in the same round, even where what is set is wrong.
analysis::Prepared open_scenario(const AnalysisOptions& options,
                                 const std::vector<std::string>& targets = {});

/// Reports the names of a reading and of targets that a scenario has not.
void check_names(const analysis::Prepared& prepared, const std::string& reading,
                 const std::vector<std::string>& targets, Diagnostics& diagnostics);

/// The number of the reading asked for; throws BadInput with the nearest name.
std::size_t reading_of(const scenario::Scenario& scenario, const std::string& name);

/// The questions asked for, all where the list is empty; throws BadInput.
std::vector<analysis::Question> questions_of(const analysis::Prepared& prepared, std::size_t reading,
                                             const std::vector<std::string>& ids);

/// Writes an answer; throws NotReliable where too many of the trials it rests on failed.
void answer(const report::Document& document, const OutputOptions& output, const OwnForms& own = {});

/// Runs `work` with a progress line; throws Interrupted when the user stopped it.
void with_progress(const std::function<void(const simulation::Observer&)>& work);

}  // namespace leontide::command
