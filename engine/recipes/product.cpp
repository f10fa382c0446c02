#include "recipes/product.hpp"

#include <algorithm>

#include "base/atomic_file.hpp"
#include "recipes/wrap_prose.hpp"
#include "table/coefficients.hpp"
#include "table/files/meta.hpp"
#include "table/files/write.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

std::string column_csv(const std::vector<std::string>& codes, const std::string& name,
                       const std::vector<double>& values) {
  table::Categories column;
  column.add(name, values);
  return table::categories_csv(codes, column);
}

std::string structure_csv(const Workbench& bench) {
  table::Categories columns;
  columns.add("location_quotient", bench.quotients);
  columns.add("simple_quotient", bench.simple_quotients);
  columns.add("base_output", bench.base_output);
  columns.add("kept_local", bench.kept);
  return table::categories_csv(table::codes(bench.base), columns);
}

std::string grouping_csv(const table::Accounts& fine, const table::Grouping& grouping) {
  std::string out = "code,group\n";
  for (std::size_t i = 0; i < fine.size(); ++i)
    out += fine.sectors[i].code + "," + grouping.groups[grouping.of[i]].code + "\n";
  return out;
}

void write_companion(const Workbench& bench, const CompanionTable& companion, const Provenance& provenance,
                     const std::filesystem::path& main_folder) {
  AtomicDirectory folder(main_folder.parent_path() / companion.name, table::table_file_names(),
                         table::stands_in_table);
  table::write(
      companion.accounts,
      product_meta(companion.accounts, bench, provenance, table::check(companion.accounts, {1e-9}), nullptr),
      folder);
  table::Categories multipliers;
  multipliers.add("from_fine_table", companion.multipliers_fine);
  multipliers.add("from_this_table", companion.multipliers_coarse);
  folder.write("multipliers.csv", table::categories_csv(table::codes(companion.accounts), multipliers));
  folder.write("grouping.csv", grouping_csv(bench.table, companion.grouping));
  folder.write("README.md",
               wrap_prose(companion_readme(companion, main_folder.filename().string()), readme_width));
  folder.commit();
}

std::optional<double> column_share(const table::Categories& uses, const std::string& name, double output) {
  const auto column = name.empty() ? std::nullopt : uses.find(name);
  if (!column) return std::nullopt;
  double total = 0;
  for (std::size_t i = 0; i < uses.values.rows; ++i)
    total += uses.values(i, *column);
  return total / output;
}

std::optional<table::Matrix> requirements_of(const table::Accounts& table, table::Requirements requirements) {
  try {
    return table::coefficients(table, requirements).values;
  } catch (const table::Refusal&) {
    return std::nullopt;  // the table does not tell these origins apart
  }
}

void add_multipliers(const table::Accounts& table, const table::Matrix& regional, KeyFigures& figures) {
  const std::vector<double> multipliers = table::output_multipliers(table::leontief_inverse(regional));
  double mean = 0;
  double weighted = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    mean += multipliers[i] / static_cast<double>(table.size());
    weighted += multipliers[i] * table.output[i] / figures.output;
  }
  figures.mean_multiplier = mean;
  figures.weighted_multiplier = weighted;
}

void add_groups(const Workbench& bench, KeyFigures& figures) {
  const table::Accounts& table = bench.table;
  // A later step may have made other sectors of those that the structure was given for.
  for (std::size_t b = 0; b < bench.broad.size() && bench.broad_of.size() == table.size(); ++b) {
    double total = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (bench.broad_of[i] == b) total += table.value_added_total[i];
    }
    figures.broad_value_added.emplace_back(bench.broad[b], total);
  }
  const bool named = std::all_of(table.sectors.begin(), table.sectors.end(),
                                 [](const table::Sector& sector) { return !sector.cluster.empty(); });
  if (!named) return;
  const table::Grouping clusters = table::group_by(table, "cluster");
  const std::vector<double> by_cluster = table::aggregate(table.value_added_total, clusters);
  for (std::size_t g = 0; g < by_cluster.size(); ++g)
    figures.cluster_shares.emplace_back(clusters.groups[g].code, by_cluster[g] / figures.value_added);
}

}  // namespace

KeyFigures key_figures(const Workbench& bench) {
  const table::Accounts& table = bench.table;
  KeyFigures figures;
  figures.value_added = table::sum(table.value_added_total);
  figures.output = table::sum(table.output);
  if (const auto total = requirements_of(table, table::Requirements::total))
    figures.total_radius = table::spectral_radius(*total);
  if (const auto regional = requirements_of(table, table::Requirements::regional)) {
    figures.regional_radius = table::spectral_radius(*regional);
    add_multipliers(table, *regional, figures);
  }
  figures.export_share = column_share(table.final_demand, bench.exports, figures.output);
  figures.outflow_share = column_share(table.final_demand, bench.outflow, figures.output);
  add_groups(bench, figures);
  return figures;
}

void write_product(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                   const std::filesystem::path& folder) {
  const KeyFigures figures = key_figures(bench);
  AtomicDirectory out(folder, table::table_file_names(), table::stands_in_table);
  table::write(bench.table, product_meta(bench.table, bench, provenance, bench.found, &figures), out);
  const std::vector<std::string> rows = table::codes(bench.base);
  if (!bench.purchase.empty())
    out.write("regional_purchase.csv", column_csv(rows, "purchase_share", bench.purchase));
  if (!bench.kept.empty()) out.write("structure.csv", structure_csv(bench));
  out.write("README.md", wrap_prose(product_readme(bench, recipe, provenance, figures), readme_width));
  out.commit();
  for (const CompanionTable& companion : bench.companions)
    write_companion(bench, companion, provenance, folder);
}

void write_product(const Workbench& bench, const std::filesystem::path& folder) {
  AtomicDirectory out(folder, table::table_file_names(), table::stands_in_table);
  table::write(bench.table, table::meta_json(bench.table, bench.found), out);
  out.commit();
}

}  // namespace leontide::recipes
