#include "command/table/analysis_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "command/session/sheet_options.hpp"
#include "command/table/analysis.hpp"

namespace leontide::command {

namespace {

void add_view_options(CLI::App& command, ViewOptions& view) {
  command.add_option("--top", view.top, "only the largest by the first number");
  CLI::Option* sectors =
      command.add_option("--sectors", view.sectors, "only these codes, separated by commas")->delimiter(',');
  command
      .add_option("--by", view.by, "groups of this column of sectors.csv, e.g. cluster, instead of sectors")
      ->excludes(sectors);
}

/// A subcommand on one table, with what all of them take; its options live as long as its callback.
template <typename Options>
CLI::App* add_analysis(CLI::App& table, const char* name, const char* help,
                       const std::shared_ptr<Options>& options, int (*run)(const Options&), int& code) {
  CLI::App* command = table.add_subcommand(name, help);
  command->add_option("folder", options->folder, "table folder")->required();
  add_view_options(*command, options->view);
  add_sheet_options(*command, options->sheets);
  command->callback([options, run, &code] { code = run(*options); });
  return command;
}

void add_inputs(CLI::App& command, std::string& inputs) {
  command
      .add_option(
          "--inputs", inputs,
          "inputs that count: domestic (where the table tells them, the default) or total (all origins)")
      ->check(CLI::IsMember({"domestic", "total"}));
}

void add_multipliers(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableMultipliersOptions>();
  CLI::App* command =
      add_analysis(table, "multipliers", "output, income, value-added and employment multipliers", options,
                   command_table_multipliers, code);
  add_inputs(*command, options->inputs);
  command->add_option("--satellite", options->satellite,
                      "CSV with amounts by sector: code, employment, co2, …");
  command->add_option("--income", options->income, "component of value added that households earn");
  command->add_option("--households", options->households, "final uses that households make")->delimiter(',');
}

void add_matrices(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableCoefficientsOptions>();
  CLI::App* command = add_analysis(table, "coefficients", "one of the table's matrices of coefficients",
                                   options, command_table_coefficients, code);
  add_inputs(*command, options->inputs);
  command
      ->add_option("--of", options->of,
                   "direct (A), complete (L - I), leontief (L), allocation (B), supply (Ghosh inverse)")
      ->check(CLI::IsMember({"direct", "complete", "leontief", "allocation", "supply"}));
  const auto influence = std::make_shared<TableInfluenceOptions>();
  command =
      add_analysis(table, "influence", "the coefficients that matter most, and their fields of influence",
                   influence, command_table_influence, code);
  add_inputs(*command, influence->inputs);
  command->add_option("--tolerance", influence->tolerance, "percent by which some output may move")
      ->check(CLI::PositiveNumber);
}

void add_linkages(CLI::App& table, int& code) {
  const auto linkages = std::make_shared<TableAnalysisOptions>();
  add_inputs(*add_analysis(table, "linkages", "backward and forward linkages, key sectors", linkages,
                           command_table_linkages, code),
             linkages->inputs);
  const auto ghosh = std::make_shared<TableAnalysisOptions>();
  add_inputs(*add_analysis(table, "ghosh", "multipliers of the supply-driven model", ghosh,
                           command_table_ghosh, code),
             ghosh->inputs);
  const auto position = std::make_shared<TableAnalysisOptions>();
  add_analysis(table, "upstreamness", "distance to final use and from primary inputs", position,
               command_table_upstreamness, code);
}

void add_extract(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableExtractOptions>();
  CLI::App* command =
      add_analysis(table, "extract", "hypothetical extraction of sectors, one by one or as a group", options,
                   command_table_extract, code);
  add_inputs(*command, options->inputs);
  command->add_option("--group", options->group, "take these sectors out together")
      ->delimiter(',')
      ->excludes(command->get_option("--by"));
}

void add_decompose(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableDecomposeOptions>();
  CLI::App* command = table.add_subcommand("decompose", "what moved output or value added between tables");
  command->add_option("folders", options->folders, "table folders in order of time")
      ->required()
      ->expected(2, 64);
  command->add_option("--of", options->of, "value_added or output")
      ->check(CLI::IsMember({"value_added", "output"}));
  command->add_option("--mean", options->mean, "over the orders of factors: all-orders or two-polar")
      ->check(CLI::IsMember({"all-orders", "two-polar"}));
  add_view_options(*command, options->view);
  add_sheet_options(*command, options->sheets);
  command->callback([options, &code] { code = command_table_decompose(*options); });
}

void add_contents(CLI::App& table, int& code) {
  const auto prices = std::make_shared<TablePricesOptions>();
  CLI::App* command =
      add_analysis(table, "prices", "prices after a change of primary input costs (cost push)", prices,
                   command_table_prices, code);
  command
      ->add_option("--change", prices->changes,
                   "component[:code,code]=percent, e.g. compensation=10 or imports:03=20; may be repeated")
      ->required()
      ->allow_extra_args(false);
  const auto leakage = std::make_shared<TableAnalysisOptions>();
  add_analysis(table, "leakage", "imports in a unit of final demand", leakage, command_table_leakage, code);
  const auto satellites = std::make_shared<TableSatellitesOptions>();
  command = add_analysis(table, "satellites", "intensities and footprints of persons, energy or emissions",
                         satellites, command_table_satellites, code);
  add_inputs(*command, satellites->inputs);
  command->add_option("--satellite", satellites->satellite, "CSV with amounts by sector: code, then accounts")
      ->required();
}

void add_compare(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableCompareOptions>();
  CLI::App* command =
      table.add_subcommand("compare", "how far the coefficients of one table are from those of another");
  command->add_option("estimate", options->estimate, "table folder to judge")->required();
  command->add_option("reference", options->reference, "table folder it is compared with")->required();
  command->add_flag("--regional", options->regional, "inputs made in the region only");
  command->add_option("--sectors", options->estimate_sectors, "concordance for the first table (CSV)");
  command->add_option("--reference-sectors", options->reference_sectors, "concordance for the second (CSV)");
  command->add_option("--top", options->top, "multipliers to print, largest errors first; 0 all");
  add_sheet_options(*command, options->sheets);
  command->callback([options, &code] { code = command_table_compare(*options); });
}

}  // namespace

void add_table_analysis_commands(CLI::App& table, int& code) {
  add_multipliers(table, code);
  add_linkages(table, code);
  add_matrices(table, code);
  add_extract(table, code);
  add_decompose(table, code);
  add_contents(table, code);
  add_compare(table, code);
}

}  // namespace leontide::command
