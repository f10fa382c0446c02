#include "command/session/arguments.hpp"
#include "command/table/analysis.hpp"
#include "command/table/records.hpp"

namespace leontide::command {

namespace {

Command regions_record() {
  const auto options = std::make_shared<TableAnalysisOptions>();
  return make_command(
      "table regions",
      {"multipliers within and between regions, spillovers and feedback", "地区内与地区间乘数、溢出与反馈"},
      options,
      joined({{positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"})},
              view_arguments(options->view),
              output_arguments(options->output)}),
      command_table_regions);
}

Command trade_record() {
  const auto options = std::make_shared<TableTradeOptions>();
  return make_command(
      "table trade",
      {"gross trade between regions by origin and destination", "地区间总贸易（来源地、目的地）"}, options,
      joined(
          {{positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"}),
            into(options->by_sector,
                 {.flag = "--by-sector", .kind = ValueKind::flag, .help = {"each product apart", "分产品"}})},
           output_arguments(options->output)}),
      command_table_trade);
}

Command footprints_record() {
  const auto options = std::make_shared<TableFootprintsOptions>();
  const auto file = [](std::string flag, Title help) {
    return Option{.name = "FILE", .flag = std::move(flag), .kind = ValueKind::file, .help = std::move(help)};
  };
  return make_command(
      "table footprints",
      {"accounts of regions from the producer's and the consumer's side", "分地区的生产者与消费者责任核算"},
      options,
      joined(
          {{positional(options->folder, "DIR", ValueKind::folder, {"table folder", "表目录"}),
            required(into(options->satellite_file,
                          file("--satellite", {"CSV with amounts by sector: code, then employment, co2, …",
                                               "按部门的 CSV：code，其后为就业、排放等"}))),
            into(options->final_file,
                 file("--final", {"CSV with what final users do themselves: code of the final use, then the "
                                  "same accounts",
                                  "最终使用者直接发生量的 CSV：最终使用代码，其后为相同账户"})),
            into(options->factors_file,
                 file("--factors", {"CSV that adds accounts up: code of the account, then a factor for each "
                                    "indicator",
                                    "账户折算系数的 CSV：账户代码，其后为各指标系数"}))},
           output_arguments(options->output)}),
      command_table_footprints);
}

}  // namespace

std::vector<Command> table_region_commands() {
  return {regions_record(), trade_record(), footprints_record()};
}

}  // namespace leontide::command
