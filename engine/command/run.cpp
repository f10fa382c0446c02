#include "command/run.hpp"

#include <chrono>
#include <cstdio>
#include <fmt/format.h>

#include "analysis/assess.hpp"
#include "base/atomic_file.hpp"
#include "base/parallel.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/progress.hpp"
#include "command/session/scenario_session.hpp"
#include "report/build.hpp"
#include "report/csv_files.hpp"
#include "report/json.hpp"
#include "report/terminal.hpp"
#include "scenario/scenario.hpp"

namespace leontide::command {

namespace {

int refuse(const Diagnostics& diagnostics) {
  std::fputs(diagnostics.text().c_str(), stderr);
  return exit_input_wrong;
}

std::string timing_json(double seconds, std::size_t threads, std::uint64_t trials) {
  return fmt::format("{{\"seconds\": {:.3f}, \"threads\": {}, \"trials_per_second\": {:.0f}}}\n", seconds,
                     threads, static_cast<double>(trials) / seconds);
}

std::uint64_t trials_run(const report::Answer& answer) {
  std::uint64_t trials = 0;
  for (const auto& reading : answer.readings)
    trials += reading.trials;
  return trials;
}

std::filesystem::path default_out(const scenario::Scenario& scenario) {
  return std::filesystem::path("runs") / (scenario.name + "-" + scenario.digest.substr(0, 12));
}

/// A run replaces its directory whole: it may replace an earlier result, never something else.
bool may_replace(const std::filesystem::path& out) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(out, error)) return true;
  return fs::is_directory(out, error) && (fs::is_empty(out, error) || fs::exists(out / "result.json", error));
}

void write_results(AtomicDirectory& directory, const report::Answer& answer, const std::string& json,
                   const std::string& timing) {
  directory.write("result.json", json);
  directory.write("targets.csv", report::targets_csv(answer));
  directory.write("indicators.csv", report::indicators_csv(answer));
  directory.write("timing.json", timing);
  directory.commit();
}

}  // namespace

int command_run(const RunOptions& options) try {
  Diagnostics diagnostics;
  auto prepared = analysis::prepare_scenario(options.scenario, {options.sampling, options.sets}, diagnostics);
  if (!prepared) return refuse(diagnostics);
  std::fputs(diagnostics.text().c_str(), stderr);
  const scenario::Scenario& scenario = prepared->scenario;

  const std::filesystem::path out = options.into.value_or(default_out(scenario));
  if (!may_replace(out)) {
    std::fprintf(stderr,
                 "leontide: %s holds something that is not a result, and the run would replace it: name "
                 "another folder with --into\n",
                 out.c_str());
    return exit_input_wrong;
  }

  catch_interrupts();
  AtomicDirectory directory(out);  // a disk that refuses says so before hours of work, not after
  ProgressLine line;
  const auto began = std::chrono::steady_clock::now();
  simulation::Observer observer{[&](const simulation::Progress& progress) { line.show(progress); },
                                &interruption()};
  const auto assessments = analysis::assess(scenario, std::move(prepared->runs), options.threads, observer);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  line.finish();
  if (interruption().requested()) {
    std::fputs("leontide: interrupted, nothing was written\n", stderr);
    return exit_interrupted;
  }

  const report::Answer answer = report::build(scenario, assessments, LEONTIDE_VERSION, diagnostics);
  const std::string json = report::to_json(answer);
  const std::size_t threads = options.threads == 0 ? available_threads() : options.threads;
  write_results(directory, answer, json, timing_json(seconds, threads, trials_run(answer)));
  std::fputs(
      is_json(options.output) ? json.c_str() : report::to_terminal(answer, options.output.language).c_str(),
      stdout);
  std::fprintf(stderr, "results in %s (%.1f s, %zu threads)\n", out.c_str(), seconds, threads);
  if (report::too_many_failed(answer)) {
    std::fputs("leontide: more than one trial in a thousand failed: do not rely on this result\n", stderr);
    return exit_not_reliable;
  }
  if (report::is_too_wide(answer)) {
    std::fputs(
        "leontide: the precision asked for by `until` was not reached: allow more trials with `at_most`\n",
        stderr);
    return exit_not_reliable;
  }
  return exit_done;
} catch (const OperationError& error) {
  std::fprintf(stderr, "leontide: %s\n", error.what());
  return exit_could_not_finish;
}

}  // namespace leontide::command
