#include "command/table/change.hpp"
#include "command/table/folder.hpp"
#include "recipes/product.hpp"
#include "recipes/run_steps.hpp"
#include "report/tables/change_sheets.hpp"
#include "report/tables/check_sections.hpp"
#include "report/tables/terms.hpp"

namespace leontide::command {

namespace {

/// Reads the folder and takes the step: the recipe that a command is.
recipes::Recipe recipe_of(const std::filesystem::path& folder, recipes::Step change) {
  const Place place{folder.string(), 0, 0, 0};
  recipes::Recipe recipe;
  if (auto* symmetric = std::get_if<recipes::Symmetric>(&change)) {
    symmetric->folder = folder.string();
  } else {
    // Read as it is: whether the table that is made of it can be used is checked before it is written.
    recipes::ImportTable import;
    import.table.folder = folder.string();
    import.unbalanced = true;
    import.told = false;
    recipe.steps.push_back({std::move(import), place, ""});
  }
  recipe.steps.push_back({std::move(change), place, ""});
  return recipe;
}

/// The answer first; then sheets where the change has numbers of its own to tell, else the check and what the
/// history says.
report::Document document_of(const recipes::Workbench& bench, const recipes::Step& change,
                             const TableChangeOptions& options) {
  report::Document document;
  add_inputs(document, bench.table);
  std::vector<report::Sheet> sheets;
  if (!bench.done.empty()) sheets = report::change_sheets(bench.done.back(), options.top);
  document.sections.emplace_back(written_headline(options.into, bench.found, sheets));
  for (report::Sheet& sheet : sheets)
    document.sections.emplace_back(std::move(sheet));
  if (!sheets.empty()) return document;
  document.name = "table " + recipes::step_name(change);
  for (report::Section& section : report::check_sections(bench.table, bench.found))
    document.sections.push_back(std::move(section));
  document.sections.emplace_back(
      report::Text{"history", {}, {report::sentence_in_both(bench.table.history.back())}});
  return document;
}

}  // namespace

int run_change(const TableChangeOptions& options, const recipes::Step& change) {
  return guarded(options.folder.string(), [&] {
    const std::filesystem::path folder = folder_path(options.into);
    require_replaceable(folder);
    BadInput bad;
    const auto bench = recipes::run_steps(recipe_of(options.folder, change), ".", bad.diagnostics);
    if (!bench) throw bad;
    require_usable(bench->found, folder.string(), bad.diagnostics);
    recipes::write_product(*bench, folder);
    show(document_of(*bench, change, options), options.output);
  });
}

}  // namespace leontide::command
