// The first page of a built table's README.md.
#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/apply.hpp"
#include "recipes/product.hpp"

namespace leontide::recipes {

namespace {

using Part = RouteError::Part;

std::string list_of(const std::vector<std::pair<std::string, double>>& pairs, double factor) {
  std::string out;
  for (const auto& [name, value] : pairs)
    out += fmt::format("{}{} {:.1f}", out.empty() ? "" : ", ", name, value * factor);
  return out;
}

std::string figures_table(const Workbench& bench, const Recipe& recipe, const KeyFigures& figures) {
  const std::string& unit = bench.table.unit;
  std::string out = "| | |\n| --- | --- |\n";
  if (!recipe.source.empty()) out += fmt::format("| from | {} |\n", recipe.source);
  out += fmt::format("| check | {}; largest relative error of a row {:.1e}, of a column {:.1e} |\n",
                     table::to_string(bench.found.verdict()), bench.found.rows.largest_relative,
                     bench.found.columns.largest_relative);
  const std::string broad = list_of(figures.broad_value_added, 1);
  out += fmt::format("| value added{}{} | {:.1f}{}{} |\n", unit.empty() ? "" : ", ", unit,
                     figures.value_added, broad.empty() ? "" : ": ", broad);
  if (!figures.cluster_shares.empty())
    out += fmt::format("| its clusters, % | {} |\n", list_of(figures.cluster_shares, 100));
  out += fmt::format("| output | {:.1f} |\n", figures.output);
  if (figures.mean_multiplier && figures.weighted_multiplier) {
    out += fmt::format("| local output multiplier | mean {:.3f}, weighted by output {:.3f} |\n",
                       *figures.mean_multiplier, *figures.weighted_multiplier);
  }
  std::string radii;
  if (figures.total_radius) radii += fmt::format("{:.3f} of all origins", *figures.total_radius);
  if (figures.regional_radius)
    radii += fmt::format("{}{:.3f} local", radii.empty() ? "" : ", ", *figures.regional_radius);
  out += fmt::format("| spectral radius | {} |\n", radii);
  if (figures.export_share)
    out += fmt::format("| exports | {:.1f} % of output |\n", 100 * *figures.export_share);
  if (figures.outflow_share) {
    out += fmt::format("| outflow | {:.1f} % of output, a residual and no datum |\n",
                       100 * *figures.outflow_share);
  }
  return out + "\n";
}

std::string error_row(const std::string& name, const RouteError& route) {
  const table::Comparison& error = route.error;
  return fmt::format("| {} | {:.1f} | {:.1f} | {:+.1f} | {:.1f} | {:.1f} |\n", name,
                     error.total_percentage_error, error.weighted_percentage_error,
                     100 * error.multiplier_bias, 100 * error.multiplier_mean, 100 * error.multiplier_max);
}

template <typename T>
const T* step_of(const Recipe& recipe) {
  for (const PlacedStep& placed : recipe.steps) {
    if (const T* step = std::get_if<T>(&placed.step)) return step;
  }
  return nullptr;
}

/// The recipe's own route and the naive one, of what the test measured.
std::string error_rows(const MeasuredError& measured, const Recipe& recipe) {
  const auto* update = step_of<Update>(recipe);
  const auto* local = step_of<Regionalise>(recipe);
  std::string out;
  for (const RouteError& route : measured.routes) {
    const bool naive = route.weight && *route.weight == 0;
    const bool taken = route.weight && *route.weight == (update != nullptr ? update->options.weight : 0);
    const std::string what =
        route.part == Part::technology ? "inputs of all origins" : "local inputs, early purchase shares";
    if (naive)
      out += error_row(std::string(taken ? "as here" : "naive") + ": early table kept, " + what, route);
    if (taken && !naive) out += error_row("as here: moved, " + what, route);
    if (route.delta && local != nullptr && *route.delta == local->exponent()) {
      out += error_row(
          fmt::format("local inputs by FLQ from the wider area, delta {}", print_number(local->exponent())),
          route);
    }
  }
  return out;
}

// A table's title without what follows its first comma.
std::string short_title(const std::string& title) {
  return title.substr(0, title.find(','));
}

std::string errors_table(const MeasuredError& measured, const Recipe& recipe) {
  std::string out = "## How far it may be off\n\n";
  out += fmt::format(
      "The same route run where the answer is known, computed by the build: from \"{}\" to the year of "
      "\"{}\". "
      "Errors in percent of the official table: of coefficients (STPE, all alike; WAPE, weighted by flows) "
      "and of output multipliers.\n\n",
      short_title(measured.from), short_title(measured.to));
  out += "| estimate | STPE | WAPE | multipliers: bias | mean | largest |\n";
  out += "| --- | --- | --- | --- | --- | --- |\n" + error_rows(measured, recipe);
  return out +
         "\nThe step to the city itself has no official table to be held against. All routes stand "
         "below.\n\n";
}

}  // namespace

std::string summary_readme(const Workbench& bench, const Recipe& recipe, const Provenance& provenance,
                           const KeyFigures& figures) {
  const std::string& unit = bench.table.unit;
  // A unit that was rebased names the prices itself.
  const bool names_prices = unit.find("prices") != std::string::npos;
  std::string out = fmt::format("# {}\n\n", bench.table.title);
  out += fmt::format(
      "{} sectors, year {}, amounts in {}{}. Built by `leontide table build {}`; do not edit by hand. "
      "Coefficients are not stored: they are flows over the output of the buying sector.\n\n",
      bench.table.size(), bench.table.year, unit, names_prices ? "" : " at current prices",
      provenance.recipe);
  out += figures_table(bench, recipe, figures);
  if (bench.measured) out += errors_table(*bench.measured, recipe);
  out += "## What was done\n\n";
  for (std::size_t k = 0; k < recipe.steps.size(); ++k) {
    const auto said = [&](const auto& step) { return sentence(step, bench); };
    out += fmt::format("{}. {}\n", k + 1, std::visit(said, recipe.steps[k].step));
  }
  if (!recipe.notes.empty()) out += "\n## What to know before using it\n\n";
  for (const std::string& note : recipe.notes)
    out += "- " + note + "\n";
  return out + "\n";
}

}  // namespace leontide::recipes
