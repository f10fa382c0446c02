#include "command/command.hpp"

#include <cstdio>
#include <exception>
#include <functional>
#include <new>

#include "base/atomic_file.hpp"
#include "base/reading.hpp"
#include "base/stop.hpp"
#include "command/help.hpp"
#include "command/parse.hpp"
#include "command/records.hpp"
#include "command/session/activity_line.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/session/spoken_language.hpp"
#include "command/sweep/records.hpp"
#include "command/table/records.hpp"

namespace leontide::command {

std::vector<Command> all_commands(const ProcessRanks& ranks) {
  std::vector<Command> all;
  for (auto&& some :
       {scenario_commands(ranks), analysis_commands(), sweep_commands(ranks), forecast_commands(),
        audit_commands(), start_commands(), with_activity_line(table_file_commands()),
        with_activity_line(table_change_commands()), with_activity_line(table_analysis_commands()),
        with_activity_line(table_region_commands())})
    all.insert(all.end(), some.begin(), some.end());
  all.push_back(bench_command());
  all.push_back(help_command());
  return all;
}

namespace {

int examined(const Command& command) {
  return command.examine ? guarded("command line", command.examine) : int{exit_done};
}

int run_parsed(const std::vector<Command>& commands, const Parsed& parsed) {
  switch (parsed.wanted) {
    case Parsed::Wanted::body:
      if (const auto& root = parsed.command->root; root && !root->empty()) confine_reading(*root);
      if (const int code = examined(*parsed.command); code != exit_done) return code;
      return parsed.command->body();
    case Parsed::Wanted::help:
      write_out(help_text(commands, parsed.name, spoken_language()));
      return exit_done;
    case Parsed::Wanted::version: write_out(LEONTIDE_VERSION "\n"); return exit_done;
    case Parsed::Wanted::refusal: break;
  }
  std::fputs(parsed.message.c_str(), stderr);
  return exit_input_wrong;
}

/// What `work` returns; where the machine refuses, says so.
int or_could_not_finish(const std::function<int()>& work) {
  try {
    return work();
  } catch (const RefusedRequest& refusal) {
    Diagnostics diagnostics;
    diagnostics.add(refusal.fault);
    tell(diagnostics);
    return exit_input_wrong;
  } catch (const std::bad_alloc&) {
    tell_line("leontide: " + said({"there is not enough memory", "内存不足"}));
  } catch (const std::exception& error) {
    tell_line("leontide: " + shown_sentence(error.what()));
  } catch (const StopRequested&) {
    tell_line("leontide: " + said({"interrupted", "已中断"}));
    return exit_interrupted;
  }
  return exit_could_not_finish;
}

}  // namespace

int run_command(int argc, char** argv, const ProcessRanks& ranks) {
  prepare_streams();
  heed_signals();
  speak(language_of({argv + 1, argv + argc}));
  remember_inputs();
  const std::vector<Command> commands = all_commands(ranks);
  const int code = or_could_not_finish([&] {
    return run_parsed(commands, parse(commands, {argv + 1, argv + argc}));
  });
  // An answer that was cut off is worse than none that says so, whatever the command found.
  const int finished = or_could_not_finish([] {
    finish_out();
    return int{exit_done};
  });
  return finished == exit_done ? code : finished;
}

}  // namespace leontide::command
