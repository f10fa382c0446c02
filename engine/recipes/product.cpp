#include "recipes/product.hpp"

#include <algorithm>
#include <cmath>

#include "base/atomic_file.hpp"
#include "recipes/wrap_prose.hpp"
#include "table/coefficients.hpp"
#include "table/files/write.hpp"
#include "table/multipliers.hpp"

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
  return table::categories_csv(table::codes(bench.table), columns);
}

std::string grouping_csv(const table::Accounts& fine, const table::Grouping& grouping) {
  std::string out = "code,group\n";
  for (std::size_t i = 0; i < fine.size(); ++i)
    out += fine.sectors[i].code + "," + grouping.groups[grouping.of[i]].code + "\n";
  return out;
}

void write_companion(const Workbench& bench, const CompanionTable& companion, const Provenance& provenance,
                     const std::filesystem::path& main_folder) {
  AtomicDirectory folder(main_folder.parent_path() / companion.name);
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

double column_total(const table::Categories& uses, std::size_t k) {
  double total = 0;
  for (std::size_t i = 0; i < uses.values.rows; ++i)
    total += uses.values(i, k);
  return total;
}

}  // namespace

KeyFigures key_figures(const Workbench& bench) {
  const table::Accounts& table = bench.table;
  KeyFigures figures;
  figures.value_added = table::sum(table.value_added_total);
  figures.output = table::sum(table.output);
  const table::Matrix regional = table::coefficients(table, table::Requirements::regional).values;
  figures.total_radius =
      table::spectral_radius(table::coefficients(table, table::Requirements::total).values);
  figures.regional_radius = table::spectral_radius(regional);
  const std::vector<double> multipliers = table::output_multipliers(table::leontief_inverse(regional));
  for (std::size_t i = 0; i < table.size(); ++i) {
    figures.mean_multiplier += multipliers[i] / static_cast<double>(table.size());
    figures.weighted_multiplier += multipliers[i] * table.output[i] / figures.output;
  }
  const std::size_t uses = table.final_demand.names.size();
  figures.export_share = column_total(table.final_demand, uses - 2) / figures.output;
  figures.outflow_share = column_total(table.final_demand, uses - 1) / figures.output;
  for (std::size_t b = 0; b < bench.broad.size(); ++b) {
    double total = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (bench.broad_of[i] == b) total += table.value_added_total[i];
    }
    figures.broad_value_added.emplace_back(bench.broad[b], total);
  }
  const table::Grouping clusters = table::group_by(table, "cluster");
  const std::vector<double> by_cluster = table::aggregate(table.value_added_total, clusters);
  for (std::size_t g = 0; g < by_cluster.size(); ++g)
    figures.cluster_shares.emplace_back(clusters.groups[g].code, by_cluster[g] / figures.value_added);
  return figures;
}

void write_product(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                   const std::filesystem::path& folder) {
  const KeyFigures figures = key_figures(bench);
  const table::CheckReport found = table::check(bench.table, {1e-9});
  AtomicDirectory out(folder);
  table::write(bench.table, product_meta(bench.table, bench, provenance, found, &figures), out);
  const std::vector<std::string> rows = table::codes(bench.table);
  out.write("regional_purchase.csv", column_csv(rows, "purchase_share", bench.purchase));
  out.write("structure.csv", structure_csv(bench));
  out.write("README.md", wrap_prose(product_readme(bench, recipe, provenance, figures, found), readme_width));
  out.commit();
  for (const CompanionTable& companion : bench.companions)
    write_companion(bench, companion, provenance, folder);
}

}  // namespace leontide::recipes
