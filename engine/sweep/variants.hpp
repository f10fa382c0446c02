#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "scenario/draft.hpp"
#include "sweep/cells.hpp"
#include "sweep/sweep_file.hpp"

namespace leontide::sweep {

/// A scenario of a sweep, read once and ready to run as it stands.
struct Base {
  std::string name;             ///< by name
  scenario::Draft draft;        ///< from which cells are resolved
  analysis::Prepared prepared;  ///< as it stands, without a cell's settings
};

/// A cell made ready: only the readings it runs.
struct Variant {
  scenario::Scenario scenario;        ///< resolved, with only the readings that are run
  std::vector<simulation::Run> runs;  ///< [readings]
};

/// The scenarios of a sweep, and what cells make of them. No file is opened after the constructor's reader.
class Variants {
 public:
  /// Reads every scenario and tries every value of every factor by itself (of more than `most_tried` rows,
  /// the ends and each path's least and greatest): all faults, before the first run. Nothing after an error.
  static std::optional<Variants> read(const SweepFile& sweep, Diagnostics& diagnostics);

  /// Rows of a factor beyond which only its ends and each path's least and greatest are tried.
  static constexpr std::size_t most_tried = 256;

  /// By its number in the sweep.
  const Base& base(std::size_t scenario) const { return bases_[scenario]; }
  /// How many there are.
  std::size_t scenarios() const { return bases_.size(); }

  /// What a cell's key is made of beside the scenario as it stands: equal texts mean equal results.
  std::string key(const Cell& cell) const;

  /// Resolved in memory; `known` of the same scenario lends its program. Reports what does not fit together.
  std::optional<Variant> make(const Cell& cell, Diagnostics& diagnostics) const;

  /// Whether a row of a factor changes a model's structure: its equations, sets or horizon.
  bool changes_structure(std::size_t factor, std::size_t row) const { return structural_[factor][row]; }

 private:
  bool try_rows(const SweepFile& sweep, Diagnostics& diagnostics);
  void check_keep(const SweepFile& sweep, Diagnostics& diagnostics) const;

  std::vector<Base> bases_;
  std::vector<std::vector<bool>> structural_;  ///< [factors][rows]
};

}  // namespace leontide::sweep
