#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "random/spec.hpp"
#include "scenario/budget.hpp"
#include "scenario/input_files.hpp"
#include "scenario/observed.hpp"
#include "scenario/sampling.hpp"
#include "scenario/target.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// One number that a scenario, a reading or the command line sets.
struct Override {
  std::string path;  ///< `parameters.beta`, `drivers.nation.mean`, …
  yaml::Node value;
};

/// A model with everything set: what one reading of a scenario runs.
struct Reading {
  std::string name;  ///< empty where a scenario has no readings
  Title title;
  language::Model model;
  std::vector<random::Driver> drivers;
  std::vector<std::string>
      driver_groups;  ///< [drivers] the source of uncertainty it belongs to; may be empty
  std::vector<random::Lever> levers;
  std::vector<random::Event> events;
  std::vector<random::Copula> copulas;
  std::vector<bool> levers_on;
};

/// A scenario with its parents, readings and files resolved. Nothing in it depends on where the files stand.
struct Scenario {
  std::string name;
  Title title;
  std::vector<Reading> readings;  ///< at least one
  std::vector<Target> targets;
  std::vector<Conflict> conflicts;
  std::vector<double> tolerances;
  Sampling sampling;
  std::vector<Observed> observed;  ///< figures known by now, by year
  std::optional<Budget> budget;
  std::vector<InputFile> inputs;
  std::string digest;  ///< SHA-256 of inputs and of the options that affect results
};

/// What the command line may set.
struct CommandLine {
  SamplingRequest sampling;
  std::vector<std::string> sets;  ///< `path=value`
};

/// Reads a scenario, its parents, model and targets, applies what they set and checks everything. Reports all
/// faults; empty after an error. A model file counts as a scenario that sets nothing and has no targets.
std::optional<Scenario> read_scenario(const std::filesystem::path& path, const CommandLine& command_line,
                                      Diagnostics& diagnostics);

}  // namespace leontide::scenario
