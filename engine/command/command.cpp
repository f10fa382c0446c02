#include "command/command.hpp"

#include <cstdio>
#include <exception>

#include "command/help.hpp"
#include "command/parse.hpp"
#include "command/records.hpp"
#include "command/session/exit_code.hpp"
#include "command/table/records.hpp"

namespace leontide::command {

std::vector<Command> all_commands() {
  std::vector<Command> all;
  for (auto&& some : {scenario_commands(), analysis_commands(), table_file_commands(),
                      table_change_commands(), table_analysis_commands()})
    all.insert(all.end(), some.begin(), some.end());
  all.push_back(bench_command());
  all.push_back(help_command());
  return all;
}

int run_command(int argc, char** argv) {
  const std::vector<Command> commands = all_commands();
  const Parsed parsed = parse(commands, {argv + 1, argv + argc});
  try {
    switch (parsed.wanted) {
      case Parsed::Wanted::body: return parsed.command->body();
      case Parsed::Wanted::help:
        std::fputs(help_text(commands, parsed.name, Language::en).c_str(), stdout);
        return exit_done;
      case Parsed::Wanted::version: std::puts(LEONTIDE_VERSION); return exit_done;
      case Parsed::Wanted::refusal: std::fputs(parsed.message.c_str(), stderr); return exit_input_wrong;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "leontide: %s\n", error.what());
  }
  return exit_could_not_finish;
}

}  // namespace leontide::command
