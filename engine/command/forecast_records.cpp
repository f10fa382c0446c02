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
      joined({{positional(options->file, "CALIBRATION", ValueKind::file,
                          {"calibration file (YAML)", "校准文件（YAML）"}),
               required(
                   into(options->vintage,
                        {.name = "DATE",
                         .flag = "--vintage",
                         .help = {"the day whose knowledge is used, e.g. 2025-01-31; a year alone is refused",
                                  "所用信息的截止日期，如 2025-01-31；仅给年份不接受"},
                         .affects_result = true})),
               data_argument(options->data)},
              output_arguments(options->output)}),
      command_calibrate);
}

}  // namespace

std::vector<Command> forecast_commands() {
  std::vector<Command> all;
  all.push_back(confined(calibrate_record()));
  return all;
}

}  // namespace leontide::command
