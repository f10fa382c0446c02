#include "command/sweep/ready.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/session/spoken_language.hpp"
#include "sweep/cell_result.hpp"
#include "sweep/cells.hpp"

namespace leontide::command {

namespace {

/// Bytes that the marks of all cells take.
std::uint64_t bytes_of_all_marks(const sweep::SweepFile& file, const sweep::Variants& variants) {
  std::uint64_t a_cell = 0;
  for (std::size_t s = 0; s < variants.scenarios(); ++s) {
    const analysis::Prepared& prepared = variants.base(s).prepared;
    std::uint64_t bytes = 0;
    for (const simulation::Run& run : prepared.runs)
      bytes += sweep::bytes_of_marks(run, file.keep, simulation::most_trials(prepared.scenario.sampling));
    a_cell = std::max(a_cell, bytes);
  }
  return a_cell * sweep::Cells(file).size();
}

}  // namespace

Ready read_all(const SweepOptions& options) {
  BadInput bad;
  auto file = sweep::read_sweep(options.sweep, bad.diagnostics);
  if (!file) throw bad;
  if (const std::uint64_t product = sweep::count_product(*file); product > most_cells_unasked && !options.yes)
    refuse("too-many", options.sweep.generic_string(),
           fmt::format("{} cells are more than a million", product), "say --yes where that is meant");
  auto variants = sweep::Variants::read(*file, bad.diagnostics);
  if (!variants) throw bad;
  tell(bad.diagnostics);
  const std::uint64_t bytes = bytes_of_all_marks(*file, *variants);
  if (!file->keep.trials) file->keep.trials = bytes <= most_bytes_of_marks;
  return {std::move(*file), std::move(*variants), bytes};
}

std::vector<std::string> varied_paths(const sweep::SweepFile& file) {
  std::vector<std::string> paths;
  for (const sweep::SweepFactor& factor : file.factors)
    paths.insert(paths.end(), factor.paths.begin(), factor.paths.end());
  return paths;
}

}  // namespace leontide::command
