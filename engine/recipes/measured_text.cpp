// The measured error of a recipe's route in words: a section of README.md and an object of meta.json.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "recipes/product.hpp"

namespace leontide::recipes {

namespace {

using nlohmann::ordered_json;
using Part = RouteError::Part;

const char* name_of_part(Part part) {
  switch (part) {
    case Part::technology: return "technology";
    case Part::purchase: return "purchase";
    case Part::trade: return "trade";
  }
  return "technology";
}

const char* heading_of(Part part) {
  switch (part) {
    case Part::technology: return "Technology: inputs of all origins";
    case Part::purchase: return "Local inputs by the area's own purchase shares";
    case Part::trade: return "Local inputs by location quotients from the wider area";
  }
  return "";
}

std::string rows_of(const MeasuredError& measured, Part part) {
  std::string out =
      fmt::format("| {} | STPE | WAPE | multipliers: bias | mean | median | largest ", heading_of(part));
  const bool has_value_added = part == Part::technology;
  out += "| log-sd: rows | columns | cells | of row sums | of column sums |";
  out += has_value_added ? " value added | its odds |\n| ---" : "\n| ---";
  for (int column = has_value_added ? 13 : 11; column > 0; --column)
    out += " | ---";
  out += " |\n";
  for (const RouteError& route : measured.routes) {
    if (route.part != part) continue;
    const table::Comparison& error = route.error;
    const table::LogErrors& logs = error.log_errors;
    out +=
        fmt::format("| {} | {:.1f} | {:.1f} | {:+.1f} | {:.1f} | {:.1f} | {:.1f} ({}) ", route.route,
                    error.total_percentage_error, error.weighted_percentage_error,
                    100 * error.multiplier_bias, 100 * error.multiplier_mean, 100 * error.multiplier_median,
                    100 * error.multiplier_max, measured.sectors[error.worst]);
    out += fmt::format("| {:.2f} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |", logs.rows, logs.columns, logs.cells,
                       error.row_totals, error.column_totals);
    if (route.value_added) {
      out += fmt::format(" {:.1f} | {:.2f} |", 100 * route.value_added->mean_absolute,
                         route.value_added->log_odds);
    } else if (has_value_added) {
      out += " - | - |";
    }
    out += "\n";
  }
  return out + "\n";
}

ordered_json error_json(const table::Comparison& error, const std::vector<std::string>& codes) {
  const table::LogErrors& logs = error.log_errors;
  ordered_json out;
  out["stpe_percent"] = error.total_percentage_error;
  out["wape_percent"] = error.weighted_percentage_error;
  out["multipliers"] = {{"bias", error.multiplier_bias},
                        {"mean_absolute_error", error.multiplier_mean},
                        {"median_absolute_error", error.multiplier_median},
                        {"largest_absolute_error", error.multiplier_max},
                        {"largest_at", codes.at(error.worst)}};
  out["log_errors"] = {{"mean", logs.mean},      {"sd", logs.all},
                       {"sd_rows", logs.rows},   {"sd_columns", logs.columns},
                       {"sd_cells", logs.cells}, {"flows_covered", logs.covered}};
  out["log_sd_of_totals"] = {{"rows", error.row_totals}, {"columns", error.column_totals}};
  return out;
}

}  // namespace

std::string measured_readme(const MeasuredError& measured) {
  std::string out = "## The test of the route\n\n";
  out += fmt::format(
      "The same route, run where the answer is known: from \"{}\" to the year of \"{}\", {} common sectors, "
      "compared "
      "with that official table. Errors in percent; {}computed by the build.\n\n",
      measured.from, measured.to, measured.sectors.size(),
      measured.source.empty() ? "" : measured.source + "; ");
  out +=
      "STPE: 100 sum |estimate - official| / sum of official coefficients. WAPE: absolute percentage errors "
      "of "
      "cells, weighted by flows. Multipliers: relative errors of output multipliers over sectors. Log-sd: "
      "log "
      "ratios of cells, weighted by flows, taken apart into row effects, column effects and the rest; then "
      "those of a sector's whole sales to others (row sums) and of all its inputs (column sums). Value "
      "added: "
      "mean error of value-added shares, in points of output, and the log-sd of their odds.\n\n";
  for (const Part part : {Part::technology, Part::purchase, Part::trade})
    out += rows_of(measured, part);
  out += fmt::format(
      "Purchase shares moved by {:.1f} points on average between the two tables (weighted by local "
      "use){}.\n\n",
      100 * measured.purchase_shares,
      measured.filled == 0
          ? std::string()
          : fmt::format("; {} sector(s) that the early table lacks took the wider area's column",
                        measured.filled));
  return out;
}

std::string to_json(const MeasuredError& measured) {
  ordered_json out;
  out["from"] = measured.from;
  out["to"] = measured.to;
  out["sectors"] = measured.sectors.size();
  out["source"] = measured.source;
  out["purchase_shares_mean_absolute_change"] = measured.purchase_shares;
  out["sectors_filled_from_wider_area"] = measured.filled;
  out["routes"] = ordered_json::array();
  for (const RouteError& route : measured.routes) {
    ordered_json entry = {{"part", name_of_part(route.part)}, {"route", route.route}};
    entry.update(error_json(route.error, measured.sectors));
    if (route.value_added) {
      entry["value_added_shares"] = {{"mean_absolute_error", route.value_added->mean_absolute},
                                     {"log_odds_sd", route.value_added->log_odds}};
    }
    out["routes"].push_back(std::move(entry));
  }
  out["inputs"] = ordered_json::array();
  for (const table::Source& source : measured.sources.inputs)
    out["inputs"].push_back({{"path", source.path}, {"sha256", source.sha256}});
  return out.dump(1);
}

}  // namespace leontide::recipes
