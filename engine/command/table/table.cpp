#include "command/table/table.hpp"

#include <cstdio>

#include "base/diagnostic.hpp"
#include "command/session/command_session.hpp"
#include "command/session/spoken_language.hpp"
#include "command/table/folder.hpp"
#include "recipes/product.hpp"
#include "recipes/recipe_file.hpp"
#include "recipes/run_steps.hpp"
#include "report/tables/change_sheets.hpp"
#include "report/tables/check_sections.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"

namespace leontide::command {

namespace {

report::Sheet broad_sheet(const recipes::KeyFigures& figures) {
  report::Sheet broad{"value_added",
                      {"Value added", "增加值"},
                      {report::text_column("sector", "broad sector", "产业"),
                       report::number_column("value_added", "value added", "增加值", 1)},
                      {},
                      {}};
  for (const auto& [name, total] : figures.broad_value_added)
    broad.rows.push_back({report::same(name), total});
  return broad;
}

/// The figures that the table gives, in one row.
report::Sheet figures_sheet(const recipes::KeyFigures& figures) {
  using report::number_column;
  report::Sheet sheet{"key_figures", {"Key figures", "主要指标"}, {}, {{}}, {}};
  const auto add = [&](report::SheetColumn column, const std::optional<double>& figure, double factor) {
    if (!figure) return;
    sheet.columns.push_back(std::move(column));
    sheet.rows.front().emplace_back(factor * *figure);
  };
  add(number_column("total_radius", "Spectral radius, all origins", "谱半径（全部来源）", 4),
      figures.total_radius, 1);
  add(number_column("regional_radius", "local", "谱半径（本地）", 4), figures.regional_radius, 1);
  add(number_column("mean_multiplier", "Mean local multiplier", "本地乘数均值", 3), figures.mean_multiplier,
      1);
  add(number_column("weighted_multiplier", "weighted by output", "产出加权", 3), figures.weighted_multiplier,
      1);
  add(number_column("outflow_share", "Outflow of output", "流出占产出", 1, "%"), figures.outflow_share, 100);
  add(number_column("export_share", "exports", "出口占产出", 1, "%"), figures.export_share, 100);
  return sheet;
}

report::Document built(const recipes::Workbench& bench, const std::filesystem::path& folder) {
  const recipes::KeyFigures figures = recipes::key_figures(bench);
  report::Document document;
  document.name = "table build";
  add_inputs(document, bench.table);
  document.sections.emplace_back(
      report::Text{"built", {}, {{"built " + folder.string(), "已编制 " + folder.string()}}});
  if (!figures.broad_value_added.empty()) document.sections.emplace_back(broad_sheet(figures));
  document.sections.emplace_back(figures_sheet(figures));
  constexpr std::size_t multipliers_shown = 10;
  for (const recipes::Done& done : bench.done) {
    for (report::Sheet& sheet : report::change_sheets(done, multipliers_shown))
      document.sections.emplace_back(std::move(sheet));
  }
  return document;
}

void require_all_replaceable(const recipes::Workbench& bench, const std::filesystem::path& folder) {
  require_replaceable(folder);
  for (const recipes::CompanionTable& companion : bench.companions) {
    const std::filesystem::path beside = folder.parent_path() / companion.name;
    if (beside == folder) {
      refuse("not-a-table", folder.string(), "the table and its companion would stand in one folder",
             "name another with --into");
    }
    require_replaceable(beside);
  }
}

}  // namespace

int command_table_check(const TableCheckOptions& options) {
  const std::string shown_as = options.folder.string();
  return guarded(shown_as, [&] {
    BadInput bad;
    const auto accounts = table::read(options.folder, shown_as, bad.diagnostics);
    if (!accounts) {
      if (is_json(options.output)) print_unreadable(bad.diagnostics);
      throw bad;
    }
    const table::CheckReport found =
        table::check(*accounts, {options.tolerance, table::read_stated(options.folder)});
    report::Document document;
    document.name = "table check";
    document.sections = report::check_sections(*accounts, found);
    add_inputs(document, *accounts);
    show(document, options.output,
         {report::led_by_rests(table::to_json(found, true) + "\n", resting_on(document, options.output.asked),
                               options.output.language),
          {},
          nullptr});
    require_usable(found, shown_as, bad.diagnostics);
  });
}

int command_table_build(const TableBuildOptions& options) {
  return guarded(options.recipe.string(), [&] {
    BadInput bad;
    const auto file = recipes::read_recipe(options.recipe, options.recipe.string(), bad.diagnostics);
    const auto bench =
        file ? recipes::run_steps(file->recipe, options.sources.value_or(file->sources), bad.diagnostics)
             : std::nullopt;
    if (!bench) throw bad;
    tell(bad.diagnostics);
    std::filesystem::path folder = options.recipe;
    if (options.into) {
      folder = *options.into;
    } else {
      folder.replace_extension();
    }
    folder = folder_path(folder);
    require_all_replaceable(*bench, folder);
    recipes::write_product(*bench, file->recipe, {file->file, file->sha256}, folder);
    show(built(*bench, folder), options.output);
  });
}

}  // namespace leontide::command
