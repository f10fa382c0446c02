#include "command/sweep/plan.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <optional>

#include "command/session/scenario_session.hpp"
#include "scenario/override.hpp"
#include "simulation/rounds.hpp"

namespace leontide::command {

namespace {

using report::same;
using report::Sheet;

const char* kind_of(sweep::Factor::Kind kind) {
  switch (kind) {
    case sweep::Factor::Kind::axis: return "axis";
    case sweep::Factor::Kind::zip: return "zip";
    case sweep::Factor::Kind::table: return "table";
    case sweep::Factor::Kind::samples: return "samples";
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
  for (const sweep::Factor& factor : ready.file.factors) {
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

/// Seconds that all cells would take one by one, from a few blocks of the first; none where it does not fit.
std::optional<double> seconds_expected(const Ready& ready, const sweep::Cells& cells, std::size_t threads) {
  Diagnostics ignored;
  const auto prepared_from = std::chrono::steady_clock::now();
  const auto variant = ready.variants.make(cells.at(0), ignored);
  if (!variant) return std::nullopt;
  const auto began = std::chrono::steady_clock::now();
  simulation::SimulateOptions how;
  how.sampling = variant->scenario.sampling;
  how.threads = threads;
  const std::uint64_t blocks = simulation::blocks_of(simulation::most_trials(how.sampling));
  const std::uint64_t tried = std::min<std::uint64_t>(blocks, 32);
  simulation::Rounds(variant->runs.front(), how)
      .run(
          {0, tried}, [](const auto&) { return true; }, nullptr);
  const auto ended = std::chrono::steady_clock::now();
  const auto seconds = [](auto from, auto to) { return std::chrono::duration<double>(to - from).count(); };
  const double a_cell = seconds(prepared_from, began) + seconds(began, ended) * static_cast<double>(blocks) /
                                                            static_cast<double>(tried) *
                                                            static_cast<double>(variant->runs.size());
  return a_cell * static_cast<double>(cells.size());
}

Title marks_note(const Ready& ready) {
  const double size = static_cast<double>(ready.bytes_of_marks) / (1U << 20U);
  if (*ready.file.keep.trials)
    return {
        fmt::format("which trials meet a target is kept, for differences between cells: {:.1f} MiB", size),
        fmt::format("保留各试验是否达标，用于单元间比较：{:.1f} MiB", size)};
  return {fmt::format("which trials meet a target is not kept ({:.1f} MiB): `keep: {{trials: yes}}`", size),
          fmt::format("不保留各试验是否达标（{:.1f} MiB）：`keep: {{trials: yes}}`", size)};
}

}  // namespace

void print_plan(const Ready& ready, const sweep::Cells& cells, const SweepOptions& options) {
  report::Document document;
  document.name = "sweep";
  document.title = ready.file.title;
  Sheet factors = factor_sheet(ready);
  const std::uint64_t structural = structural_cells(ready, cells);
  factors.notes.push_back({fmt::format("{} cells, {} left out; {} change the model's structure", cells.size(),
                                       cells.product() - cells.size(), structural),
                           fmt::format("{} 个单元，排除 {} 个；其中 {} 个改变模型结构", cells.size(),
                                       cells.product() - cells.size(), structural)});
  if (const auto seconds =
          cells.size() == 0 ? std::nullopt : seconds_expected(ready, cells, options.threads)) {
    factors.notes.push_back(
        {fmt::format("at most about {:.0f} s, one cell after the other; cells that share draws take less",
                     *seconds),
         fmt::format("逐个运行至多约 {:.0f} 秒；共用随机数的单元更省时", *seconds)});
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
