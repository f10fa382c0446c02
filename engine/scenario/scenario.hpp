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
#include "scenario/draft.hpp"
#include "scenario/input_files.hpp"
#include "scenario/model_file.hpp"
#include "scenario/observed.hpp"
#include "scenario/sampling.hpp"
#include "scenario/target.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

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
  std::vector<std::string> sets;    ///< `path=value` that the scenario, its parents and this reading set
  std::vector<TableTotals> totals;  ///< of the sets that are a table's sectors
};

/// The reading with every variable in place of its indicators, so that a run keeps them.
Reading with_variables_shown(const Reading& reading);

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

/// What a draft says, with `further` set after everything else: every reading's model checked, targets and
/// all else held against it. Opens no file. Reports all faults; nothing where one was reported, here or when
/// the draft was read.
std::optional<Scenario> resolve(const Draft& draft, const std::vector<Override>& further,
                                Diagnostics& diagnostics);

/// Reads and resolves in one go.
std::optional<Scenario> read_scenario(const std::filesystem::path& path, const CommandLine& command_line,
                                      Diagnostics& diagnostics);

}  // namespace leontide::scenario
