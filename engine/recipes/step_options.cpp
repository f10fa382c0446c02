#include "recipes/step_options.hpp"

#include "base/numbers.hpp"
#include "recipes/steps.hpp"

namespace leontide::recipes::step_option {

namespace {

Option file_of(const char* key, const char* flag, Title help) {
  return {.name = "FILE", .flag = flag, .yaml_key = key, .kind = ValueKind::file, .help = std::move(help)};
}

Option text_of(const char* key, const char* flag, const char* name, std::string standard, Title help) {
  return {
      .name = name, .flag = flag, .yaml_key = key, .standard = std::move(standard), .help = std::move(help)};
}

}  // namespace

Option import_factor() {
  return {.yaml_key = "factor",
          .kind = ValueKind::number,
          .standard = print_number(ImportTable{}.factor),
          .low = 0,
          .is_open = true,
          .help = {"amounts times this are in `unit`", "金额乘以此数即为 `unit` 的单位"}};
}

Option balance_targets() {
  return file_of(
      "targets", "--targets",
      {"label, total: a sector, import:CODE, a component of value added, a final use, or sales:CODE "
       "and purchases:CODE; what is left out keeps its sum",
       "label、total：部门、import:代码、增加值项、最终使用，或 sales:代码 与 purchases:代码；"
       "未列出的保持原合计"});
}

Option balance_value_added() {
  return file_of("value_added", "--value-added",
                 {"instead of targets: group, total of value added by group",
                  "代替 targets：group、total，各组的增加值合计"});
}

Option balance_by() {
  return text_of("by", "--by", "COLUMN", Balance{}.by,
                 {"column of sectors.csv that names the groups of value_added",
                  "sectors.csv 中给出 value_added 各组的列"});
}

Option balance_tolerance() {
  return {.name = "SHARE",
          .flag = "--tolerance",
          .yaml_key = "tolerance",
          .kind = ValueKind::number,
          .standard = print_number(table::BalanceOptions{}.tolerance),
          .low = 0,
          .high = 1,
          .is_open = true,
          .help = {"largest gap relative to the largest total", "与最大合计之比的最大差距"}};
}

Option balance_iterations() {
  return {.name = "N",
          .flag = "--iterations",
          .yaml_key = "iterations",
          .kind = ValueKind::whole,
          .standard = std::to_string(table::BalanceOptions{}.iterations),
          .low = 1,
          .high = 1'000'000,
          .help = {"at most", "迭代次数上限"}};
}

Option update_ratio_at_most() {
  return {.name = "RATIO",
          .flag = "--ratio-at-most",
          .yaml_key = "ratio_at_most",
          .kind = ValueKind::number,
          .standard = print_number(table::UpdateOptions{}.highest_ratio),
          .low = 1,
          .help = {"bound of a cell's ratio, and 1 over it the lower one", "单元格比率的上限，其倒数为下限"}};
}

Option regionalise_output() {
  return file_of("output", "--output",
                 {"of a whole table: code, output of the region in the table's unit",
                  "由整张表编制时：code、output（地区产出，与表同单位）"});
}

Option regionalise_region() {
  return text_of("region", "--region", "NAME", "",
                 {"of a whole table: the region's name", "由整张表编制时：地区名称"});
}

Option regionalise_size() {
  return {.name = "SHARE",
          .flag = "--size",
          .yaml_key = "size",
          .kind = ValueKind::number,
          .low = 0,
          .high = 1,
          .help = {"the region's share; default of the step structure, else of output",
                   "地区所占比重；默认取 structure 步骤，否则取产出比重"}};
}

Option aggregate_by() {
  return text_of("by", "--by", "COLUMN", Aggregate{}.by, {"column of sectors.csv", "sectors.csv 中的列"});
}

Option aggregate_groups() {
  return file_of("groups", "--groups", {"instead of by: code, group", "代替 by：code、group"});
}

Option disaggregate_sector() {
  return text_of("sector", "--sector", "CODE", "",
                 {"the code of the sector that is split", "所拆分部门的代码"});
}

Option disaggregate_shares() {
  return file_of("shares", "--shares",
                 {"code, output; and name_en, name_zh, cluster, sales, inputs, within:CODE",
                  "code、output，可加 name_en、name_zh、cluster、sales、inputs、within:代码"});
}

Option rebase_prices() {
  return file_of("prices", "--prices",
                 {"code, index (table year over base year); and imported, imported_inputs",
                  "code、index（表年/基年），可加 imported、imported_inputs"});
}

Option rebase_base() {
  return text_of("base", "--base", "TEXT", Rebase{}.base, {"what to call the base year", "基年的称呼"});
}

Option nest_factor() {
  return {.name = "FACTOR",
          .flag = "--factor",
          .yaml_key = "factor",
          .kind = ValueKind::number,
          .standard = print_number(Nest{}.factor),
          .low = 0,
          .is_open = true,
          .help = {"that brings both to the city's unit", "换算为城市表单位的系数"}};
}

Option nest_names() {
  return {.name = "NAME",
          .flag = "--names",
          .yaml_key = "names",
          .many = Many::list,
          .help = {"of city, rest of the area and rest of the wider area",
                   "城市、省内其他地区与全国其他地区的名称"}};
}

}  // namespace leontide::recipes::step_option
