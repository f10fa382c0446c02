// The first page of a built table's README.md.
#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "recipes/product.hpp"

namespace leontide::recipes {

namespace {

using Part = RouteError::Part;

/// What a step does, in a sentence; its numbers stand in the table's history.
struct Words {
  std::string operator()(const ImportTable& step) const {
    return fmt::format("Start from `{}`: flows of all origins.", step.table.folder);
  }
  std::string operator()(const UpdateCoefficients& step) const {
    return fmt::format("Move its coefficients by {} of their log change from `{}` to `{}`.",
                       print_number(step.options.weight), step.from.folder, step.to.folder);
  }
  std::string operator()(const RegionalPurchase&) const {
    return "Keep of each product the share that the base table's area buys from itself.";
  }
  std::string operator()(const Structure&) const {
    return "Value added by location quotients, scaled to official totals; output from it.";
  }
  std::string operator()(const Regionalise& step) const {
    const bool sized =
        step.method == table::LocationMethod::flq || step.method == table::LocationMethod::aflq;
    return fmt::format("Local coefficients by {}{}.", title_of(step.method).en,
                       sized ? ", delta " + print_number(step.delta) : "");
  }
  std::string operator()(const Closure&) const {
    return "Final uses as shares of value added; outflow to the rest of the country is the residual.";
  }
  std::string operator()(const BalanceTable&) const {
    return "GRAS of the whole table to the official totals.";
  }
  std::string operator()(const Companion& step) const {
    return fmt::format("Add the finished table up to groups: `../{}`.", step.name);
  }
};

std::string list_of(const std::vector<std::pair<std::string, double>>& pairs, double factor) {
  std::string out;
  for (const auto& [name, value] : pairs)
    out += fmt::format("{}{} {:.1f}", out.empty() ? "" : ", ", name, value * factor);
  return out;
}

std::string figures_table(const Workbench& bench, const Recipe& recipe, const KeyFigures& figures,
                          const table::CheckReport& found) {
  std::string out = "| | |\n| --- | --- |\n";
  out += fmt::format("| from | {} |\n", recipe.source);
  out += fmt::format("| check | {}; largest relative error of a row {:.1e}, of a column {:.1e} |\n",
                     table::to_string(found.verdict()), found.rows.largest_relative,
                     found.columns.largest_relative);
  out += fmt::format("| value added, {} | {:.1f}: {} |\n", bench.table.unit, figures.value_added,
                     list_of(figures.broad_value_added, 1));
  out += fmt::format("| its clusters, % | {} |\n", list_of(figures.cluster_shares, 100));
  out += fmt::format("| output | {:.1f} |\n", figures.output);
  out += fmt::format("| local output multiplier | mean {:.3f}, weighted by output {:.3f} |\n",
                     figures.mean_multiplier, figures.weighted_multiplier);
  out += fmt::format("| spectral radius | {:.3f} of all origins, {:.3f} local |\n", figures.total_radius,
                     figures.regional_radius);
  return out + fmt::format(
                   "| exports | {:.1f} % of output |\n| outflow | {:.1f} % of output, a residual and "
                   "no datum |\n\n",
                   100 * figures.export_share, 100 * figures.outflow_share);
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
  const auto* update = step_of<UpdateCoefficients>(recipe);
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
    if (route.delta && local != nullptr && *route.delta == local->delta) {
      out += error_row(
          fmt::format("local inputs by FLQ from the wider area, delta {}", print_number(local->delta)),
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
                           const KeyFigures& figures, const table::CheckReport& found) {
  std::string out = fmt::format("# {}\n\n", recipe.title);
  out += fmt::format(
      "{} sectors, year {}, amounts in {} at current prices. Built by `leontide table build {}`; do not edit "
      "by "
      "hand. Coefficients are not stored: they are flows over the output of the buying sector.\n\n",
      bench.table.size(), recipe.year, bench.table.unit, provenance.recipe);
  out += figures_table(bench, recipe, figures, found);
  if (bench.measured) out += errors_table(*bench.measured, recipe);
  out += "## What was done\n\n";
  for (std::size_t k = 0; k < recipe.steps.size(); ++k)
    out += fmt::format("{}. {}\n", k + 1, std::visit(Words{}, recipe.steps[k].step));
  out += "\n## What to know before using it\n\n";
  for (const std::string& note : recipe.notes)
    out += "- " + note + "\n";
  return out + "\n";
}

}  // namespace leontide::recipes
