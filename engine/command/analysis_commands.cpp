#include "command/analysis_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "command/analysis.hpp"
#include "command/session/sheet_options.hpp"

namespace leontide::command {

namespace {

/// Whether a command takes any sampling method, or draws independent trials whatever the scenario says.
enum class Draws { as_told, independent };

void add_common(CLI::App& command, AnalysisOptions& options, Draws draws) {
  add_trial_options(command, options);
  if (draws == Draws::as_told) add_method_options(command, options);
  command.add_option("--threads", options.threads, "worker threads; 0 is all the machine offers")
      ->check(CLI::Range(0, 4096));
  add_sheet_options(command, options.sheets);
}

/// A command on one scenario; its options live as long as its callback.
template <typename Options>
CLI::App* add(CLI::App& app, const char* name, const char* help, const std::shared_ptr<Options>& options,
              Draws draws, int (*run)(const Options&), int& code) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("scenario", options->scenario, "scenario file (YAML)")->required();
  command->add_option("--reading", options->reading, "reading of the scenario; default its first");
  add_common(*command, *options, draws);
  command->callback([options, run, &code] { code = run(*options); });
  return command;
}

void add_compare(CLI::App& app, int& code) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand(
      "compare", "scenarios side by side on common random numbers, each against the first");
  command->add_option("scenarios", options->scenarios, "scenario files (YAML)")->required()->expected(2, 16);
  add_common(*command, *options, Draws::as_told);
  command->callback([options, &code] { code = command_compare(*options); });
}

void add_targets(CLI::App& command, std::vector<std::string>& targets) {
  command.add_option("--target", targets, "targets by id, or joint; default all that count together")
      ->delimiter(',');
}

void add_sensitivity(CLI::App& app, int& code) {
  const auto options = std::make_shared<SensitivityOptions>();
  CLI::App* command = add(app, "sensitivity", "which inputs decide the targets", options, Draws::as_told,
                          command_sensitivity, code);
  add_targets(*command, options->targets);
  command->add_option("--top", options->top, "inputs shown")->check(CLI::Range(1, 1000));
  CLI::Option* design =
      command->add_flag("--design", options->design,
                        "first-order and total indices from runs of their own (--trials rows each)");
  command->add_flag("--shapley", options->shapley, "Shapley effects of the groups of inputs")
      ->excludes(design);
}

void add_discover(CLI::App& app, int& code) {
  const auto options = std::make_shared<DiscoverOptions>();
  CLI::App* command = add(app, "discover", "where in the space of inputs the plan fails", options,
                          Draws::as_told, command_discover, code);
  add_targets(*command, options->targets);
  command->add_option("--top", options->top, "inputs looked at")->check(CLI::Range(1, 200));
  command->add_flag("--hits", options->hits, "where it succeeds instead");
}

void add_seek(CLI::App& app, int& code) {
  const auto options = std::make_shared<SeekOptions>();
  CLI::App* command = add(app, "seek", "the value of one number at which a chance reaches a level", options,
                          Draws::as_told, command_seek, code);
  command->add_option("--vary", options->path, "what is varied, as in `set:`, e.g. drivers.NAME.mean")
      ->required();
  command->add_option("--from", options->from, "lowest value looked at")->required();
  command->add_option("--to", options->to, "highest value looked at")->required();
  command->add_option("--chance", options->chance, "the chance asked for")->check(CLI::Range(0.0, 1.0));
  command->add_option("--target", options->target, "target by id; default joint");
}

void add_optimise(CLI::App& app, int& code) {
  const auto options = std::make_shared<OptimiseCommandOptions>();
  CLI::App* command = add(app, "optimise", "spread the scenario's budget over its levers", options,
                          Draws::independent, command_optimise, code);
  command->add_option("--target", options->target, "target by id, joint (the default) or mean-met");
  command->add_option("--under", options->under, "other scenarios to judge the plans under");
}

void add_rare(CLI::App& app, int& code) {
  const auto options = std::make_shared<RareCommandOptions>();
  CLI::App* command = add(app, "rare", "a chance too small to be counted, by two methods", options,
                          Draws::independent, command_rare, code);
  command->add_option("--target", options->target, "target by id, or joint")->required();
  command->add_flag("--miss", options->miss, "the chance to miss it instead");
  command->add_option("--level-size", options->level_size, "trials a level of subset simulation")
      ->check(CLI::IsMember({512, 1024, 2048, 4096, 8192, 16384}));
}

}  // namespace

void add_trial_options(CLI::App& command, ScenarioOptions& options) {
  command.add_option("--trials", options.sampling.trials, "number of simulated futures")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000'000}));
  command.add_option("--seed", options.sampling.seed, "seed of the random draws")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{9'007'199'254'740'991}));
  command.add_option("--set", options.sets, "path=value, as in a scenario's `set:`; may be repeated")
      ->allow_extra_args(false);
}

void add_method_options(CLI::App& command, ScenarioOptions& options) {
  command.add_option("--sampling", options.sampling.method,
                     "independent, antithetic, latin-hypercube or sobol");
  command.add_option("--replicates", options.sampling.replicates, "Latin hypercubes or Sobol scrambles")
      ->check(CLI::Range(8, 64));
}

void add_analysis_commands(CLI::App& app, int& code) {
  add_compare(app, code);
  add(app, "attribute", "what each lever of a scenario adds to its chances",
      std::make_shared<AttributeOptions>(), Draws::independent, command_attribute, code);
  add_sensitivity(app, code);
  add_discover(app, code);
  add_seek(app, code);
  add_optimise(app, code);
  add(app, "observe", "revise the chances by figures that have become known",
      std::make_shared<ObserveOptions>(), Draws::independent, command_observe, code);
  add_rare(app, code);
}

}  // namespace leontide::command
