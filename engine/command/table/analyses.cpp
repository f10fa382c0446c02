#include <array>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "command/session/spoken_language.hpp"
#include "command/table/analysis.hpp"
#include "recipes/source_table.hpp"
#include "report/tables/terms.hpp"
#include "table/coefficients.hpp"

namespace leontide::command {

namespace {

using table::Accounts;

/// `component[:code,code…]=percent`.
table::CostChange cost_change(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  const auto percent =
      equals == std::string::npos ? std::nullopt : parse_number(std::string_view(text).substr(equals + 1));
  const std::size_t colon = text.find(':');
  const std::string component = text.substr(0, std::min(colon, equals));
  if (!percent || component.empty() || (colon != std::string::npos && colon > equals)) {
    refuse("change", "--change " + text, "this is not a change of cost",
           "component=percent or component:code,code=percent, e.g. compensation:33,34=10 or imports=5");
  }
  constexpr double most = 1e6;
  const double by = percent.value_or(0);
  if (by < -100 || by > most)
    refuse("change", "--change " + text, "a cost changes by -100 to 1000000 %",
           "at -100 % nothing of it is left");
  table::CostChange change{component, {}, by};
  for (std::size_t at = colon; at != std::string::npos && at < equals;) {
    const std::size_t next = std::min(text.find(',', at + 1), equals);
    change.sectors.push_back(text.substr(at + 1, next - at - 1));
    at = next;
  }
  return change;
}

/// `Compensation of employees +10 %`, with the sectors where not all change.
void add_words(const table::CostChange& change, const Accounts& accounts, Title& said) {
  const Title cost = report::term(change.component);
  std::string en = cost.en, zh = in_language(cost, Language::zh);
  for (const std::string& code : change.sectors) {
    const bool is_first = &code == &change.sectors.front();
    const Title sector = report::sector_called(accounts.sectors[table::sector_index(accounts, code)]);
    en += (is_first ? " in " : " and ") + sector.en;
    zh += (is_first ? "（" : "、") + in_language(sector, Language::zh);
  }
  if (!change.sectors.empty()) zh += "）";
  said.en += fmt::format("{}{} {:+g} %", said.en.empty() ? "" : "; ", en, change.percent);
  said.zh += fmt::format("{}{} {:+g}%", said.zh.empty() ? "" : "；", zh, change.percent);
}

table::Accounts read_one(const std::filesystem::path& folder,
                         const std::optional<std::filesystem::path>& sectors) {
  BadInput bad;
  recipes::StepContext context{{}, {}, bad.diagnostics};
  recipes::SourceList list;
  auto accounts = recipes::read_source({folder.string(), sectors.value_or("").string()}, list, context);
  if (!accounts) throw bad;
  tell(bad.diagnostics);
  return std::move(*accounts);
}

// A group has no coefficients but those of an aggregated table.
void require_no_groups(const report::ViewOptions& view) {
  if (view.by.empty()) return;
  refuse("no-groups", "--by", "coefficients of groups are those of an aggregated table",
         "use leontide table aggregate first");
}

/// A command that reads one table and shows what `make` says of it.
template <class Options, class Request>
int show_sheets(const Options& options, std::vector<report::Sheet> (*make)(const Accounts&, const Request&)) {
  return show_table(options.folder, options.output,
                    [&](const Accounts& accounts) { return make(accounts, options); });
}

}  // namespace

int command_table_linkages(const TableAnalysisOptions& options) {
  return show_sheets(options, report::linkages_sheets);
}

int command_table_ghosh(const TableAnalysisOptions& options) {
  return show_sheets(options, report::ghosh_sheets);
}

int command_table_upstreamness(const TableAnalysisOptions& options) {
  return show_sheets(options, report::upstreamness_sheets);
}

int command_table_leakage(const TableAnalysisOptions& options) {
  return show_sheets(options, report::leakage_sheets);
}

int command_table_extract(const TableExtractOptions& options) {
  return show_sheets(options, report::extract_sheets);
}

int command_table_coefficients(const TableCoefficientsOptions& options) {
  return show_table(options.folder, options.output, [&](const Accounts& accounts) {
    require_no_groups(options.view);
    return report::coefficients_sheets(accounts, options);
  });
}

int command_table_influence(const TableInfluenceOptions& options) {
  return show_table(options.folder, options.output, [&](const Accounts& accounts) {
    require_no_groups(options.view);
    return report::influence_sheets(accounts, options);
  });
}

int command_table_multipliers(const TableMultipliersOptions& options) {
  return show_table(options.folder, options.output, [&](const Accounts& accounts) {
    report::MultipliersRequest request = options;
    if (options.satellite_file)
      request.satellite = read_columns(*options.satellite_file, table::codes(accounts));
    return report::multipliers_sheets(accounts, request);
  });
}

int command_table_satellites(const TableSatellitesOptions& options) {
  return show_table(options.folder, options.output, [&](const Accounts& accounts) {
    report::SatellitesRequest request = options;
    request.satellite = read_columns(options.satellite_file, table::codes(accounts));
    return report::satellites_sheets(accounts, request);
  });
}

int command_table_regions(const TableAnalysisOptions& options) {
  return show_sheets(options, report::regions_sheets);
}

int command_table_trade(const TableTradeOptions& options) {
  return show_sheets(options, report::trade_sheets);
}

int command_table_footprints(const TableFootprintsOptions& options) {
  return show_table(options.folder, options.output, [&](const Accounts& accounts) {
    report::FootprintsRequest request = options;
    request.satellite = read_columns(options.satellite_file, table::codes(accounts));
    const std::vector<std::string> names = request.satellite.names;
    if (options.final_file) {
      request.final_users = read_columns(*options.final_file, accounts.final_demand.names);
      if (request.final_users.names != names)
        refuse("other-accounts", options.final_file->string(),
               "its columns are not those of " + options.satellite_file.string(),
               "the same accounts in the same order");
    }
    if (options.factors_file) request.factors = read_columns(*options.factors_file, names);
    return report::footprints_sheets(accounts, request);
  });
}

int command_table_prices(const TablePricesOptions& options) {
  return show_table(options.folder, options.output, [&](const Accounts& accounts) {
    report::PricesRequest request = options;
    for (const std::string& change : options.changes) {
      request.costs.push_back(cost_change(change));
      add_words(request.costs.back(), accounts, request.said);
    }
    return report::prices_sheets(accounts, request);
  });
}

int command_table_decompose(const TableDecomposeOptions& options) {
  return guarded(options.folders.front().string(), [&] {
    std::vector<Accounts> tables;
    for (const auto& folder : options.folders)
      tables.push_back(read_table(folder));
    report::DecomposeRequest request = options;
    if (!options.satellite_files.empty() && options.satellite_files.size() != tables.size()) {
      refuse("satellites", "--satellite",
             fmt::format("{} files for {} tables", options.satellite_files.size(), tables.size()),
             "once for each table, in their order");
    }
    for (std::size_t p = 0; p < options.satellite_files.size(); ++p) {
      const table::Categories all = read_columns(options.satellite_files[p], table::codes(tables[p]));
      const std::string name = options.account_name.empty() ? all.names.front() : options.account_name;
      request.account.emplace_back().add(name, all.column(name));
    }
    print_sheets(report::decompose_sheets(tables, request), tables, options.output);
  });
}

int command_table_compare(const TableCompareOptions& options) {
  return guarded(options.estimate.string(), [&] {
    const Accounts estimate = read_one(options.estimate, options.estimate_sectors);
    const Accounts reference = read_one(options.reference, options.reference_sectors);
    print_sheets(report::comparison_sheets(estimate, reference, options), std::array{estimate, reference},
                 options.output);
  });
}

}  // namespace leontide::command
