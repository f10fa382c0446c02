// The words and provenance of a built table: meta.json and README.md.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "recipes/product.hpp"

namespace leontide::recipes {

namespace {

using nlohmann::ordered_json;

ordered_json figures_json(const KeyFigures& figures) {
  ordered_json out;
  const auto add = [&](const char* name, const std::optional<double>& figure) {
    if (figure) out[name] = *figure;
  };
  out["value_added"] = figures.value_added;
  out["output"] = figures.output;
  add("spectral_radius_total", figures.total_radius);
  add("spectral_radius_regional", figures.regional_radius);
  add("mean_local_multiplier", figures.mean_multiplier);
  add("mean_local_multiplier_by_output", figures.weighted_multiplier);
  add("export_share_of_output", figures.export_share);
  add("outflow_share_of_output", figures.outflow_share);
  for (const auto& [name, total] : figures.broad_value_added)
    out["value_added_by_broad_sector"][name] = total;
  for (const auto& [name, share] : figures.cluster_shares)
    out["share_of_value_added_by_cluster"][name] = share;
  return out;
}

/// What the files hold, of those that the table has.
ordered_json layout_json(const table::Accounts& table) {
  ordered_json out;
  const bool local = table.origins == table::Origins::local;
  out["flows.csv"] = local ? "row i -> column j, made in the region" : "row i -> column j, of all origins";
  const bool imported = !table.flows_imported.empty();
  if (imported) {
    out["flows_imported.csv"] =
        "the same from outside the region, abroad and the rest of the country together";
  }
  out["final_demand.csv"] = local ? "local supply only" : "of all origins; imports are negative columns";
  std::string inputs = table.imported_inputs.empty() ? "" : " + value_added.imported_inputs";
  if (!table.other_inputs.empty()) {
    out["other_inputs.csv"] = "primary inputs that are no value added, by using sector";
    inputs += " + sum other_inputs";
  }
  out["identity_row"] = "sum_j flows + sum final_demand = output";
  out["identity_column"] = fmt::format("sum_i {}{} + value_added.total = output",
                                       imported ? "(flows + flows_imported)" : "flows", inputs);
  return out;
}

}  // namespace

std::string product_meta(const table::Accounts& table, const Workbench& bench, const Provenance& provenance,
                         const table::CheckReport& found, const KeyFigures* figures) {
  ordered_json meta;
  meta["title"] = table.title;
  meta["year"] = table.year;
  meta["n_sectors"] = table.size();
  meta["unit"] = table.unit;
  meta["currency"] = table.currency;
  meta["region"] = table.region;
  meta["source"] = table.source;
  meta["origins"] = table.origins == table::Origins::local ? "local" : "all";
  meta["layout"] = layout_json(table);
  meta["recipe"] = {{"file", provenance.recipe}, {"sha256", provenance.recipe_sha256}};
  meta["source_tables"] = ordered_json::array();
  for (const SourceTable& source : bench.sources.tables) {
    meta["source_tables"].push_back(
        {{"folder", source.folder}, {"title", source.title}, {"source", source.source}});
  }
  meta["inputs"] = ordered_json::array();
  for (const table::Source& source : table.inputs)
    meta["inputs"].push_back({{"path", source.path}, {"sha256", source.sha256}});
  meta["checks"] = ordered_json::parse(to_json(found));
  if (figures != nullptr) meta["key_figures"] = figures_json(*figures);
  if (figures != nullptr && bench.measured) {
    meta["measured_error"] = ordered_json::parse(to_json(*bench.measured));
  }
  meta["history"] = table.history;
  return meta.dump(1) + "\n";
}

std::string product_readme(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                           const KeyFigures& figures) {
  std::string out = summary_readme(bench, recipe, provenance, figures);
  out += "# How it was made, step by step\n\n";
  for (std::size_t k = 0; k < bench.history.size(); ++k)
    out += fmt::format("{}. {}\n", k + 1, bench.history[k]);
  out += "\n";
  if (bench.measured) out += measured_readme(*bench.measured);
  out +=
      "## Sources\n\nPaths are relative to the recipe's `sources`; hashes of every file stand in "
      "meta.json.\n\n";
  for (const SourceTable& source : bench.sources.tables)
    out += fmt::format("- `{}`: {}. {}\n", source.folder, source.title, source.source);
  if (bench.measured) {
    for (const SourceTable& source : bench.measured->sources.tables)
      out += fmt::format("- for the test only, `{}`: {}. {}\n", source.folder, source.title, source.source);
  }
  out += fmt::format("- recipe `{}`, SHA-256 {}\n", provenance.recipe, provenance.recipe_sha256);
  return out;
}

std::string companion_readme(const CompanionTable& companion, const std::string& main_folder) {
  std::string out = fmt::format("# {}\n\n", companion.accounts.title);
  out += fmt::format(
      "The table of `../{}` added up to {} groups after everything was computed for its sectors; "
      "`grouping.csv` says "
      "which sector joined which group. Aggregating before computing would bias the multipliers.\n\n",
      main_folder, companion.accounts.size());
  out +=
      "Local output multipliers: of the fine table, averaged by output, beside those this table gives "
      "itself.\n\n";
  out += "| group | fine | this table | difference, % |\n| --- | --- | --- | --- |\n";
  for (std::size_t g = 0; g < companion.accounts.size(); ++g) {
    const double fine = companion.multipliers_fine[g];
    const double coarse = companion.multipliers_coarse[g];
    out += fmt::format("| {} | {:.3f} | {:.3f} | {:+.1f} |\n", companion.accounts.sectors[g].code, fine,
                       coarse, fine > 0 ? 100 * (coarse / fine - 1) : 0);
  }
  return out;
}

}  // namespace leontide::recipes
