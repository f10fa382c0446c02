#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "recipes/steps.hpp"
#include "recipes/workbench.hpp"
#include "table/checks/check.hpp"

namespace leontide::recipes {

/// Characters in a line of a written README's prose, so that a terminal shows it whole.
inline constexpr std::size_t readme_width = 120;

/// The key figures of a table, for its README and meta.json: those that it gives.
struct KeyFigures {
  double value_added = 0;                     ///< in the table's unit
  double output = 0;                          ///< in the table's unit
  std::optional<double> total_radius;         ///< spectral radius of total requirements
  std::optional<double> regional_radius;      ///< of regional requirements
  std::optional<double> mean_multiplier;      ///< plain mean of the local output multipliers
  std::optional<double> weighted_multiplier;  ///< weighted by output
  std::optional<double> outflow_share;        ///< of all output, where the step `close` made it
  std::optional<double> export_share;         ///< of all output
  std::vector<std::pair<std::string, double>> broad_value_added;  ///< where the structure was given by them
  std::vector<std::pair<std::string, double>> cluster_shares;     ///< of value added, by cluster in order
};

/// What the finished table of a workbench gives.
KeyFigures key_figures(const Workbench& bench);

/// What made the table, for its provenance.
struct Provenance {
  std::string recipe;         ///< the recipe's file name
  std::string recipe_sha256;  ///< of its bytes
};

/// Writes the table folder of a finished recipe: the files of `write` (accounts, meta.json with provenance,
/// checks and history; no coefficients, which whoever reads it computes from the flows) and, of what the
/// steps used,
///
/// - regional_purchase.csv: code, purchase_share (bought within the base table's area, before quotients);
/// - structure.csv: code, location_quotient (value added), simple_quotient (output), base_output, kept_local;
/// - README.md: one page of what, from what, key figures and measured error; then every step;
///
/// and each companion beside it: the accounts, grouping.csv and multipliers.csv.
/// A folder appears whole or not at all. Throws OperationError when the disk refuses.
void write_product(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                   const std::filesystem::path& folder);

/// The same without a recipe to speak of: accounts and meta.json alone.
void write_product(const Workbench& bench, const std::filesystem::path& folder);

/// meta.json of the recipe's table or of a companion; for the latter `figures` is null.
std::string product_meta(const table::Accounts& table, const Workbench& bench, const Provenance& provenance,
                         const table::CheckReport& found, const KeyFigures* figures);
/// README.md of a recipe's table: the one page and then every step with its numbers.
std::string product_readme(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                           const KeyFigures& figures);
/// The first page of README.md: what, from what, how, how far it may be off, what to know.
std::string summary_readme(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                           const KeyFigures& figures);
/// The section on the recipe's test for README.md, and its figures for meta.json.
std::string measured_readme(const MeasuredError& measured);
/// The test's errors, as an object.
std::string to_json(const MeasuredError& measured);
/// README.md of a companion; `main_folder` is the path of the main table's folder.
std::string companion_readme(const CompanionTable& companion, const std::string& main_folder);

}  // namespace leontide::recipes
