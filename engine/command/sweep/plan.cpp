#include "command/sweep/plan.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <optional>

#include "command/session/scenario_session.hpp"
#include "report/write/write.hpp"
#include "scenario/override.hpp"
#include "simulation/rounds.hpp"
#include "sweep/work.hpp"

namespace leontide::command {

namespace {

using report::same;
using report::Sheet;

const char* kind_of(sweep::SweepFactor::Kind kind) {
  switch (kind) {
    case sweep::SweepFactor::Kind::axis: return "axis";
    case sweep::SweepFactor::Kind::zip: return "zip";
    case sweep::SweepFactor::Kind::table: return "table";
    case sweep::SweepFactor::Kind::samples: return "samples";
  }
  return "";
}

Sheet factor_sheet(const Ready& ready) {
  Sheet sheet{"factors", {"What is varied", "变动因素"}, {}, {}, {}};
  sheet.columns = {report::text_column("kind", "kind", "种类"), report::text_column("paths", "paths", "路径"),
                   report::number_column("rows", "rows", "取值数", 0),
                   report::text_column("values", "values", "取值")};
  sheet.rows.push_back(
      {same("scenarios"), same(""), static_cast<double>(ready.variants.scenarios()), same("")});
  std::string names;
  for (const auto& scenario : ready.file.scenarios)
    names += (names.empty() ? "" : ", ") + scenario.name;
  sheet.rows.back().back() = same(names);
  constexpr std::size_t shown = 6;
  for (const sweep::SweepFactor& factor : ready.file.factors) {
    std::string paths, values;
    for (const std::string& path : factor.paths)
      paths += (paths.empty() ? "" : ", ") + path;
    for (std::size_t row = 0; row < std::min(shown, factor.rows.size()); ++row) {
      values += row == 0 ? "" : ", ";
      for (std::size_t p = 0; p < factor.paths.size(); ++p)
        values += (p == 0 ? "" : " & ") + scenario::value_text(factor.rows[row][p]);
    }
    if (factor.rows.size() > shown) values += ", …";
    sheet.rows.push_back(
        {same(kind_of(factor.kind)), same(paths), static_cast<double>(factor.rows.size()), same(values)});
  }
  return sheet;
}

/// Cells whose model has another structure than its scenario's: they share no program.
std::uint64_t structural_cells(const Ready& ready, const sweep::Cells& cells) {
  std::uint64_t count = 0;
  for (std::uint64_t place = 0; place < cells.size(); ++place) {
    const auto rows = cells.rows_of(place);
    bool changes = false;
    for (std::size_t f = 0; f < rows.size(); ++f)
      changes = changes || ready.variants.changes_structure(f, rows[f]);
    count += changes ? 1 : 0;
  }
  return count;
}

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// Seconds that all cells would take, from a few blocks of the first that run side by side; none where none
/// of them fits.
std::optional<double> seconds_expected(const Ready& ready, const sweep::Cells& cells, std::size_t threads) {
  const auto prepared_from = std::chrono::steady_clock::now();
  std::vector<sweep::Variant> together;
  std::uint64_t prepared = 0;
  for (; prepared < std::min<std::uint64_t>(cells.size(), sweep::cells_together); ++prepared) {
    Diagnostics ignored;
    auto variant = ready.variants.make(cells.at(prepared), ignored);
    if (variant &&
        (together.empty() || variant->runs.front().structure == together.front().runs.front().structure))
      together.push_back(std::move(*variant));
  }
  if (together.empty()) return std::nullopt;
  simulation::SimulateOptions how;
  how.sampling = together.front().scenario.sampling;
  how.threads = threads;
  const std::uint64_t trials = simulation::most_trials(how.sampling);
  const auto workers = static_cast<double>(simulation::worker_count(threads, trials));
  const double resolving = seconds_since(prepared_from) / static_cast<double>(prepared) / workers;
  std::vector<const simulation::Run*> runs;
  runs.reserve(together.size());
  for (const sweep::Variant& variant : together)
    runs.push_back(&variant.runs.front());
  const std::uint64_t blocks = simulation::blocks_of(trials), tried = std::min<std::uint64_t>(blocks, 32);
  const auto began = std::chrono::steady_clock::now();
  simulation::Rounds(runs, how).run_all({0, tried}, nullptr);
  const double running = seconds_since(began) * static_cast<double>(blocks) / static_cast<double>(tried) *
                         static_cast<double>(together.front().runs.size()) /
                         static_cast<double>(together.size());
  return (resolving + running) * static_cast<double>(cells.size());
}

Title marks_note(const Ready& ready) {
  const double size = static_cast<double>(ready.bytes_of_marks) / (1U << 20U);
  if (*ready.file.keep.trials)
    return {
        fmt::format("which trials meet a target is kept, for differences between cells: {:.1f} MiB", size),
        fmt::format("保留各次模拟是否达标，用于单元间比较：{:.1f} MiB", size)};
  return {fmt::format("which trials meet a target is not kept ({:.1f} MiB): `keep: {{trials: yes}}`", size),
          fmt::format("不保留各次模拟是否达标（{:.1f} MiB）：`keep: {{trials: yes}}`", size)};
}

}  // namespace

void print_plan(const Ready& ready, const sweep::Cells& cells, const SweepOptions& options) {
  report::Document document;
  document.name = "sweep";
  document.title = ready.file.title;
  Sheet factors = factor_sheet(ready);
  const std::uint64_t structural = structural_cells(ready, cells);
  factors.notes.push_back(
      {fmt::format("{}, {} left out; {} the model's structure", report::counted(cells.size(), "cell"),
                   cells.product() - cells.size(), report::counted(structural, "changes", "change")),
       fmt::format("{} 个单元，排除 {} 个；其中 {} 个改变模型结构", cells.size(),
                   cells.product() - cells.size(), structural)});
  if (const auto seconds =
          cells.size() == 0 ? std::nullopt : seconds_expected(ready, cells, options.threads)) {
    factors.notes.push_back({fmt::format("about {:.0f} s, as the first cells go side by side", *seconds),
                             fmt::format("约需 {:.0f} 秒（按前几个单元并行运行推算）", *seconds)});
  }
  factors.notes.push_back(marks_note(ready));
  Sheet first{"cells", {"The first cells", "前几个单元"}, {}, {}, {}};
  first.columns = {report::number_column("cell", "cell", "单元", 0),
                   report::text_column("scenario", "scenario", "情景")};
  for (const std::string& path : varied_paths(ready.file))
    first.columns.push_back(report::text_column(path, path, path));
  for (std::uint64_t place = 0; place < std::min<std::uint64_t>(cells.size(), 10); ++place) {
    const sweep::Cell cell = cells.at(place);
    std::vector<report::Cell> row{static_cast<double>(cell.number),
                                  same(ready.variants.base(cell.scenario).name)};
    for (const auto& [path, value] : cell.settings)
      row.emplace_back(same(scenario::value_text(*value)));
    first.rows.push_back(std::move(row));
  }
  document.sections = {std::move(factors), std::move(first)};
  show(document, options.output);
}

}  // namespace leontide::command
