#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/input_files.hpp"
#include "scenario/parts/model_tree.hpp"
#include "scenario/sampling.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// One number that a scenario, a reading, the command line or an analysis sets.
struct Override {
  std::string path;              ///< `parameters.beta`, `drivers.nation.mean`, …
  yaml::Node value;              ///< the number, text or file that takes the place of what stands there
  std::filesystem::path folder;  ///< where a file that it names is looked for
};

/// One reading as the scenario states it.
struct ReadingDraft {
  std::string name;
  Title title;
  std::vector<Override> overrides;  ///< that this reading sets beside the scenario's
};

/// What the command line may set.
struct CommandLine {
  SamplingRequest sampling;       ///< trials, seed, method, …: they win over the scenario's
  std::vector<std::string> sets;  ///< `path=value`
};

/// A scenario as its files state it: every file in memory, nothing set yet. Of what parents and command line
/// state again, the last stands.
struct Draft {
  /// Of the scenario at `path`, with nothing read yet.
  explicit Draft(const std::filesystem::path& path);

  std::filesystem::path path;
  InputFiles files;                ///< every file that was read, with its hash
  std::optional<ModelTree> model;  ///< with its parts; of one that extends another: with that one's equations
  std::optional<yaml::YamlFile> targets;  ///< none: the scenario names no targets
  std::string name;
  Title title;
  /// as they stand in the file; resolved against each reading's model
  std::optional<yaml::Node> levers, events, observed, budget;
  std::vector<Override> overrides;     ///< parents first
  std::vector<ReadingDraft> readings;  ///< at least one
  std::vector<Override> command_line;  ///< set last
  /// of targets that say "about": shares by which the bound may be missed, each shown
  std::vector<double> tolerances;
  Sampling sampling;
  bool is_sound = false;  ///< whether reading it reported no fault
};

/// Reads a scenario, its parents, model and targets, and every table and CSV file that they and what is set
/// name, each once. A model file counts as a scenario that sets nothing and has no targets. Reports what is
/// wrong with files and with what the scenario itself states; what stands in model and targets is for
/// `resolve`.
Draft read_draft(const std::filesystem::path& path, const CommandLine& command_line,
                 Diagnostics& diagnostics);

/// The model's tree with everything set for one reading, `further` last. Reports a path that reaches no
/// number.
ModelTree model_of(const Draft& draft, const ReadingDraft& reading, const std::vector<Override>& further,
                   Diagnostics& diagnostics);

}  // namespace leontide::scenario
