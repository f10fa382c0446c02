#include "command/session/arguments.hpp"
#include "command/table/city.hpp"
#include "command/table/import.hpp"
#include "command/table/records.hpp"
#include "command/table/table.hpp"
#include "table/files/layout.hpp"
#include "table/publishers/publisher_folder.hpp"

namespace leontide::command {

namespace {

Option tolerance_option() {
  return {.name = "SHARE",
          .flag = "--tolerance",
          .kind = ValueKind::number,
          .standard = "1e-6",
          .low = 0,
          .high = 1,
          .help = {"largest relative error of an identity", "恒等式允许的最大相对误差"}};
}

Option text_option(std::string flag, std::string name, Title help) {
  return {.name = std::move(name), .flag = std::move(flag), .help = std::move(help)};
}

Command check_record() {
  const auto options = std::make_shared<TableCheckOptions>();
  return make_command(
      "table check",
      {"accounting identities, signs and productivity of a table folder",
       "检查投入产出表的平衡、符号与可生产性"},
      options,
      joined({{positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"}),
               into(options->tolerance, tolerance_option())},
              output_arguments(options->output)}),
      command_table_check);
}

Command build_record() {
  const auto options = std::make_shared<TableBuildOptions>();
  return make_command(
      "table build", {"run a recipe and write its table", "执行编表方案并写出结果"}, options,
      joined({{positional(options->recipe, "RECIPE", ValueKind::file,
                          {"recipe file (YAML)", "编表方案文件（YAML）"}),
               into(options->into, {.name = "DIR",
                                    .flag = "--into",
                                    .is_presentation = true,
                                    .kind = ValueKind::folder,
                                    .help = {"table folder to write; default beside the recipe",
                                             "写出的表目录；默认在方案旁"}}),
               into(options->sources, {.name = "DIR",
                                       .flag = "--sources",
                                       .kind = ValueKind::folder,
                                       .help = {"folder of the source tables, instead of the recipe's own",
                                                "来源表目录，代替方案中的设定"}})},
              output_arguments(options->output)}),
      command_table_build);
}

Option amount_option(std::string flag, Title help) {
  return {.name = "AMOUNT",
          .flag = std::move(flag),
          .kind = ValueKind::number,
          .low = 0,
          .help = std::move(help)};
}

std::vector<Argument> city_figures(TableCityOptions& options) {
  return {
      required(into(options.primary,
                    amount_option("--primary", {"value added of primary industry, in the table's unit",
                                                "第一产业增加值（与表同单位）"}))),
      required(into(options.secondary,
                    amount_option("--secondary", {"the same of secondary industry", "第二产业增加值"}))),
      required(into(options.tertiary,
                    amount_option("--tertiary", {"the same of tertiary industry", "第三产业增加值"}))),
      into(options.quotients,
           {.name = "FILE",
            .flag = "--lq",
            .kind = ValueKind::file,
            .help = {"CSV: code, quotient; location quotients of sectors in place of their broad sector's",
                     "CSV：code、quotient；代替所属产业的部门区位商"}}),
      into(options.figures.share,
           {.name = "SHARE",
            .flag = "--share",
            .kind = ValueKind::number,
            .low = 0,
            .high = 1,
            .is_open = true,
            .help =
                {"the city's share of the area's value added, where its figures are of a later year than the "
                 "table; default their sum over the table's",
                 "城市占该地区增加值的比重（增加值年份晚于表时给出）；默认按表内合计"}}),
      into(options.figures.exports,
           amount_option("--exports", {"exports abroad in all; default every sector at the area's rate",
                                       "出口总额；默认各部门按该地区出口率"})),
      into(options.figures.delta, table::location_delta_option())};
}

Command city_record() {
  const auto options = std::make_shared<TableCityOptions>();
  return make_command(
      "table city",
      {"a city's table from its province's and three figures, with the error of the route",
       "由省表与三次产业增加值编制城市表，并给出路线误差"},
      options,
      joined(
          {{required(into(options->from,
                          {.name = "DIR",
                           .flag = "--from",
                           .kind = ValueKind::folder,
                           .help = {"table folder of the area the city lies in", "所在地区的表目录"}}))},
           city_figures(*options),
           {into(options->figures.name, text_option("--name", "NAME", {"the city's name", "城市名称"})),
            into(options->figures.year,
                 {.name = "YEAR",
                  .flag = "--year",
                  .kind = ValueKind::whole,
                  .help = {"year of the figures; default the table's", "数据年份；默认同表"}}),
            into(options->tested_on,
                 {.name = "DIR",
                  .flag = "--tested-on",
                  .kind = ValueKind::folder,
                  .help = {"folder with the nation's table and those of regions of it, on which the route's "
                           "error is "
                           "measured; default the folder that --from stands in",
                           "含全国表与地区表的目录，用以测量路线误差；默认 --from 所在目录"}}),
            into(options->into, {.name = "DIR",
                                 .flag = "--into",
                                 .is_presentation = true,
                                 .kind = ValueKind::folder,
                                 .help = {"table folder to write; default none", "写出的表目录；默认不写"}})},
           output_arguments(options->output)}),
      command_table_city);
}

Argument sheet_of_workbook(std::string& sheet) {
  return into(sheet, text_option("--from-sheet", "NAME",
                                 {"sheet of a workbook; default the first", "工作簿中的表；默认第一张"}));
}

Argument groups_argument(std::optional<std::filesystem::path>& file, std::string flag, Title help) {
  return into(file,
              {.name = "FILE", .flag = std::move(flag), .kind = ValueKind::file, .help = std::move(help)});
}

/// What is added up while a publisher's folder is read.
std::vector<Argument> folding_arguments(TableImportOptions& options) {
  Option model = table::supply_use_model_option();
  model.standard = "D";
  model.help = {"of supply and use: Eurostat's model by which they become one table",
                "供给使用表：转为对称表的欧盟统计局模型"};
  return {
      groups_argument(options.region_groups, "--region-groups",
                      {"of a folder: CSV code, group; regions added up while it is read, * all others",
                       "目录：CSV（code、group），读取时合并地区，* 为其余"}),
      groups_argument(options.sector_groups, "--sector-groups", {"the same of sectors", "同上，合并部门"}),
      into(options.aggregate_by,
           {.name = "WHAT",
            .flag = "--aggregate-by",
            .kind = ValueKind::choice,
            .choices = {{"region", {"all sectors of a region together", "每地区各部门合计"}},
                        {"sector", {"all regions together", "各地区合计"}}},
            .help = {"of a folder: what is kept apart while it is read", "目录：读取时保留的维度"}}),
      into(options.supply, {.name = "FILE",
                            .flag = "--supply",
                            .kind = ValueKind::file,
                            .help = {"the supply table, where the sheet holds uses; both become one table",
                                     "供给表（此时 FILE 为使用表），合成一张对称表"}}),
      into(options.supply_sheet,
           text_option("--supply-sheet", "NAME", {"sheet of its workbook", "供给表所在的工作表"})),
      into(options.model, std::move(model))};
}

Command import_record() {
  const auto options = std::make_shared<TableImportOptions>();
  Option layout{.name = "LAYOUT",
                .flag = "--layout",
                .kind = ValueKind::choice,
                .help = {"how the sheet is laid out; recognised when not given", "表的版式；默认自动识别"}};
  for (const std::string& name : table::layout_names())
    layout.choices.push_back({name, {}});
  for (const std::string& name : table::folder_layout_names())
    layout.choices.push_back({name, {}});
  return make_command(
      "table import",
      {"a published sheet (.csv, .csv.gz, .xlsx) as a table folder",
       "将公布的表（.csv、.csv.gz、.xlsx）转为表目录"},
      options,
      joined(
          {{positional(options->file, "FILE", ValueKind::file,
                       {"the sheet, or the folder of EXIOBASE, Eora26 or GLORIA",
                        "公布的表，或 EXIOBASE、Eora26、GLORIA 的目录"}),
            folder_argument(options->into, {"table folder to write", "写出的表目录"}),
            into(options->layout, std::move(layout)), sheet_of_workbook(options->sheet),
            excluding(into(options->mapping, {.name = "FILE",
                                              .flag = "--mapping",
                                              .kind = ValueKind::file,
                                              .help = {"mapping file (YAML): which rows and columns are what",
                                                       "映射文件（YAML）：各行各列的含义"}}),
                      {"--layout"})},
           folding_arguments(*options),
           {into(options->title,
                 text_option("--title", "TEXT", {"title, in place of the sheet's", "标题，代替原表所写"})),
            into(options->region,
                 text_option("--region", "TEXT",
                             {"region; of a flat file with several, the code of the one to take",
                              "地区；平面文件含多个地区时为所取地区的代码"})),
            into(options->year, {.name = "YEAR",
                                 .flag = "--year",
                                 .kind = ValueKind::whole,
                                 .low = 1800,
                                 .high = 2200,
                                 .help = {"year; of a flat file with several, the one to take",
                                          "年份；平面文件含多个年份时为所取年份"}}),
            into(options->unit,
                 text_option("--unit", "UNIT",
                             {"unit of amounts, e.g. \"1e4 CNY\"", "金额单位，如 \"1e4 CNY\""})),
            into(options->currency,
                 text_option("--currency", "CODE", {"currency, e.g. CNY", "币种，如 CNY"})),
            into(options->source,
                 text_option("--source", "TEXT", {"who published it, in one sentence", "出处（一句话）"})),
            into(options->tolerance, tolerance_option())},
           output_arguments(options->output)}),
      command_table_import);
}

Command export_record() {
  const auto options = std::make_shared<TableExportOptions>();
  return make_command(
      "table export",
      {"a table folder as a sheet (.csv, .csv.gz, .xlsx), or as a folder", "将表目录导出为单张表或目录"},
      options,
      {positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"}),
       excluding(into(options->out,
                      {.name = "FILE",
                       .flag = "--out",
                       .is_presentation = true,
                       .kind = ValueKind::file,
                       .help = {"sheet to write; its ending says the format", "写出的表；扩展名决定格式"}}),
                 {"--into"}),
       excluding(into(options->into, {.name = "DIR",
                                      .flag = "--into",
                                      .is_presentation = true,
                                      .kind = ValueKind::folder,
                                      .help = {"table folder to write instead", "改为写出表目录"}}),
                 {"--out"}),
       excluding(
           into(options->layout, {.name = "LAYOUT",
                                  .flag = "--layout",
                                  .kind = ValueKind::choice,
                                  .standard = "plain",
                                  .choices = {{"plain", {"all there is", "全部内容"}},
                                              {"nbs", {"of China's statistics bureau", "国家统计局版式"}},
                                              {"oecd", {"of the OECD", "OECD 版式"}}},
                                  .help = {"how the sheet is laid out", "表的版式"}}),
           {"--into"}),
       into(options->gzip, {.flag = "--gzip",
                            .kind = ValueKind::flag,
                            .help = {"with --into: gzip its files", "与 --into 合用：压缩文件"}}),
       language_argument(options->language)},
      command_table_export);
}

}  // namespace

std::vector<Command> table_file_commands() {
  return {check_record(), confined(build_record()), city_record(), import_record(), export_record()};
}

}  // namespace leontide::command
