#include "command/session/arguments.hpp"
#include "command/table/analysis.hpp"
#include "command/table/records.hpp"

namespace leontide::command {

namespace {

Option codes_option(std::string flag, Title help) {
  return {.name = "CODE", .flag = std::move(flag), .many = Many::list, .help = std::move(help)};
}

Option satellite_option() {
  return {.name = "FILE",
          .flag = "--satellite",
          .kind = ValueKind::file,
          .help = {"CSV with amounts by sector: code, then employment, co2, …",
                   "按部门的 CSV：code，其后为就业、排放等"}};
}

Argument inputs_argument(std::string& inputs) {
  return into(inputs, {.name = "ORIGIN",
                       .flag = "--inputs",
                       .kind = ValueKind::choice,
                       .choices = {{"domestic", {"made here", "本地（国内）"}},
                                   {"total", {"of all origins", "全部来源"}}},
                       .help = {"inputs that count; default domestic, where the table has them",
                                "计入的投入；默认仅本地（表中可得时）"}});
}

/// A command on one table: what all of them take around what is its own.
template <class Options>
Command analysis_record(const char* name, Title help, const std::shared_ptr<Options>& options,
                        std::vector<Argument> own, int (*body)(const Options&)) {
  return make_command(
      name, std::move(help), options,
      joined({{positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"})},
              std::move(own),
              view_arguments(options->view),
              output_arguments(options->output)}),
      body);
}

Command multipliers_record() {
  const auto options = std::make_shared<TableMultipliersOptions>();
  return analysis_record(
      "table multipliers",
      {"output, income, value-added and employment multipliers", "产出、收入、增加值与就业乘数"}, options,
      {inputs_argument(options->inputs), into(options->satellite_file, satellite_option()),
       into(options->income,
            {.name = "NAME",
             .flag = "--income",
             .help = {"component of value added that households earn", "居民收入对应的增加值项"}}),
       into(options->households,
            codes_option("--households", {"final uses that households make", "居民的最终使用列"})),
       into(options->household_income,
            {.name = "AMOUNT",
             .flag = "--household-income",
             .kind = ValueKind::number,
             .low = 0,
             .is_open = true,
             .help = {"all that households earn, in the table's unit, transfers and income from outside too; "
                      "default what "
                      "the table pays them",
                      "居民总收入（与表同单位，含转移与外来收入）；默认为表内支付额"}})},
      command_table_multipliers);
}

Command plain_record(const char* name, Title help, bool has_inputs,
                     int (*body)(const TableAnalysisOptions&)) {
  const auto options = std::make_shared<TableAnalysisOptions>();
  std::vector<Argument> own;
  if (has_inputs) own.push_back(inputs_argument(options->inputs));
  return analysis_record(name, std::move(help), options, std::move(own), body);
}

Command coefficients_record() {
  const auto options = std::make_shared<TableCoefficientsOptions>();
  return analysis_record("table coefficients", {"one of the table's matrices of coefficients", "系数矩阵"},
                         options,
                         {inputs_argument(options->inputs),
                          into(options->of, {.name = "MATRIX",
                                             .flag = "--of",
                                             .kind = ValueKind::choice,
                                             .standard = "direct",
                                             .choices = {{"direct", {"A", "直接消耗"}},
                                                         {"complete", {"L - I", "完全消耗"}},
                                                         {"leontief", {"L", "完全需求"}},
                                                         {"allocation", {"B", "直接分配"}},
                                                         {"supply", {"Ghosh inverse", "完全供给"}}},
                                             .help = {"which matrix", "哪一个矩阵"}})},
                         command_table_coefficients);
}

Command extract_record() {
  const auto options = std::make_shared<TableExtractOptions>();
  return analysis_record(
      "table extract",
      {"hypothetical extraction of sectors, one by one or as a group", "假设抽取法：逐个或成组"}, options,
      {inputs_argument(options->inputs),
       excluding(into(options->group,
                      codes_option("--group", {"take these sectors out together", "同时抽取这些部门"})),
                 {"--by"})},
      command_table_extract);
}

Command decompose_record() {
  const auto options = std::make_shared<TableDecomposeOptions>();
  return make_command(
      "table decompose",
      {"what moved output or value added between tables", "表间产出或增加值变化的结构分解"}, options,
      joined({{positional(options->folders, "DIR", ValueKind::folder,
                          {"table folders in order of time", "按时间先后的表目录"}, 2, 64),
               into(options->of,
                    {.name = "WHAT",
                     .flag = "--of",
                     .kind = ValueKind::choice,
                     .standard = "value_added",
                     .choices = {{"value_added", {"value added", "增加值"}}, {"output", {"output", "产出"}}},
                     .help = {"what is taken apart", "分解对象"}}),
               excluding(into(options->satellite_files,
                              {.name = "FILE",
                               .flag = "--satellite",
                               .kind = ValueKind::file,
                               .many = Many::each,
                               .help = {"instead of --of: CSV with an account's amounts by "
                                        "sector, once for each table in their "
                                        "order",
                                        "代替 --of：各表的卫星账户 CSV，按表的次序逐一给出"}}),
                         {"--of"}),
               needing(
                   into(options->account_name, {.name = "NAME",
                                                .flag = "--account",
                                                .help = {"column of the satellite files; default their first",
                                                         "卫星账户文件的列；默认第一列"}}),
                   "--satellite"),
               into(options->joins_demand, {.flag = "--join-demand",
                                            .kind = ValueKind::flag,
                                            .help = {"final demand as one factor, its mix and level together",
                                                     "最终需求作为一个因素（不分结构与规模）"}}),
               into(options->mean, {.name = "MEAN",
                                    .flag = "--mean",
                                    .kind = ValueKind::choice,
                                    .standard = "all-orders",
                                    .choices = {{"all-orders", {"of all orders of factors", "全部因素次序"}},
                                                {"two-polar", {"of the two polar orders", "两极分解"}}},
                                    .help = {"mean over the orders of factors", "对因素次序的平均"}})},
              view_arguments(options->view),
              output_arguments(options->output)}),
      command_table_decompose);
}

Command influence_record() {
  const auto options = std::make_shared<TableInfluenceOptions>();
  return analysis_record(
      "table influence",
      {"the coefficients that matter most, and their fields of influence", "重要系数与影响域"}, options,
      {inputs_argument(options->inputs),
       into(options->tolerance,
            {.name = "PERCENT",
             .flag = "--tolerance",
             .kind = ValueKind::number,
             .standard = "1",
             .low = 0,
             .is_open = true,
             .help = {"percent by which some output may move", "某部门产出允许变动的百分比"}})},
      command_table_influence);
}

Command prices_record() {
  const auto options = std::make_shared<TablePricesOptions>();
  return analysis_record(
      "table prices", {"prices after a change of primary input costs (cost push)", "成本推动价格模型"},
      options,
      {required(into(
          options->changes,
          {.name = "CHANGE",
           .flag = "--change",
           .many = Many::each,
           .help = {"component[:code,code]=percent, e.g. compensation=10 or imports:03=20; may be repeated",
                    "项目[:代码,代码]=百分比，如 compensation=10 或 imports:03=20；可重复"}}))},
      command_table_prices);
}

Command satellites_record() {
  const auto options = std::make_shared<TableSatellitesOptions>();
  return analysis_record(
      "table satellites",
      {"intensities and footprints of persons, energy or emissions", "就业、能源或排放的强度与足迹"}, options,
      {inputs_argument(options->inputs), required(into(options->satellite_file, satellite_option()))},
      command_table_satellites);
}

Command compare_record_of_tables() {
  const auto options = std::make_shared<TableCompareOptions>();
  const auto concordance = [](std::string flag, Title help) {
    return Option{.name = "FILE", .flag = std::move(flag), .kind = ValueKind::file, .help = std::move(help)};
  };
  return make_command(
      "table compare", {"how far the coefficients of one table are from those of another", "两表系数的差距"},
      options,
      joined(
          {{positional(options->estimate, "ESTIMATE", ValueKind::folder,
                       {"table folder to judge", "被评估的表目录"}),
            positional(options->reference, "REFERENCE", ValueKind::folder,
                       {"table folder it is compared with", "参照的表目录"}),
            into(options->regional, {.flag = "--regional",
                                     .kind = ValueKind::flag,
                                     .help = {"inputs made in the region only", "仅本地投入"}}),
            into(options->estimate_sectors, concordance("--sectors", {"concordance for the first table (CSV)",
                                                                      "第一张表的部门对照（CSV）"})),
            into(options->reference_sectors,
                 concordance("--reference-sectors",
                             {"concordance for the second (CSV)", "第二张表的部门对照（CSV）"})),
            into(options->top, {.name = "N",
                                .flag = "--top",
                                .is_presentation = true,
                                .kind = ValueKind::whole,
                                .standard = "5",
                                .low = 0,
                                .help = {"multipliers to print, largest errors first; 0 all",
                                         "显示的乘数个数，误差最大者在前；0 为全部"}})},
           output_arguments(options->output)}),
      command_table_compare);
}

}  // namespace

std::vector<Argument> view_arguments(report::ViewOptions& view) {
  return {into(view.top,
               {.name = "N",
                .flag = "--top",
                .is_presentation = true,
                .kind = ValueKind::whole,
                .standard = "0",
                .low = 0,
                .help = {"only the largest by the first number; 0 all", "仅首列最大的若干个；0 为全部"}}),
          excluding(into(view.sectors, codes_option("--sectors", {"only these codes, separated by commas",
                                                                  "仅这些代码，逗号分隔"})),
                    {"--by"}),
          excluding(into(view.by,
                         {.name = "COLUMN",
                          .flag = "--by",
                          .help = {"groups of this column of sectors.csv, e.g. cluster, instead of sectors",
                                   "按 sectors.csv 的某列分组（如 cluster）"}}),
                    {"--sectors"})};
}

std::vector<Command> table_analysis_commands() {
  return {
      multipliers_record(),
      plain_record("table linkages", {"backward and forward linkages, key sectors", "前后向关联与关键部门"},
                   true, command_table_linkages),
      plain_record("table ghosh", {"multipliers of the supply-driven model", "供给驱动模型的乘数"}, true,
                   command_table_ghosh),
      plain_record("table upstreamness", {"distance to final use and from primary inputs", "上游度与下游度"},
                   false, command_table_upstreamness),
      coefficients_record(),
      influence_record(),
      extract_record(),
      decompose_record(),
      prices_record(),
      plain_record("table leakage", {"imports in a unit of final demand", "单位最终需求的进口含量"}, false,
                   command_table_leakage),
      satellites_record(),
      compare_record_of_tables()};
}

}  // namespace leontide::command
