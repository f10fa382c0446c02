#include "command/table/table.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "command/session/command_session.hpp"
#include "command/table/check_summary.hpp"
#include "command/table/folder.hpp"
#include "recipes/product.hpp"
#include "recipes/recipe_file.hpp"
#include "recipes/run_steps.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"

namespace leontide::command {

namespace {

std::string built(const recipes::KeyFigures& figures, const std::filesystem::path& folder) {
  std::string out = fmt::format("built {}\n", folder.string());
  for (const auto& [name, total] : figures.broad_value_added)
    out += fmt::format("  value added {:<12} {:>10.1f}\n", name, total);
  out += fmt::format("  spectral radius {:.4f} of all origins, {:.4f} local\n", figures.total_radius,
                     figures.regional_radius);
  out += fmt::format("  mean local multiplier {:.3f}, weighted by output {:.3f}\n", figures.mean_multiplier,
                     figures.weighted_multiplier);
  return out + fmt::format("  outflow {:.1f} % of output, exports {:.1f} %\n", 100 * figures.outflow_share,
                           100 * figures.export_share);
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
    fmt::print("{}", is_json(options.output) ? table::to_json(found, true) + "\n"
                                             : check_summary(*accounts, found, options.output.language));
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
    std::fputs(bad.diagnostics.text().c_str(), stderr);
    std::filesystem::path folder = options.recipe;
    if (options.into) {
      folder = *options.into;
    } else {
      folder.replace_extension();
    }
    folder = folder_path(folder);
    require_all_replaceable(*bench, folder);
    recipes::write_product(*bench, file->recipe, {file->file, file->sha256}, folder);
    fmt::print("{}", built(recipes::key_figures(*bench), folder));
  });
}

}  // namespace leontide::command
