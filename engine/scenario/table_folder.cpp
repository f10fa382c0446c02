#include "scenario/table_folder.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/reading.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/files/labelled.hpp"
#include "table/files/read.hpp"
#include "table/refusal.hpp"

namespace leontide::scenario {

namespace {

constexpr double check_tolerance = 1e-6;
/// Of a coefficient: stored ones may have been printed to a few digits less.
constexpr double stored_tolerance = 1e-9;

/// `0.02 % of the row of "05"`; nothing where rows and columns agree.
std::optional<std::string> largest_difference(const table::CheckReport& found) {
  const bool in_rows = found.rows.largest_relative >= found.columns.largest_relative;
  const table::Deviations& worst = in_rows ? found.rows : found.columns;
  if (worst.largest_relative_label.empty() || worst.largest_relative <= check_tolerance) return std::nullopt;
  return fmt::format("{:.3g} % of the {} of \"{}\"", 100 * worst.largest_relative, in_rows ? "row" : "column",
                     worst.largest_relative_label);
}

std::string usable_words(const std::string& table, const std::optional<std::string>& largest) {
  if (!largest) return fmt::format("the table \"{}\" is usable by one who knows its warnings", table);
  return fmt::format("the table \"{}\" is usable by one who knows its warnings; the largest difference is {}",
                     table, *largest);
}

std::string failing_words(const std::string& table, const std::optional<std::string>& largest) {
  if (!largest) return fmt::format("the table \"{}\" fails its check and is not to be used", table);
  return fmt::format("the table \"{}\" fails its check and is not to be used; the largest difference is {}",
                     table, *largest);
}

void judge(const TableFolder& table, const std::filesystem::path& folder, const Place& asked_at,
           Diagnostics& diagnostics) {
  const table::CheckReport found =
      table::check(table.accounts, {check_tolerance, table::read_stated(folder)});
  if (found.verdict() == table::Verdict::pass) return;
  const std::string hint = "`leontide table check` on that folder lists all findings";
  const auto largest = largest_difference(found);
  if (found.verdict() == table::Verdict::usable) {
    diagnostics.warning("table-check", asked_at, usable_words(table.shown, largest), hint);
  } else {
    diagnostics.error("table-check", asked_at, failing_words(table.shown, largest), hint);
  }
  table::report(found, table.shown, diagnostics);
}

void compare_stored(const TableFolder& table, table::LabelledReader& reader, const std::string& name,
                    table::Requirements requirements, Diagnostics& diagnostics) {
  if (!reader.has(name)) return;
  const std::vector<std::string> codes = table::codes(table.accounts);
  const auto stored = reader.matrix(name, codes, codes);
  if (!stored) return;
  table::Matrix computed;
  try {
    computed = table::coefficients(table.accounts, requirements).values;
  } catch (const table::Refusal&) {
    return;  // flows of this kind are not in the table, so there is nothing to hold it against
  }
  double largest = 0;
  std::size_t at = 0;
  for (std::size_t k = 0; k < computed.values.size(); ++k) {
    const double difference = std::abs(stored->values[k] - computed.values[k]);
    if (difference <= largest) continue;
    largest = difference;
    at = k;
  }
  if (largest <= stored_tolerance) return;
  diagnostics.warning(
      "stored-coefficients", {fmt::format("{}/{}.csv", table.shown, name), 0, 0, 0},
      fmt::format("the coefficient of \"{}\" in \"{}\" is {:.9g} here, but {:.9g} by the flows",
                  codes[at / codes.size()], codes[at % codes.size()], stored->values[at],
                  computed.values[at]),
      "the model computes it from the flows: remove this file");
}

}  // namespace

std::optional<TableFolder> read_table_folder(const std::filesystem::path& folder, const std::string& shown,
                                             const Place& asked_at, Diagnostics& diagnostics) {
  if (!require_folder(folder, shown, asked_at, fmt::format("the folder \"{}\" cannot be read", shown),
                      "a table is a folder; paths are relative to the file that names them", diagnostics))
    return std::nullopt;
  auto accounts = table::read(folder, shown, diagnostics);
  if (!accounts) return std::nullopt;
  TableFolder out{shown, std::move(*accounts), {}, {}};
  out.sources = out.accounts.inputs;
  table::LabelledReader beside(folder, shown, diagnostics);
  if (beside.has("satellites"))
    out.satellites =
        beside.categories("satellites", table::codes(out.accounts)).value_or(table::Categories());
  compare_stored(out, beside, "coefficients_regional", table::Requirements::regional, diagnostics);
  compare_stored(out, beside, "coefficients_total", table::Requirements::total, diagnostics);
  out.sources.insert(out.sources.end(), beside.sources().begin(), beside.sources().end());
  judge(out, folder, asked_at, diagnostics);
  return out;
}

}  // namespace leontide::scenario
