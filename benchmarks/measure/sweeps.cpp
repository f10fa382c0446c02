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

constexpr std::uint64_t trials_a_cell = 16384;

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

/// Rows that a section computes.
std::size_t rows_of(const kernel::Section& section) {
  std::size_t rows = 0;
  for (const kernel::Instruction& operation : section.operations)
    rows += operation.out.rows;
  return rows;
}

/// `8 cells of one program; at least 69 of 72 drivers are drawn once for all; so are 310 of 720 numbers of …`
Title shared_words(const std::vector<const simulation::Run*>& runs, const simulation::SimulateOptions& how) {
  const simulation::Rounds rounds(runs, how);
  if (!rounds.slices()) return {"one cell", "一个单元"};
  const auto points = simulation::make_points(runs.front()->plan, how.sampling, trials_a_cell);
  std::size_t own = 0;
  for (const simulation::Run* run : runs) {
    const simulation::SharedPart part = simulation::shared_part(*run, *runs.front(), points);
    own = std::max<std::size_t>(
        own, static_cast<std::size_t>(std::count_if(part.drivers.begin(), part.drivers.end(),
                                                    [](std::int32_t number) { return number >= 0; })));
  }
  const auto& [shared, rest] = *rounds.slices();
  const auto part_of = [](const kernel::Section& once, const kernel::Section& each) {
    return std::pair(rows_of(once), rows_of(once) + rows_of(each));
  };
  const auto base = part_of(shared.base_year, rest.base_year),
             later = part_of(shared.later_years, rest.later_years);
  const std::size_t drivers = runs.front()->plan.drivers.size();
  return {fmt::format(
              "{} cells of one program; at least {} of {} drivers are drawn once for all, and computed once "
              "{} of {} numbers of the base year, {} of {} numbers of each later one",
              runs.size(), drivers - own, drivers, base.first, base.second, later.first, later.second),
          fmt::format(
              "同一程序的 {} 个单元；{} 个驱动中至少 {} 个共同抽样；基年 {} 个数中 {} 个、其后每年 {} 个数中 "
              "{} 个只算一次",
              runs.size(), drivers, drivers - own, base.second, base.first, later.second, later.first)};
}

/// Reading by reading, the runs of all cells.
std::vector<std::vector<const simulation::Run*>> runs_of(const std::vector<sweep::Variant>& cells) {
  std::vector<std::vector<const simulation::Run*>> readings(cells.front().runs.size());
  for (const sweep::Variant& cell : cells) {
    for (std::size_t reading = 0; reading < readings.size(); ++reading)
      readings[reading].push_back(&cell.runs[reading]);
  }
  return readings;
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
  simulation::SimulateOptions how;
  how.sampling = made.front().scenario.sampling;
  how.sampling.until.reset();
  how.sampling.trials = trials_a_cell;
  how.threads = 1;
  how.outputs = sweep::kept_outputs(made.front().runs.front(), read->keep);
  const simulation::BlockRange all{0, simulation::blocks_of(trials_a_cell)};
  const auto run_alone = [&] {
    for (const auto& runs : runs_of(made)) {
      for (const simulation::Run* run : runs)
        simulation::Rounds(*run, how).run(
            all, [](const auto&) { return true; }, nullptr);
    }
  };
  const auto run_side_by_side = [&](const std::vector<sweep::Variant>& variants_of_cells) {
    for (const auto& runs : runs_of(variants_of_cells))
      simulation::Rounds(runs, how).run_all(all, nullptr);
  };
  const auto resolve = [&] {
    Diagnostics ignored;
    variants->make(cells.at(0), ignored);
  };
  const auto resolve_and_run = [&] {
    Diagnostics ignored;
    run_side_by_side(first_cells(*variants, cells, ignored));
  };
  const double work = static_cast<double>(trials_a_cell * made.size() * made.front().runs.size());
  const std::vector<BenchCase> cases{{"sweep/alone",
                                      "trials",
                                      work,
                                      run_alone,
                                      {},
                                      {"cells of " + file.filename().string() + ", one after the other",
                                       file.filename().string() + " 的各单元，依次运行"}},
                                     {"sweep/side-by-side", "trials", work, [&] { run_side_by_side(made); },
                                      "sweep/alone", shared_words(runs_of(made).front(), how)},
                                     {"sweep/resolved",
                                      "trials",
                                      work,
                                      resolve_and_run,
                                      "sweep/alone",
                                      {"the same, and each cell resolved for it", "同上，且逐个单元解析"}},
                                     {"sweep/resolve",
                                      "cells",
                                      1,
                                      resolve,
                                      {},
                                      {"all readings of a cell, from the files in memory to what runs",
                                       "一个单元的全部口径，从内存中的文件到可运行"}}};
  return measure(cases, effort);
}

}  // namespace leontide::benchmarks
