#include <fmt/format.h>

#include "command/session/arguments.hpp"
#include "command/table/change.hpp"
#include "command/table/ras.hpp"
#include "command/table/records.hpp"
#include "recipes/step_options.hpp"

namespace leontide::command {

namespace {

namespace step_option = recipes::step_option;

/// A command from table to table: what all of them take around what is its own.
template <class Change>
Command change_record(Title help, const std::shared_ptr<TableChange<Change>>& options,
                      std::vector<Argument> own, const Title& reads = {"table folder", "表目录"}) {
  return make_command(fmt::format("table {}", Change::verb), std::move(help), options,
                      joined({{positional(options->folder, "DIR", ValueKind::folder, reads),
                               folder_argument(options->into, {"table folder to write", "写出的表目录"})},
                              std::move(own),
                              output_arguments(options->output)}),
                      &command_table_change<Change>);
}

Option file_option(std::string flag, Title help) {
  return {.name = "FILE", .flag = std::move(flag), .kind = ValueKind::file, .help = std::move(help)};
}

Option reference_option(std::string flag, Title help) {
  return {.name = "DIR", .flag = std::move(flag), .kind = ValueKind::folder, .help = std::move(help)};
}

Argument top_argument(std::size_t& top) {
  return into(top, {.name = "N",
                    .flag = "--top",
                    .is_presentation = true,
                    .kind = ValueKind::whole,
                    .standard = "10",
                    .low = 0,
                    .help = {"multipliers to print, farthest from 1 first; 0 all",
                             "显示的乘数个数，偏离 1 最远者在前；0 为全部"}});
}

Command balance_record() {
  const auto options = std::make_shared<TableChange<recipes::Balance>>();
  return change_record(
      {"balance the whole table to new totals", "按新的合计平衡全表"}, options,
      {excluding(into(options->change.targets.file, step_option::balance_targets()), {"--value-added"}),
       excluding(into(options->change.value_added_rows.file, step_option::balance_value_added()),
                 {"--targets"}),
       into(options->change.by, step_option::balance_by()),
       into(options->change.method, table::balance_method_option()),
       into(options->change.options.tolerance, step_option::balance_tolerance()),
       into(options->change.options.iterations, step_option::balance_iterations()),
       top_argument(options->top)});
}

Command ras_record() {
  const auto options = std::make_shared<TableRasOptions>();
  return make_command(
      "table ras", {"RAS or GRAS of a matrix to sums of its rows and columns", "矩阵的 RAS、GRAS 平衡"},
      options,
      joined(
          {{positional(options->matrix, "MATRIX", ValueKind::file,
                       {"CSV: codes before and above the numbers", "CSV：行列代码与数值"}),
            required(into(options->rows, file_option("--rows", {"the sums of rows, CSV: code, total",
                                                                "行合计，CSV：code、total"}))),
            required(into(options->columns, file_option("--columns", {"the sums of columns, CSV: code, total",
                                                                      "列合计，CSV：code、total"}))),
            into(options->method, table::balance_method_option()), top_argument(options->top)},
           output_arguments(options->output)}),
      command_table_ras);
}

Command update_record() {
  const auto options = std::make_shared<TableChange<recipes::Update>>();
  return change_record(
      {"take over the change of technology between two tables", "沿用两表之间的技术变化"}, options,
      {required(into(options->change.from.folder,
                     reference_option("--from", {"table folder of the earlier year", "较早年份的表目录"}))),
       required(into(options->change.to.folder,
                     reference_option("--to", {"table folder of the later year", "较晚年份的表目录"}))),
       into(options->change.options.weight, table::update_weight_option()),
       into(options->change.options.highest_ratio, step_option::update_ratio_at_most()),
       needing(
           into(options->change.shares_from.folder,
                reference_option("--shares-from", {"table folder from which sectors take the change of their "
                                                   "value-added share",
                                                   "部门增加值率变化所取自的表目录"})),
           "--shares-of"),
       needing(into(options->change.shares_codes, {.name = "CODE",
                                                   .flag = "--shares-of",
                                                   .yaml_key = "value_added_shares",
                                                   .many = Many::list,
                                                   .help = {"these sectors", "这些部门"}}),
               "--shares-from")});
}

Command regionalise_record() {
  const auto options = std::make_shared<TableChange<recipes::Regionalise>>();
  return change_record({"a region's table by location quotients", "用区位商编制地区表"}, options,
                       {required(into(options->change.output.file, step_option::regionalise_output())),
                        required(into(options->change.region, step_option::regionalise_region())),
                        into(options->change.size, step_option::regionalise_size()),
                        into(options->change.method, table::location_method_option()),
                        into(options->change.delta, table::location_delta_option())});
}

Command aggregate_record() {
  const auto options = std::make_shared<TableChange<recipes::Aggregate>>();
  return change_record(
      {"add sectors up to groups, and say how multipliers move", "合并部门，并说明乘数的变化"}, options,
      {excluding(into(options->change.by, step_option::aggregate_by()), {"--groups"}),
       excluding(into(options->change.groups.file, step_option::aggregate_groups()), {"--by"})});
}

Command disaggregate_record() {
  const auto options = std::make_shared<TableChange<recipes::Disaggregate>>();
  return change_record({"split a sector by shares", "按比例拆分部门"}, options,
                       {required(into(options->change.sector, step_option::disaggregate_sector())),
                        required(into(options->change.shares.file, step_option::disaggregate_shares()))});
}

Command rebase_record() {
  const auto options = std::make_shared<TableChange<recipes::Rebase>>();
  return change_record({"prices of another year by double deflation", "用双缩法换算为另一年价格"}, options,
                       {required(into(options->change.prices.file, step_option::rebase_prices())),
                        into(options->change.base, step_option::rebase_base())});
}

Command imports_record() {
  const auto options = std::make_shared<TableChange<recipes::Imports>>();
  return change_record(
      {"treat imports the other way: apart, or as a negative use", "转换进口处理方式：单列，或作为负的使用"},
      options, {required(into(options->change.as, table::import_treatment_option()))});
}

Command nest_record() {
  const auto options = std::make_shared<TableChange<recipes::Nest>>();
  return change_record(
      {"the city, the rest of its province and the rest of the nation as one table",
       "城市、省内其他地区与全国其他地区合为一表"},
      options,
      {required(into(options->change.area.folder,
                     reference_option("--area", {"table folder of the province", "所在省的表目录"}))),
       required(into(options->change.wider.folder,
                     reference_option("--wider", {"table folder of the nation", "全国的表目录"}))),
       into(options->change.factor, step_option::nest_factor()),
       into(options->change.names, step_option::nest_names())});
}

Command symmetric_record() {
  const auto options = std::make_shared<TableChange<recipes::Symmetric>>();
  return change_record({"a supply-use pair as a symmetric table", "由供给表和使用表编制对称表"}, options,
                       {required(into(options->change.model, table::supply_use_model_option()))},
                       {"folder of the supply and use tables", "供给表与使用表目录"});
}

}  // namespace

std::vector<Command> table_change_commands() {
  return {imports_record(),     symmetric_record(), balance_record(),      ras_record(),    update_record(),
          regionalise_record(), aggregate_record(), disaggregate_record(), rebase_record(), nest_record()};
}

}  // namespace leontide::command
