#pragma once

namespace CLI {
class App;
}

namespace leontide::command {

struct ScenarioOptions;

/// Registers the commands that ask more of a scenario than `run` does. A command that ran leaves its exit
/// code in `code`, which must outlive `app`.
void add_analysis_commands(CLI::App& app, int& code);

/// `--trials`, `--seed` and `--set`: what every command that simulates takes.
void add_trial_options(CLI::App& command, ScenarioOptions& options);
/// `--sampling` and `--replicates`: what those take that draw as they are told.
void add_method_options(CLI::App& command, ScenarioOptions& options);

}  // namespace leontide::command
