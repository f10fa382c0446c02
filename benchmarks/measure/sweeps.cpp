#include "measure/sweeps.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "simulation/rounds.hpp"
#include "simulation/shared_part.hpp"
#include "sweep/cell_result.hpp"
#include "sweep/variants.hpp"
#include "sweep/work.hpp"

namespace leontide::benchmarks {

namespace {

constexpr std::uint64_t trials_a_cell = 4096;

std::vector<sweep::Variant> first_cells(const sweep::Variants& variants, const sweep::Cells& cells,
                                        Diagnostics& diagnostics) {
  std::vector<sweep::Variant> made;
  for (std::uint64_t place = 0; place < cells.size() && made.size() < sweep::cells_together; ++place) {
    auto variant = variants.make(cells.at(place), diagnostics);
    if (!variant) return {};
    if (!made.empty() && variant->runs.front().structure != made.front().runs.front().structure) continue;
    made.push_back(std::move(*variant));
  }
  return made;
}

/// `8 cells: 88 of 90 drivers drawn once for all, the base year computed once for 5`
std::string shared_words(const std::vector<const simulation::Run*>& runs,
                         const scenario::Sampling& sampling) {
  const auto points = simulation::make_points(runs.front()->plan, sampling, trials_a_cell);
  std::size_t drivers = runs.front()->plan.drivers.size(), own = 0, base_years = 1;
  for (const simulation::Run* run : runs) {
    if (run == runs.front()) continue;
    const simulation::SharedPart part = simulation::shared_part(*run, *runs.front(), points);
    own = std::max<std::size_t>(
        own, static_cast<std::size_t>(std::count_if(part.drivers.begin(), part.drivers.end(),
                                                    [](std::int32_t number) { return number >= 0; })));
    base_years += part.base_year ? 1 : 0;
  }
  return fmt::format(
      "{} cells of one program; at least {} of {} drivers drawn once for all; the base year computed "
      "once for {}",
      runs.size(), drivers - own, drivers, base_years);
}

}  // namespace

std::vector<Figure> measure_sweep(const std::filesystem::path& file, const Effort& effort,
                                  Diagnostics& diagnostics) {
  const auto read = sweep::read_sweep(file, diagnostics);
  if (!read) return {};
  const auto variants = sweep::Variants::read(*read, diagnostics);
  if (!variants) return {};
  const sweep::Cells cells(*read);
  const std::vector<sweep::Variant> made = first_cells(*variants, cells, diagnostics);
  if (made.empty()) return {};
  std::vector<const simulation::Run*> runs;
  for (const sweep::Variant& variant : made)
    runs.push_back(&variant.runs.front());
  simulation::SimulateOptions how;
  how.sampling = made.front().scenario.sampling;
  how.sampling.until.reset();
  how.sampling.trials = trials_a_cell;
  how.threads = 1;
  how.outputs = sweep::kept_outputs(*runs.front(), read->keep);
  const simulation::BlockRange all{0, simulation::blocks_of(trials_a_cell)};
  const double work = static_cast<double>(trials_a_cell * runs.size());
  const std::vector<BenchCase> cases{
      {"sweep/alone",
       "trials",
       work,
       [&] {
         for (const simulation::Run* run : runs)
           simulation::Rounds(*run, how).run(
               all, [](const auto&) { return true; }, nullptr);
       },
       {},
       "cells of " + file.filename().string() + ", one after the other"},
      {"sweep/side-by-side", "trials", work, [&] { simulation::Rounds(runs, how).run_all(all, nullptr); },
       "sweep/alone", shared_words(runs, how.sampling)},
      {"sweep/resolve",
       "cells",
       1,
       [&] {
         Diagnostics ignored;
         variants->make(cells.at(0), ignored);
       },
       {},
       "all readings of a cell, from the files in memory to what runs"}};
  return measure(cases, effort);
}

}  // namespace leontide::benchmarks
