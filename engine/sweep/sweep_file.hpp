#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/title.hpp"
#include "yaml/yaml.hpp"

namespace leontide::sweep {

/// What varies together: an axis (one path), a zip, a table or samples (several). A cell takes one row of
/// each factor.
struct SweepFactor {
  /// How the rows come about.
  enum class Kind { axis, zip, table, samples };
  Kind kind = Kind::axis;
  std::vector<std::string> paths;             ///< in the order of a row
  std::vector<std::vector<yaml::Node>> rows;  ///< [rows][paths]
  Place place;                                ///< of the factor in the file
};

/// Cells in which every path has one of its values are left out.
struct Exclusion {
  /// One path and its values.
  struct Part {
    std::string path;  ///< of a factor, or `scenario`
    std::vector<std::string> values;
  };
  std::vector<Part> parts;  ///< all must hold
};

/// What the ledger keeps of each cell beside the joint chance.
struct Keep {
  std::vector<std::string> targets;     ///< ids; empty: all that are assessed
  std::vector<std::string> indicators;  ///< names, or `name.code`; empty: none
  std::vector<int> years;               ///< of the indicators; empty: the last
  /// shares from 0 to 1, of indicators and of what targets compare
  std::vector<double> quantiles = {0.1, 0.5, 0.9};
  std::optional<bool> trials;  ///< a bit for each trial that meets a target; none: where there is room
  Place targets_place, indicators_place;  ///< of the keys, where they stand
};

/// A scenario of a sweep; its name is that of the file without its ending.
struct SweepScenario {
  std::string name;            ///< of the file, without its ending
  std::filesystem::path path;  ///< as the process opens it
  Place place;                 ///< where the sweep names it
};

/// A file `leontide: sweep/1`.
struct SweepFile {
  std::filesystem::path path;  ///< of the ledger it makes
  std::string name;
  Title title;
  std::vector<SweepScenario> scenarios;  ///< at least one
  std::vector<SweepFactor> factors;      ///< in the file's order; none: one cell a scenario
  std::vector<Exclusion> exclusions;     ///< cells that are not made
  Keep keep;                             ///< of each cell
  std::optional<yaml::Node> sampling;    ///< `sampling:` of the sweep, over the scenarios' own
};

/// Reads a sweep and the table it names; draws its samples. Reports every fault of the file itself; whether
/// paths and values fit the scenarios, `Variants` finds.
std::optional<SweepFile> read_sweep(const std::filesystem::path& path, Diagnostics& diagnostics);

/// A scalar that stands at a place; `is_text` keeps it from being read as a number.
yaml::Node scalar(std::string text, const Place& place);

/// from, from + step, …, to, in decimal arithmetic: 0.1 + 2 · 0.1 is 0.3. Reports a step that does not lead
/// from one to the other.
std::vector<yaml::Node> decimal_range(const yaml::Node& range, const std::string& path,
                                      Diagnostics& diagnostics);

/// `samples:` rows of values by the laws of the model language, drawn by Sobol points, Latin hypercubes or
/// independently, from a seed. Nothing after an error.
std::optional<SweepFactor> read_samples(const yaml::Node& samples, Diagnostics& diagnostics);

}  // namespace leontide::sweep
