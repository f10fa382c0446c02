#include "command/forecast.hpp"
#include "command/records.hpp"
#include "command/session/arguments.hpp"

namespace leontide::command {

namespace {

Argument data_argument(std::optional<std::filesystem::path>& data) {
  return into(data, {.name = "DIR",
                     .flag = "--data",
                     .kind = ValueKind::folder,
                     .help = {"folder of the panels of cities that the file names",
                              "文件所引用的城市面板数据所在目录"}});
}

Command calibrate_record() {
  const auto options = std::make_shared<CalibrateOptions>();
  return make_command(
      "calibrate", {"a model's numbers from what was known on a day", "按某一时点已知数据校准模型参数"},
      options,
      joined(
          {{positional(options->file, "CALIBRATION", ValueKind::file,
                       {"calibration file (YAML)", "校准文件（YAML）"}),
            required(into(options->vintages,
                          {.name = "DATE",
                           .flag = "--vintage",
                           .many = Many::list,
                           .help = {"the day whose knowledge is used, e.g. 2025-01-31; a year alone is "
                                    "refused; several days side by side",
                                    "所用信息的截止日期，如 2025-01-31；仅给年份不接受；多个日期并列显示"}})),
            data_argument(options->data)},
           output_arguments(options->output)}),
      command_calibrate);
}

Command hindcast_record() {
  const auto options = std::make_shared<HindcastOptions>();
  return make_command(
      "hindcast", {"forecasts at past vintages, scored by what came", "在历史时点上回测预测并评分"}, options,
      joined(
          {{positional(options->file, "HINDCAST", ValueKind::file,
                       {"hindcast file (YAML)", "回测文件（YAML）"}),
            data_argument(options->data),
            into(options->outcomes,
                 {.name = "FILE",
                  .flag = "--outcomes",
                  .kind = ValueKind::file,
                  .help = {"what came, as CSV; of a plan", "实际结果（CSV），用于规划回测"}}),
            into(options->into, {.name = "DIR",
                                 .flag = "--into",
                                 .is_presentation = true,
                                 .kind = ValueKind::folder,
                                 .help = {"folder of the report, every table, the result and the fitted rule",
                                          "写入报告、全部表格、结果与拟合规则的目录"}}),
            into(options->no_report,
                 {.flag = "--no-report",
                  .is_presentation = true,
                  .kind = ValueKind::flag,
                  .help = {"leave report.html out of the folder", "目录中不写 report.html"}}),
            threads_argument(options->threads)},
           output_arguments(options->output)}),
      command_hindcast);
}

}  // namespace

std::vector<Command> forecast_commands() {
  std::vector<Command> all;
  all.push_back(confined(calibrate_record()));
  all.push_back(confined(hindcast_record()));
  return all;
}

}  // namespace leontide::command
