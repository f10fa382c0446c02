#pragma once

namespace CLI {
class App;
}

namespace leontide::tools {

struct ScenarioOptions;

/// Registers the commands that ask more of a scenario than `run` does. A command that ran leaves its exit
/// code in `code`, which must outlive `app`.
void add_analysis_commands(CLI::App& app, int& code);

/// `--trials`, `--seed`, `--sampling`, … and `--set`: what every command that simulates takes.
void add_sampling_options(CLI::App& command, ScenarioOptions& options);

}  // namespace leontide::tools
