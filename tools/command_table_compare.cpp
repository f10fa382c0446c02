#include "tools/command_table_compare.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <memory>

#include "table/coefficients.hpp"
#include "table/compare.hpp"
#include "table/refusal.hpp"
#include "table/sector_concordance.hpp"
#include "table/source_table.hpp"

namespace leontide::tools {

namespace {

constexpr int done = 0;
constexpr int input_is_wrong = 2;
constexpr std::size_t sectors_shown = 5;

std::optional<table::Accounts> read_one(const std::filesystem::path& folder,
                                        const std::optional<std::filesystem::path>& sectors,
                                        Diagnostics& diagnostics) {
  table::StepContext context{{}, {}, diagnostics};
  table::SourceList list;
  return table::read_source({folder.string(), sectors.value_or("").string()}, list, context);
}

std::string worst_sectors(const table::Comparison& found, const table::Accounts& reference) {
  const auto error = [&](std::size_t j) { return found.estimated[j] / found.referenced[j] - 1; };
  std::vector<std::size_t> order = found.sectors;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(error(a)) > std::abs(error(b)); });
  order.resize(std::min(order.size(), sectors_shown));
  std::string out = "  largest multiplier errors\n";
  for (const std::size_t j : order) {
    out += fmt::format("    {:<4} {:>7.3f} for {:>6.3f}  {:>+6.1f} %  {}\n", reference.sectors[j].code,
                       found.estimated[j], found.referenced[j], 100 * error(j), reference.sectors[j].name_en);
  }
  return out;
}

std::string summary(const table::Comparison& found, const table::Accounts& estimate,
                    const table::Accounts& reference, bool regional) {
  std::string out = fmt::format("{}\n  against {}\n", estimate.title, reference.title);
  out += fmt::format("  {} sectors with output, inputs {}\n", found.sectors.size(),
                     regional ? "made in the region" : "of all origins");
  out += fmt::format("  coefficients  STPE {:.1f} %  WAPE {:.1f} %\n", found.total_percentage_error,
                     found.weighted_percentage_error);
  out +=
      fmt::format("  multipliers   bias {:+.1f} %  mean {:.1f} %  median {:.1f} %  largest {:.1f} % ({})\n",
                  100 * found.multiplier_bias, 100 * found.multiplier_mean, 100 * found.multiplier_median,
                  100 * found.multiplier_max, reference.sectors[found.worst].code);
  const table::LogErrors& logs = found.log_errors;
  out += fmt::format(
      "  log errors    sd {:.3f}: rows {:.3f}, columns {:.3f}, cells {:.3f} ({:.1f} % of flows)\n", logs.all,
      logs.rows, logs.columns, logs.cells, 100 * logs.covered);
  return out + worst_sectors(found, reference);
}

}  // namespace

int command_table_compare(const TableCompareOptions& options) {
  Diagnostics diagnostics;
  try {
    const auto estimate = read_one(options.estimate, options.estimate_sectors, diagnostics);
    const auto reference = read_one(options.reference, options.reference_sectors, diagnostics);
    fmt::print(stderr, "{}", diagnostics.text());
    if (!estimate || !reference) return input_is_wrong;
    table::require_same_sectors(*estimate, *reference);
    const auto kind = options.regional ? table::Requirements::regional : table::Requirements::total;
    const table::Comparison found = table::compare(coefficients(*estimate, kind).values,
                                                   coefficients(*reference, kind).values, reference->output);
    fmt::print("{}", options.json ? table::to_json(found, codes(*reference)) + "\n"
                                  : summary(found, *estimate, *reference, options.regional));
    return done;
  } catch (const table::Refusal& refusal) {
    fmt::print(stderr, "error: {} [{}]\n", refusal.what(), to_string(refusal.reason()));
    return input_is_wrong;
  }
}

void add_table_compare(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableCompareOptions>();
  CLI::App* command =
      table.add_subcommand("compare", "how far the coefficients of one table are from those of another");
  command->add_option("estimate", options->estimate, "table folder to judge")->required();
  command->add_option("reference", options->reference, "table folder it is compared with")->required();
  command->add_flag("--regional", options->regional, "inputs made in the region only");
  command->add_option("--sectors", options->estimate_sectors, "concordance for the first table (CSV)");
  command->add_option("--reference-sectors", options->reference_sectors, "concordance for the second (CSV)");
  command->add_flag("--json", options->json, "print the figures as JSON");
  command->callback([options, &code] { code = command_table_compare(*options); });
}

}  // namespace leontide::tools
