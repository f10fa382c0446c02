#include "command/session/scenario_session.hpp"

#include <csignal>
#include <fmt/format.h>
#include <string_view>
#include <unistd.h>

#include "base/nearest_name.hpp"
#include "base/stop.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/progress.hpp"
#include "command/session/spoken_language.hpp"

namespace leontide::command {

namespace {

// Global: a signal handler can reach nothing else.
Cancel interrupted;

void on_signal(int) {
  interrupted.request();
}

/// For work that does not look whether it should stop, or not for long. What it writes is a temporary file
/// that the next run removes.
constexpr unsigned patience_seconds = 3;

void give_up(int) {
  constexpr std::string_view said = "leontide: interrupted\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, said.data(), said.size());
  _exit(exit_interrupted);
}

/// Before there is work that looks at `interrupted`, and in a command that has none.
void on_early_signal(int) {
  asked_to_stop.request();
  alarm(patience_seconds);
}

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags | static_cast<int>(SA_RESETHAND);  // whoever asks twice wants it at once
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

bool is_ignored(int signal) {
  struct sigaction known {};
  sigaction(signal, nullptr, &known);
  return known.sa_handler == SIG_IGN;
}

}  // namespace

void heed_signals() {
  // A shell has background work ignore Ctrl-C, and nohup(1) the hang-up; so it stays. What waits for another
  // process is interrupted, not begun again.
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    if (!is_ignored(signal)) handle(signal, on_early_signal, 0);
  }
  handle(SIGALRM, give_up, 0);
}

const Cancel& interruption() {
  return interrupted;
}

void catch_interrupts() {
  handle(SIGINT, on_signal, SA_RESTART);
  handle(SIGTERM, on_signal, SA_RESTART);
  if (!is_ignored(SIGHUP)) handle(SIGHUP, on_signal, SA_RESTART);
  stop_if_asked();  // where it came before
}

int guarded_run(const std::string& shown_as, const std::function<void()>& body) {
  try {
    return guarded(shown_as, body, 0);
  } catch (const Interrupted& interrupted_by) {
    tell_line("leontide: " + interrupted_by.what);
    return exit_interrupted;
  } catch (const NotReliable& reason) {
    tell_line("leontide: " + shown_sentence(reason.why));
    return exit_not_reliable;
  }
}

analysis::Prepared open_scenario(const ScenarioOptions& options) {
  BadInput bad;
  auto prepared =
      analysis::prepare_scenario(options.scenario, {options.sampling, options.sets}, bad.diagnostics);
  if (!prepared) throw bad;
  tell(bad.diagnostics);
  return std::move(*prepared);
}

namespace {

std::optional<std::size_t> find_reading(const scenario::Scenario& scenario, const std::string& name,
                                        Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < scenario.readings.size(); ++i) {
    if (name.empty() || scenario.readings[i].name == name) return i;
    if (!scenario.readings[i].name.empty()) names.push_back(scenario.readings[i].name);
  }
  diagnostics.error("unknown-name", {"--reading", 0, 0, 0}, fmt::format("there is no reading \"{}\"", name),
                    suggestion(name, names));
  return std::nullopt;
}

}  // namespace

void check_names(const analysis::Prepared& prepared, const std::string& reading,
                 const std::vector<std::string>& targets, Diagnostics& diagnostics) {
  const std::size_t at = find_reading(prepared.scenario, reading, diagnostics).value_or(0);
  for (const std::string& id : targets)
    analysis::find_question(prepared.scenario, prepared.runs[at], id, "--target", diagnostics);
}

analysis::Prepared open_scenario(const AnalysisOptions& options, const std::vector<std::string>& targets) {
  BadInput bad;
  auto prepared =
      analysis::prepare_scenario(options.scenario, {options.sampling, options.sets}, bad.diagnostics);
  Diagnostics told_already;
  // Where only what is set is wrong, the scenario as written has the names.
  const auto written =
      prepared ? std::nullopt : analysis::prepare_scenario(options.scenario, {}, told_already);
  if (prepared || written)
    check_names(prepared ? *prepared : *written, options.reading, targets, bad.diagnostics);
  if (bad.diagnostics.has_errors()) throw bad;
  tell(bad.diagnostics);
  require_writable(options.output);
  return std::move(*prepared);
}

std::size_t reading_of(const scenario::Scenario& scenario, const std::string& name) {
  BadInput bad;
  const auto found = find_reading(scenario, name, bad.diagnostics);
  if (!found) throw bad;
  return *found;
}

std::vector<analysis::Question> questions_of(const analysis::Prepared& prepared, std::size_t reading,
                                             const std::vector<std::string>& ids) {
  BadInput bad;
  std::vector<analysis::Question> questions;
  for (const std::string& id : ids) {
    auto question =
        analysis::find_question(prepared.scenario, prepared.runs[reading], id, "--target", bad.diagnostics);
    if (question) questions.push_back(std::move(*question));
  }
  if (bad.diagnostics.has_errors()) throw bad;
  if (ids.empty()) questions = analysis::list_questions(prepared.scenario, prepared.runs[reading]);
  if (questions.empty()) {
    refuse("no-targets", prepared.scenario.name, "this scenario has no assessed targets",
           "name a scenario with `targets:`");
  }
  return questions;
}

void answer(const report::Document& document, const OutputOptions& output, const OwnForms& own) {
  show(document, output, own);
  if (report::too_many_failed(document.standing))
    throw NotReliable{said({"more than one trial in a thousand failed: do not rely on this answer",
                            "失败的模拟超过千分之一：本结果不可依赖"})};
}

void with_progress(const std::function<void(const simulation::Observer&)>& work) {
  catch_interrupts();
  ProgressLine line;
  work({[&](const simulation::Progress& progress) { line.show(progress); }, &interruption()});
  line.finish();
  if (interruption().requested()) throw Interrupted{};
}

}  // namespace leontide::command
