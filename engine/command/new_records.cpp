#include "command/new.hpp"
#include "command/records.hpp"
#include "command/session/arguments.hpp"

namespace leontide::command {

namespace {

Command new_record(const char* name, Title help, const char* of, Title what, Title standard,
                   int (*body)(const NewOptions&)) {
  const auto options = std::make_shared<NewOptions>();
  return make_command(
      name, std::move(help), options,
      {positional(options->of, of, ValueKind::file, what),
       into(options->into, {.name = "FILE", .flag = "--into", .kind = ValueKind::file, .help = standard})},
      body);
}

}  // namespace

std::vector<Command> start_commands() {
  return {
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
