#include "command/table/city.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/nearest_name.hpp"
#include "base/reading.hpp"
#include "command/table/folder.hpp"
#include "report/tables/check_sections.hpp"
#include "report/tables/city.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"
#include "table/normal_code.hpp"
#include "table/origins.hpp"
#include "table/refusal.hpp"

namespace leontide::command {

namespace {

using table::Accounts;

/// `code,quotient` and optionally `source`, of sectors of the area.
std::vector<recipes::Structure::Quotient> read_quotients(const std::filesystem::path& file,
                                                         const Accounts& area) {
  BadInput bad;
  const auto csv = table::read_coded_csv(file, file.string(), bad.diagnostics);
  if (!csv) throw bad;
  const auto code = csv->column("code");
  const auto quotient = csv->column("quotient");
  const auto source = csv->column("source");
  if (!code || !quotient)
    refuse("missing-column", file.string(), "it has no columns \"code\" and \"quotient\"");
  const std::vector<std::string> known = table::codes(area);
  std::vector<recipes::Structure::Quotient> out;
  for (const auto& row : csv->rows) {
    const CsvCell& cell = row[*code];
    if (std::find(known.begin(), known.end(), cell.text) == known.end()) {
      bad.diagnostics.error("unknown-sector", csv->place(cell),
                            fmt::format("the table has no sector \"{}\"", cell.text),
                            suggestion(cell.text, known));
    }
    const auto value = csv_number(*csv, row[*quotient], bad.diagnostics);
    if (value && *value < 0)
      bad.diagnostics.error("value", csv->place(row[*quotient]), "a location quotient is not negative");
    if (value) out.push_back({cell.text, *value, source ? row[*source].text : ""});
  }
  if (bad.diagnostics.has_errors()) throw bad;
  return out;
}

bool has_sectors_of(const Accounts& one, const Accounts& other) {
  return std::equal(one.sectors.begin(), one.sectors.end(), other.sectors.begin(), other.sectors.end(),
                    [](const table::Sector& a, const table::Sector& b) {
                      return a.code == b.code && a.name_en == b.name_en && a.name_zh == b.name_zh;
                    });
}

/// The tables of the same year, unit and sectors that stand in a folder and tell local inputs.
std::vector<Accounts> comparable_tables(const std::filesystem::path& folder, const Accounts& area) {
  std::vector<Accounts> out;
  for (const std::filesystem::path& each : folders_in(folder)) {
    Diagnostics unread;
    auto accounts = table::read(each, each.string(), unread);
    if (!accounts || accounts->year != area.year || accounts->unit != area.unit ||
        !has_sectors_of(*accounts, area))
      continue;
    if (table::known_requirements(*accounts).regional) out.push_back(std::move(*accounts));
  }
  return out;
}

/// Measured where the largest of the tables is a wider area and others are regions of it.
std::optional<recipes::CityError> measured(const TableCityOptions& options, const Accounts& area,
                                           const recipes::CityFigures& figures) {
  const std::filesystem::path folder = options.tested_on.value_or(folder_path(options.from).parent_path());
  std::vector<Accounts> tables = comparable_tables(folder.empty() ? "." : folder, area);
  const auto none_there = [&]() -> std::optional<recipes::CityError> {
    if (!options.tested_on) return std::nullopt;
    refuse("no-tables", options.tested_on->string(),
           fmt::format("it holds no two tables with the year, unit and sectors of {}", options.from.string()),
           "the nation's table and those of regions of it");
  };
  if (tables.size() < 2) return none_there();
  const auto size = [](const Accounts& one) { return table::sum(one.value_added_total); };
  const auto largest = std::max_element(
      tables.begin(), tables.end(), [&](const Accounts& a, const Accounts& b) { return size(a) < size(b); });
  const Accounts wider = std::move(*largest);
  tables.erase(largest);
  // What is held against the route is known, not estimated by import shares itself.
  std::erase_if(tables, [](const Accounts& one) {
    return table::known_requirements(one).basis == table::OriginBasis::import_shares;
  });
  if (tables.empty()) return none_there();
  return recipes::city_error(wider, tables, figures);
}

}  // namespace

int command_table_city(const TableCityOptions& options) {
  return guarded(options.from.string(), [&] {
    if (options.into) require_replaceable(folder_path(*options.into));
    const Accounts given = read_table(options.from);
    const table::CheckReport source = table::check(given, {1e-6, table::read_stated(options.from)});
    require_usable(source, options.from.string());
    const Accounts area = recipes::area_table(given);
    recipes::CityFigures figures = options.figures;
    figures.value_added = {options.primary, options.secondary, options.tertiary};
    if (options.quotients) figures.quotients = read_quotients(*options.quotients, area);
    BadInput bad;
    recipes::StepContext context{{}, {}, bad.diagnostics};
    const recipes::Workbench bench = recipes::put_together(area, figures, context);
    if (bad.diagnostics.has_errors()) throw bad;
    constexpr double exact = 1e-9;
    const table::CheckReport found = table::check(bench.table, {exact});
    require_usable(found, options.into ? folder_path(*options.into).string() : bench.table.region);
    report::Document document;
    document.name = "table city";
    add_inputs(document, bench.table);
    std::vector<report::Sheet> sheets = report::city_sheets(
        bench.table, recipes::city_conventions(area, figures), measured(options, area, figures));
    if (options.into) {
      write_table(bench.table, found, *options.into);
      document.sections.emplace_back(written_headline(*options.into, found, sheets));
    }
    for (report::Sheet& sheet : sheets)
      document.sections.emplace_back(std::move(sheet));
    if (!options.into) report::begin_with_sentences(document);
    show(document, options.output);
  });
}

}  // namespace leontide::command
