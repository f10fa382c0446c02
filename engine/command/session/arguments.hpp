#pragma once

#include <vector>

#include "command/session/command_session.hpp"
#include "command/session/record.hpp"
#include "command/session/scenario_session.hpp"

namespace leontide::command {

// Arguments that mean the same wherever they stand.

/// `--lang`.
Argument language_argument(Language& language);
/// `--format`, `--out`, `--lang`, `--sheet`, `--width` and `--full`: how an answer is written. A terminal
/// shows a screenful, all of it with `--full`.
std::vector<Argument> output_arguments(OutputOptions& output);
/// `--trials`, `--seed` and `--set`. `trials`: the default of a command that takes no number of trials from
/// the scenario; empty where it has none.
std::vector<Argument> trial_arguments(ScenarioOptions& options,
                                      std::string trials = scenario::sampling_option::trials().standard);
/// `--figure`, beside `--set`: figures that are known.
Argument figure_argument(ScenarioOptions& options);
/// `--sampling` and `--replicates`: of commands that draw by any method.
std::vector<Argument> method_arguments(ScenarioOptions& options);
/// `--level`: the confidence of intervals.
Argument level_argument(ScenarioOptions& options);
/// The file of the scenario, by its position.
Argument scenario_argument(ScenarioOptions& options);
/// The command with `--root DIR`: for each that follows the names of files in a file.
Command confined(Command command);
/// `--threads`.
Argument threads_argument(std::size_t& threads);
/// `--reading`.
Argument reading_argument(std::string& reading);
/// `--target ID,…`.
Argument targets_argument(std::vector<std::string>& targets);
/// `--into DIR`: a folder that is written as a whole.
Argument folder_argument(std::filesystem::path& folder, Title help);

}  // namespace leontide::command
