#include "tools/analysis_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "tools/command_analysis.hpp"
#include "tools/sheet_options.hpp"

namespace leontide::tools {

namespace {

void add_common(CLI::App& command, AnalysisOptions& options) {
  add_sampling_options(command, options);
  command.add_option("--threads", options.threads, "worker threads; 0 is all the machine offers")
      ->check(CLI::Range(0, 4096));
  add_sheet_options(command, options.sheets);
}

/// A command on one scenario; its options live as long as its callback.
template <typename Options>
CLI::App* add(CLI::App& app, const char* name, const char* help, const std::shared_ptr<Options>& options,
              int (*run)(const Options&), int& code) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("scenario", options->scenario, "scenario file (YAML)")->required();
  command->add_option("--reading", options->reading, "reading of the scenario; default its first");
  add_common(*command, *options);
  command->callback([options, run, &code] { code = run(*options); });
  return command;
}

void add_compare(CLI::App& app, int& code) {
  const auto options = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand(
      "compare", "scenarios side by side on common random numbers, each against the first");
  command->add_option("scenarios", options->scenarios, "scenario files (YAML)")->required()->expected(2, 16);
  add_common(*command, *options);
  command->callback([options, &code] { code = command_compare(*options); });
}

}  // namespace

void add_sampling_options(CLI::App& command, ScenarioOptions& options) {
  scenario::SamplingRequest& sampling = options.sampling;
  command.add_option("--trials", sampling.trials, "number of simulated futures")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000'000}));
  command.add_option("--seed", sampling.seed, "seed of the random draws")
      ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{9'007'199'254'740'991}));
  command.add_option("--sampling", sampling.method, "independent, antithetic, latin-hypercube or sobol");
  command.add_option("--replicates", sampling.replicates, "Latin hypercubes or Sobol scrambles")
      ->check(CLI::Range(8, 64));
  command
      .add_option("--until-width", sampling.until_width,
                  "stop when the interval of the chance is this narrow")
      ->check(CLI::Range(0.0, 1.0));
  command.add_option("--set", options.sets, "path=value, as in a scenario's `set:`; may be repeated")
      ->allow_extra_args(false);
}

void add_analysis_commands(CLI::App& app, int& code) {
  add_compare(app, code);
  add(app, "attribute", "what each lever of a scenario adds to its chances",
      std::make_shared<AttributeOptions>(), command_attribute, code);
}

}  // namespace leontide::tools
