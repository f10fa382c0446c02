#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "calibration/outside_view.hpp"
#include "calibration/track_record.hpp"
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
  std::vector<random::Driver> drivers;  ///< with the numbers that this reading sets
  std::vector<std::string>
      driver_groups;                    ///< [drivers] the source of uncertainty it belongs to; may be empty
  std::vector<random::Lever> levers;    ///< those that are off as well
  std::vector<random::Event> events;    ///< with what the scenario turns on
  std::vector<random::Copula> copulas;  ///< how drivers depend on each other
  std::vector<bool> levers_on;          ///< [levers] whether the scenario turns it on
  std::vector<std::string> sets;        ///< `path=value` that the scenario, its parents and this reading set
  std::vector<TableTotals> totals;      ///< of the sets that are a table's sectors
};

/// The reading with every variable in place of its indicators, so that a run keeps them.
Reading with_variables_shown(const Reading& reading);

/// A scenario with its parents, readings and files resolved. Nothing in it depends on where the files stand.
struct Scenario {
  std::string name;
  Title title;
  std::vector<Reading> readings;    ///< at least one
  std::vector<Target> targets;      ///< in the file's order
  std::vector<Conflict> conflicts;  ///< as the targets file states them
  /// How often cities grew by how much, where the targets file names the table.
  std::optional<calibration::OutsideTable> outside;
  /// How such chances came out for older plans, where the targets file names the table.
  std::optional<calibration::TrackRecord> track_record;
  /// of targets that say "about": shares by which the bound may be missed, each shown
  std::vector<double> tolerances;
  Sampling sampling;
  std::vector<Observed> observed;  ///< figures known by now, by year
  std::optional<Budget> budget;    ///< what levers cost; none where the scenario does not say
  std::vector<InputFile> inputs;   ///< every file read, with its hash
  std::string digest;              ///< SHA-256 of inputs and of the options that affect results
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
