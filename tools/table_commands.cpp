#include "tools/table_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "tools/command_table.hpp"

namespace leontide::tools {

namespace {

// The options of a subcommand live as long as its callback.
void add_check(CLI::App& table, int& code) {
  const auto options = std::make_shared<TableCheckOptions>();
  CLI::App* command =
      table.add_subcommand("check", "accounting identities, signs and productivity of a table folder");
  command->add_option("folder", options->folder, "table folder")->required();
  command->add_option("--tolerance", options->tolerance, "largest relative error of an identity")
      ->check(CLI::Range(0.0, 1.0));
  command->add_flag("--json", options->json, "print the report as JSON");
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

}  // namespace

void add_table_commands(CLI::App& table, int& code) {
  add_check(table, code);
  add_build(table, code);
}

}  // namespace leontide::tools
