#include "command/table/commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "command/session/sheet_options.hpp"
#include "command/table/import.hpp"
#include "command/table/table.hpp"
#include "table/files/layout.hpp"

namespace leontide::command {

namespace {

// The options of a subcommand live as long as its callback.
void add_check(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableCheckOptions>();
  CLI::App* command =
      table.add_subcommand("check", "accounting identities, signs and productivity of a table folder");
  command->add_option("folder", options->folder, "table folder")->required();
  command->add_option("--tolerance", options->tolerance, "largest relative error of an identity")
      ->check(CLI::Range(0.0, 1.0));
  CLI::Option* json = command->add_flag("--json", options->json, "print the report as JSON");
  add_language(*command, options->language)->excludes(json);
  command->callback([options, &code] { code = command_table_check(*options); });
}

void add_build(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableBuildOptions>();
  CLI::App* command = table.add_subcommand("build", "run a recipe and write its table");
  command->add_option("recipe", options->recipe, "recipe file (YAML)")->required();
  command->add_option("--out", options->out, "table folder to write; default beside the recipe");
  command->add_option("--sources", options->sources,
                      "folder of the source tables, instead of the recipe's own");
  command->callback([options, &code] { code = command_table_build(*options); });
}

void add_import(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableImportOptions>();
  CLI::App* command =
      table.add_subcommand("import", "a published sheet (.csv, .csv.gz, .xlsx) as a table folder");
  command->add_option("file", options->file, "the sheet")->required();
  command->add_option("--out", options->out, "table folder to write")->required();
  command->add_option("--layout", options->layout, "how the sheet is laid out; recognised when not given")
      ->check(CLI::IsMember(table::layout_names()));
  command->add_option("--sheet", options->sheet, "sheet of a workbook; default the first");
  command->add_option("--mapping", options->mapping, "mapping file (YAML): which rows and columns are what")
      ->excludes("--layout");
  command->add_option("--title", options->title, "title, in place of the sheet's");
  command->add_option("--region", options->region, "region");
  command->add_option("--year", options->year, "year")->check(CLI::Range(1800, 2200));
  command->add_option("--unit", options->unit, "unit of amounts, e.g. \"1e4 CNY\"");
  command->add_option("--currency", options->currency, "currency, e.g. CNY");
  command->add_option("--source", options->source, "who published it, in one sentence");
  command->add_option("--tolerance", options->tolerance, "largest relative error of an identity")
      ->check(CLI::Range(0.0, 1.0));
  CLI::Option* json = command->add_flag("--json", options->json, "print layout, check and history as JSON");
  add_language(*command, options->language)->excludes(json);
  command->callback([options, &code] { code = command_table_import(*options); });
}

void add_export(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableExportOptions>();
  CLI::App* command =
      table.add_subcommand("export", "a table folder as a sheet (.csv, .csv.gz, .xlsx) or folder");
  command->add_option("folder", options->folder, "table folder")->required();
  command->add_option("--out", options->out, "file to write, or folder")->required();
  command->add_option("--layout", options->layout, "plain (all there is, the default), nbs, oecd or folder")
      ->check(CLI::IsMember({"plain", "nbs", "oecd", "folder"}));
  command->add_flag("--gzip", options->gzip, "with --layout folder: gzip its files");
  command->callback([options, &code] { code = command_table_export(*options); });
}

void add_imports(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableImportsOptions>();
  CLI::App* command =
      table.add_subcommand("imports", "treat imports the other way: apart, or as a negative use");
  command->add_option("folder", options->folder, "table folder")->required();
  command
      ->add_option("--to", options->to,
                   "competitive (imports a negative use) or non-competitive (imports apart)")
      ->required()
      ->check(CLI::IsMember({"competitive", "non-competitive"}));
  command->add_option("--out", options->out, "table folder to write")->required();
  command->callback([options, &code] { code = command_table_imports(*options); });
}

void add_symmetric(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableSymmetricOptions>();
  CLI::App* command = table.add_subcommand("symmetric", "a supply-use pair as a symmetric table");
  command->add_option("folder", options->folder, "folder of the supply and use tables")->required();
  command
      ->add_option("--model", options->model,
                   "Eurostat's model: A, B (product by product) or C, D (industry by industry)")
      ->required()
      ->check(CLI::IsMember({"A", "B", "C", "D"}));
  command->add_option("--out", options->out, "table folder to write")->required();
  command->callback([options, &code] { code = command_table_symmetric(*options); });
}

}  // namespace

void add_table_commands(CLI::App& table, int& code) {
  add_check(table, code);
  add_build(table, code);
  add_import(table, code);
  add_export(table, code);
  add_imports(table, code);
  add_symmetric(table, code);
}

}  // namespace leontide::command
