#include "command/new.hpp"
#include "command/records.hpp"
#include "command/session/arguments.hpp"

namespace leontide::command {

namespace {

Command new_record(const char* name, Title help, const char* of, const Title& what, const Title& standard,
                   int (*body)(const NewOptions&)) {
  const auto options = std::make_shared<NewOptions>();
  return make_command(name, std::move(help), options,
                      {positional(options->of, of, ValueKind::file, what),
                       into(options->into, {.name = "FILE",
                                            .flag = "--into",
                                            .is_presentation = true,
                                            .kind = ValueKind::file,
                                            .help = standard}),
                       language_argument(options->language)},
                      body);
}

Argument parts_argument(std::optional<std::filesystem::path>& parts) {
  return into(parts,
              {.name = "DIR",
               .flag = "--parts",
               .kind = ValueKind::folder,
               .help = {"folder of the parts of cities; default models/city above the table, the working "
                        "folder, or as installed",
                        "城市模型部件目录；默认在表目录上级、当前目录或安装位置查找 models/city"}});
}

Argument table_argument(std::filesystem::path& table) {
  return positional(table, "TABLE", ValueKind::folder, {"folder of the city's table", "城市投入产出表目录"});
}

Command new_city_record() {
  const auto options = std::make_shared<NewCityOptions>();
  return make_command(
      "new city",
      {"a commented model of a city from its table, which runs as it stands",
       "由投入产出表写出可直接运行的城市模型"},
      options,
      {table_argument(options->table), parts_argument(options->parts),
       into(options->into, {.name = "FILE",
                            .flag = "--into",
                            .is_presentation = true,
                            .kind = ValueKind::file,
                            .help = {"the new file; default model.yaml", "新文件；默认 model.yaml"}}),
       language_argument(options->language)},
      command_new_city);
}

Command new_plan_record() {
  const auto options = std::make_shared<NewPlanOptions>();
  return make_command(
      "new plan",
      {"a folder that runs, from a city's table and a table of targets",
       "由投入产出表与目标表写出可直接运行的规划目录"},
      options,
      {table_argument(options->city.table),
       positional(options->targets, "TARGETS", ValueKind::file,
                  {"targets (CSV): id,name_en,unit,operator,value,year,kind and more", "目标表（CSV）"}),
       parts_argument(options->city.parts),
       required(into(options->city.into, {.name = "DIR",
                                          .flag = "--into",
                                          .is_presentation = true,
                                          .kind = ValueKind::folder,
                                          .help = {"the new folder", "新目录"}})),
       language_argument(options->city.language)},
      command_new_plan);
}

}  // namespace

std::vector<Command> start_commands() {
  return {
      new_city_record(), new_plan_record(),
      new_record(
          "new scenario",
          {"a commented scenario of a model, which runs as it stands", "为模型写出可直接运行的带注释情景"},
          "MODEL", {"model file (YAML)", "模型文件（YAML）"},
          {"the new file; default scenario.yaml", "新文件；默认 scenario.yaml"}, command_new_scenario),
      new_record(
          "new sweep",
          {"a commented sweep of a scenario, which runs as it stands", "为情景写出可直接运行的带注释扫描"},
          "SCENARIO", {"scenario file (YAML)", "情景文件（YAML）"},
          {"the new file; default sweep.yaml", "新文件；默认 sweep.yaml"}, command_new_sweep)};
}

}  // namespace leontide::command
