#include "command/table/change_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "command/session/sheet_options.hpp"
#include "command/table/change.hpp"

namespace leontide::command {

namespace {

/// A subcommand from table to table, with what all of them take; its options live as long as its callback.
template <typename Options>
CLI::App* add_change(CLI::App& table, const char* name, const char* help,
                     const std::shared_ptr<Options>& options, int (*run)(const Options&), int& code) {
  CLI::App* command = table.add_subcommand(name, help);
  command->add_option("folder", options->folder, "table folder")->required();
  command->add_option("--out", options->out, "table folder to write")->required();
  add_sheet_options(*command, options->sheets, "--report");
  command->callback([options, run, &code] { code = run(*options); });
  return command;
}

void add_balance(CLI::App& table, int& code) {
  const auto balance = std::make_shared<TableBalanceOptions>();
  CLI::App* command = add_change(table, "balance", "balance the whole table to new totals", balance,
                                 command_table_balance, code);
  command->add_option("--targets", balance->targets, "CSV: label, total; labels left out keep their sum")
      ->required();
  command->add_option("--method", balance->method, "gras, or ras where no cell is negative")
      ->check(CLI::IsMember({"ras", "gras"}));
  command->add_option("--top", balance->top, "multipliers to print, farthest from 1 first; 0 all");
  const auto update = std::make_shared<TableUpdateOptions>();
  command = add_change(table, "update", "take over the change of technology between two tables", update,
                       command_table_update, code);
  command->add_option("--from", update->from, "table folder of the earlier year")->required();
  command->add_option("--to", update->to, "table folder of the later year")->required();
  command->add_option("--weight", update->weight, "part of the log change that is taken over")
      ->check(CLI::Range(0.0, 1.0));
}

void add_regionalise(CLI::App& table, int& code) {
  using table::LocationMethod;
  const std::map<std::string, LocationMethod> methods{{"slq", LocationMethod::slq},
                                                      {"cilq", LocationMethod::cilq},
                                                      {"flq", LocationMethod::flq},
                                                      {"aflq", LocationMethod::aflq}};
  const auto options = std::make_shared<TableRegionaliseOptions>();
  CLI::App* command = add_change(table, "regionalise", "a region's table by location quotients", options,
                                 command_table_regionalise, code);
  command->add_option("--output", options->output, "CSV: code, output of the region in the table's unit")
      ->required();
  command->add_option("--region", options->region, "the region's name")->required();
  command->add_option("--method", options->method, "slq, cilq, flq, aflq")
      ->transform(CLI::CheckedTransformer(methods));
  command->add_option("--delta", options->delta, "the exponent of the size factor of FLQ and AFLQ")
      ->check(CLI::Range(0.0, 1.0));
}

void add_structure(CLI::App& table, int& code) {
  const auto groups = std::make_shared<TableAggregateOptions>();
  CLI::App* command = add_change(table, "aggregate", "add sectors up to groups, and say how multipliers move",
                                 groups, command_table_aggregate, code);
  CLI::Option* by = command->add_option("--by", groups->by, "column of sectors.csv; default cluster");
  command->add_option("--groups", groups->groups, "CSV: code, group; instead of --by")->excludes(by);
  const auto split = std::make_shared<TableDisaggregateOptions>();
  command =
      add_change(table, "disaggregate", "split a sector by shares", split, command_table_disaggregate, code);
  command->add_option("--sector", split->sector, "the sector's code")->required();
  command
      ->add_option("--shares", split->shares,
                   "CSV: code, output; and name_en, name_zh, cluster, sales, inputs, within:CODE")
      ->required();
  const auto rebase = std::make_shared<TableRebaseOptions>();
  command = add_change(table, "rebase", "prices of another year by double deflation", rebase,
                       command_table_rebase, code);
  command
      ->add_option("--prices", rebase->prices,
                   "CSV: code, index (table year over base year); and imported, imported_inputs")
      ->required();
  command->add_option("--base", rebase->base, "what to call the base year");
}

}  // namespace

void add_table_change_commands(CLI::App& table, int& code) {
  add_balance(table, code);
  add_regionalise(table, code);
  add_structure(table, code);
}

}  // namespace leontide::command
