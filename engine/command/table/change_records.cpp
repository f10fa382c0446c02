#include "command/session/arguments.hpp"
#include "command/table/change.hpp"
#include "command/table/records.hpp"

namespace leontide::command {

namespace {

/// A command from table to table: what all of them take around what is its own.
template <class Options>
Command change_record(const char* name, Title help, const std::shared_ptr<Options>& options,
                      std::vector<Argument> own, int (*body)(const Options&)) {
  return make_command(
      name, std::move(help), options,
      joined({{positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"}),
               folder_argument(options->into, {"table folder to write", "写出的表目录"})},
              std::move(own),
              output_arguments(options->output)}),
      body);
}

Option file_option(std::string flag, Title help) {
  return {.name = "FILE",
          .flag = std::move(flag),
          .kind = ValueKind::file,
          .help = std::move(help),
          .affects_result = true};
}

Option reference_option(std::string flag, Title help) {
  return {.name = "DIR",
          .flag = std::move(flag),
          .kind = ValueKind::folder,
          .help = std::move(help),
          .affects_result = true};
}

Command balance_record() {
  const auto options = std::make_shared<TableBalanceOptions>();
  return change_record(
      "table balance", {"balance the whole table to new totals", "按新的合计平衡全表"}, options,
      {required(into(options->targets,
                     file_option("--targets", {"CSV: label, total; labels left out keep their sum",
                                               "CSV：label、total；未列出的保持原合计"}))),
       into(options->method, table::balance_method_option()),
       into(options->top, {.name = "N",
                           .flag = "--top",
                           .kind = ValueKind::whole,
                           .standard = "10",
                           .low = 0,
                           .help = {"multipliers to print, farthest from 1 first; 0 all",
                                    "显示的乘数个数，偏离 1 最远者在前；0 为全部"}})},
      command_table_balance);
}

Command update_record() {
  const auto options = std::make_shared<TableUpdateOptions>();
  return change_record(
      "table update", {"take over the change of technology between two tables", "沿用两表之间的技术变化"},
      options,
      {required(into(options->from,
                     reference_option("--from", {"table folder of the earlier year", "较早年份的表目录"}))),
       required(into(options->to,
                     reference_option("--to", {"table folder of the later year", "较晚年份的表目录"}))),
       into(options->weight, {.name = "WEIGHT",
                              .flag = "--weight",
                              .yaml_key = "weight",
                              .kind = ValueKind::number,
                              .standard = "0.5",
                              .low = 0,
                              .high = 1,
                              .help = {"part of the log change that is taken over", "沿用的对数变化比例"},
                              .affects_result = true})},
      command_table_update);
}

Command regionalise_record() {
  const auto options = std::make_shared<TableRegionaliseOptions>();
  return change_record(
      "table regionalise", {"a region's table by location quotients", "用区位商编制地区表"}, options,
      {required(into(options->output_of,
                     file_option("--output", {"CSV: code, output of the region in the table's unit",
                                              "CSV：code、output（地区产出，与表同单位）"}))),
       required(into(options->region,
                     {.name = "NAME", .flag = "--region", .help = {"the region's name", "地区名称"}})),
       into(options->method, table::location_method_option()),
       into(options->delta, table::location_delta_option())},
      command_table_regionalise);
}

Command aggregate_record() {
  const auto options = std::make_shared<TableAggregateOptions>();
  return change_record(
      "table aggregate",
      {"add sectors up to groups, and say how multipliers move", "合并部门，并说明乘数的变化"}, options,
      {excluding(into(options->by, {.name = "COLUMN",
                                    .flag = "--by",
                                    .standard = "cluster",
                                    .help = {"column of sectors.csv", "sectors.csv 中的列"},
                                    .affects_result = true}),
                 {"--groups"}),
       excluding(into(options->groups, file_option("--groups", {"CSV: code, group; instead of --by",
                                                                "CSV：code、group；代替 --by"})),
                 {"--by"})},
      command_table_aggregate);
}

Command disaggregate_record() {
  const auto options = std::make_shared<TableDisaggregateOptions>();
  return change_record(
      "table disaggregate", {"split a sector by shares", "按比例拆分部门"}, options,
      {required(into(options->sector, {.name = "CODE",
                                       .flag = "--sector",
                                       .help = {"the sector's code", "部门代码"},
                                       .affects_result = true})),
       required(into(
           options->shares,
           file_option("--shares",
                       {"CSV: code, output; and name_en, name_zh, cluster, sales, inputs, within:CODE",
                        "CSV：code、output，可加 name_en、name_zh、cluster、sales、inputs、within:CODE"})))},
      command_table_disaggregate);
}

Command rebase_record() {
  const auto options = std::make_shared<TableRebaseOptions>();
  return change_record(
      "table rebase", {"prices of another year by double deflation", "用双缩法换算为另一年价格"}, options,
      {required(
           into(options->prices,
                file_option("--prices",
                            {"CSV: code, index (table year over base year); and imported, imported_inputs",
                             "CSV：code、index（表年/基年），可加 imported、imported_inputs"}))),
       into(options->base, {.name = "TEXT",
                            .flag = "--base",
                            .standard = "the base year",
                            .help = {"what to call the base year", "基年的称呼"}})},
      command_table_rebase);
}

}  // namespace

std::vector<Command> table_change_commands() {
  return {balance_record(),   update_record(),       regionalise_record(),
          aggregate_record(), disaggregate_record(), rebase_record()};
}

}  // namespace leontide::command
