#include "command/command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "base/nearest_name.hpp"
#include "command/analysis_commands.hpp"
#include "command/bench.hpp"
#include "command/run.hpp"
#include "command/table/analysis_commands.hpp"
#include "command/table/change_commands.hpp"
#include "command/table/commands.hpp"

namespace leontide::command {

namespace {

using report::Language;

void add_scenario_options(CLI::App& command, ScenarioOptions& options) {
  command.add_option("scenario", options.scenario, "scenario or model file (YAML)")->required();
  add_trial_options(command, options);
  add_method_options(command, options);
}

/// What to say where a word stands in the place of a command and is none; empty where that is not the fault.
std::string unknown_command(const CLI::App& app, int argc, char** argv) {
  const CLI::App* at = &app;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    std::vector<std::string> known;
    const CLI::App* next = nullptr;
    for (const CLI::App* command : at->get_subcommands({})) {
      known.push_back(command->get_name());
      if (command->get_name() == word) next = command;
    }
    if (known.empty() || word.starts_with('-')) return {};
    if (next == nullptr) {
      return "leontide: there is no command \"" + word + "\": " + suggestion(word, known) + "\n";
    }
    at = next;
  }
  return {};
}

}  // namespace

int run_command(int argc, char** argv) {
  CLI::App app{"Leontide: how likely is a plan to be met? Monte Carlo over input-output models.", "leontide"};
  app.set_version_flag("--version", LEONTIDE_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  int code = 0;
  const std::map<std::string, Language> languages{{"en", Language::en}, {"zh", Language::zh}};

  RunOptions run;
  CLI::App* run_command =
      app.add_subcommand("run", "simulate a scenario and print the chance of each target");
  add_scenario_options(*run_command, run);
  run_command
      ->add_option("--until-width", run.sampling.until_width,
                   "stop when the interval of the chance is this narrow")
      ->check(CLI::Range(0.0, 1.0));
  run_command->add_option("--threads", run.threads, "worker threads; 0 is all the machine offers")
      ->check(CLI::Range(0, 4096));
  run_command->add_option("--out", run.out, "result directory; default runs/<scenario>-<digest>");
  run_command->add_flag("--json", run.json, "print what result.json holds");
  run_command->add_option("--lang", run.language, "language of the tables")
      ->transform(CLI::CheckedTransformer(languages));
  run_command->callback([&] { code = command_run(run); });

  std::vector<std::filesystem::path> checked;
  bool check_json = false;
  CLI::App* check_command = app.add_subcommand(
      "check", "everything wrong with model and scenario files and what they name, at once");
  check_command->add_option("files", checked, "YAML files")->required();
  check_command->add_flag("--json", check_json, "print the faults as JSON");
  check_command->callback([&] { code = command_check(checked, check_json); });

  ScenarioOptions explained;
  std::string explained_name;
  CLI::App* explain_command =
      app.add_subcommand("explain", "the tree behind a target, indicator, variable or driver");
  add_scenario_options(*explain_command, explained);
  explain_command->add_option("name", explained_name, "what to explain")->required();
  explain_command->callback([&] { code = command_explain(explained, explained_name); });

  GraphOptions graph;
  CLI::App* graph_command = app.add_subcommand("graph", "the dependency graph of a model or scenario");
  graph_command->add_option("file", graph.file, "model or scenario file (YAML)")->required();
  graph_command->add_option("--of", graph.of, "what the boxes are")
      ->check(CLI::IsMember({"variables", "clusters"}));
  graph_command->add_option("--format", graph.format, "how it is written")
      ->check(CLI::IsMember({"dot", "svg", "json"}));
  graph_command->add_option("--least", graph.least, "smallest coefficient an arrow between clusters shows")
      ->check(CLI::Range(0.0, 1.0));
  graph_command->callback([&] { code = command_graph(graph); });

  add_analysis_commands(app, code);
  add_bench(app, code);

  CLI::App* table_command = app.add_subcommand("table", "input-output tables");
  table_command->require_subcommand(1);
  add_table_commands(*table_command, code);
  add_table_change_commands(*table_command, code);
  add_table_analysis_commands(*table_command, code);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (const std::string fault = unknown_command(app, argc, argv); !fault.empty()) {
      std::fputs(fault.c_str(), stderr);
      return 2;
    }
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "leontide: %s\n", error.what());
    return 1;
  }
  return code;
}

}  // namespace leontide::command
