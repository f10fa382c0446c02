#include "tools/command_table.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "scenario/recipe_file.hpp"
#include "table/check.hpp"
#include "table/product.hpp"
#include "table/read.hpp"
#include "table/run_steps.hpp"
#include "tools/table_output.hpp"

namespace leontide::tools {

namespace {

constexpr int done = 0;
constexpr int could_not_finish = 1;
constexpr int input_is_wrong = 2;
constexpr std::size_t shown_of_a_kind = 5;

void say(std::FILE* stream, const std::string& text) {
  fmt::print(stream, "{}", text);
}

std::string built(const table::KeyFigures& figures, const std::filesystem::path& folder) {
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

bool may_replace_all(const table::Workbench& bench, const std::filesystem::path& folder,
                     Diagnostics& diagnostics) {
  bool free = may_replace(folder, diagnostics);
  for (const table::CompanionTable& companion : bench.companions) {
    const std::filesystem::path beside = folder.parent_path() / companion.name;
    if (beside == folder) {
      diagnostics.error("not-a-table", {folder.string(), 0, 0, 0},
                        "the table and its companion would stand in one folder", "name another with --out");
      free = false;
    }
    free = may_replace(beside, diagnostics) && free;
  }
  return free;
}

}  // namespace

int command_table_check(const TableCheckOptions& options) {
  const std::string shown_as = options.folder.string();
  Diagnostics diagnostics;
  const auto accounts = table::read(options.folder, shown_as, diagnostics);
  if (!accounts) {
    if (options.json)
      say(stdout, "{\"verdict\": \"unreadable\", \"findings\": " + diagnostics.json() + "}\n");
    say(stderr, diagnostics.text(shown_of_a_kind));
    return input_is_wrong;
  }
  const table::CheckReport found =
      table::check(*accounts, {options.tolerance, table::read_stated(options.folder)});
  table::report(found, shown_as, diagnostics);
  say(stdout, options.json ? table::to_json(found, true) + "\n" : check_summary(*accounts, found));
  say(stderr, diagnostics.text());
  return found.passed() ? done : input_is_wrong;
}

int command_table_build(const TableBuildOptions& options) {
  Diagnostics diagnostics;
  const auto file = scenario::read_recipe(options.recipe, options.recipe.string(), diagnostics);
  const auto bench =
      file ? table::run_steps(file->recipe, options.sources.value_or(file->sources), diagnostics)
           : std::nullopt;
  std::filesystem::path folder = options.out.value_or(options.recipe).lexically_normal();
  if (!options.out) folder.replace_extension();
  if (!folder.has_filename()) folder = folder.parent_path();
  const bool free = bench && may_replace_all(*bench, folder, diagnostics);
  say(stderr, diagnostics.text());
  if (!free) return input_is_wrong;
  try {
    table::write_product(*bench, file->recipe, {file->file, file->sha256}, folder);
  } catch (const OperationError& error) {
    say(stderr, fmt::format("error: {}\n", error.what()));
    return could_not_finish;
  }
  say(stdout, built(table::key_figures(*bench), folder));
  return done;
}

}  // namespace leontide::tools
