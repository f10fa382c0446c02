#include "command/run.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

#include "analysis/assess.hpp"
#include "analysis/evidence/evidence.hpp"
#include "analysis/evidence/margins.hpp"
#include "analysis/evidence/next_questions.hpp"
#include "base/atomic_file.hpp"
#include "base/nearest_name.hpp"
#include "base/parallel.hpp"
#include "command/related_scenarios.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/session/spoken_language.hpp"
#include "report/build.hpp"
#include "report/chance_rows.hpp"
#include "report/csv_files.hpp"
#include "report/json.hpp"
#include "report/page/run_page.hpp"
#include "report/page/trial_codes.hpp"
#include "report/run_document.hpp"
#include "report/trials/trials_file.hpp"
#include "scenario/scenario.hpp"
#include "simulation/transport/files.hpp"

namespace leontide::command {

namespace {

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

std::filesystem::path default_folder(const scenario::Scenario& scenario) {
  return std::filesystem::path("runs") / (scenario.name + "-" + scenario.digest.substr(0, 12));
}

std::vector<std::string> result_names(bool with_report) {
  std::vector<std::string> names{"result.json", "targets.csv", "indicators.csv", "timing.json"};
  if (with_report) names.emplace_back("report.html");
  return names;
}

/// Of a folder that an older version wrote: its result says whose it is.
bool stands_in_result(const std::filesystem::path& file) {
  return beginning_of(file.parent_path() / "result.json").starts_with("{\n \"leontide\": \"result/");
}

/// A run replaces its directory whole: it may replace an earlier result, never something else.
void require_replaceable_result(const std::filesystem::path& folder) {
  if (is_free_folder(folder) || holds_own(folder, {"result.json"}, stands_in_result)) return;
  refuse("not-a-result", folder.string(),
         "this holds something that is not a result, and the run would replace it",
         "name another folder with --into");
}

void require_distinct_outputs(const RunOptions& options, const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> outputs{folder / manifest_name};
  for (const std::string& name : result_names(!options.without_report))
    outputs.push_back(folder / name);
  if (options.trials_file) outputs.push_back(*options.trials_file);
  outputs.insert(outputs.end(), options.output.out.begin(), options.output.out.end());
  require_distinct(outputs);
}

void check_shown(const scenario::Scenario& scenario, const std::vector<std::string>& ids,
                 Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const scenario::Target& target : scenario.targets)
    known.push_back(target.id);
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) == known.end())
      diagnostics.error("unknown-name", {"--target", 0, 0, 0}, fmt::format("there is no target \"{}\"", id),
                        suggestion(id, known));
  }
}

std::filesystem::path records_beside(const std::filesystem::path& folder) {
  return folder.string() + ".records";
}

/// Who runs the trials of each reading: this process or all ranks, with the records of each in a folder of
/// its own, where a stopped run finds them.
analysis::Transports transports(const RunOptions& options, const std::filesystem::path& folder,
                                const Cancel* cancel) {
  if (!options.checkpoint && !options.ranks.share) return {};
  return [&options, folder, cancel](std::size_t reading, const simulation::Run& run,
                                    const simulation::SimulateOptions& how) {
    simulation::Transport transport = simulation::this_process(run, how, cancel);
    if (options.ranks.share) transport = options.ranks.share(std::move(transport), run, how);
    if (!options.checkpoint) return transport;
    return simulation::recorded(records_beside(folder) / std::to_string(reading + 1), *options.checkpoint,
                                std::move(transport), run, how, options.ranks.is_first());
  };
}

/// Inputs that the page shows of a question.
constexpr std::size_t inputs_looked_at = 8;

/// Whether any output shows figures: a page, or a workbook with its charts.
bool asks_for_figures(const OutputOptions& output) {
  const auto has_figures = [](report::Format format) {
    return format == report::Format::html || format == report::Format::xlsx;
  };
  if (output.format) return has_figures(*output.format);
  return std::any_of(output.out.begin(), output.out.end(), [&](const std::filesystem::path& file) {
    const auto format = report::format_of_ending(file.filename().string());
    return format && has_figures(*format);
  });
}

/// The page of a run, and what may be asked next.
struct Page {
  report::Document document;
  report::AskedAs asked_as;
};

/// Looks at the readings of a run once more; they go back to their assessments.
Page page_of(const RunOptions& options, const scenario::Draft& draft, analysis::Prepared& prepared,
             std::vector<analysis::Assessment>& assessments, const report::Answer& found) {
  prepared.runs.clear();
  for (analysis::Assessment& assessment : assessments)
    prepared.runs.push_back(std::move(assessment.run));
  const simulation::Observer observer{{}, &interruption()};
  const analysis::Evidence evidence =
      analysis::find_evidence(prepared, 0, inputs_looked_at, options.threads, observer);
  const analysis::TrialMargins margins =
      analysis::keep_margins(prepared, report::trials_on_page, options.threads, observer);
  report::AskedAs asked_as = asked(options.scenario);
  asked_as.next = analysis::find_next_questions(draft, prepared, evidence, options.threads, observer);
  if (interruption().requested()) throw Interrupted{};
  for (std::size_t i = 0; i < assessments.size(); ++i)
    assessments[i].run = std::move(prepared.runs[i]);
  return {report::run_page(found, prepared.scenario, evidence, margins, asked_as), asked_as};
}

void write_results(AtomicDirectory& directory, const report::Answer& answer, const std::string& json,
                   const std::string& timing, const std::string& page, Language language) {
  directory.write("result.json", json);
  directory.write("targets.csv", report::csv_file(report::targets_csv(answer), language));
  directory.write("indicators.csv", report::csv_file(report::indicators_csv(answer), language));
  directory.write("timing.json", timing);
  if (!page.empty()) directory.write("report.html", page);
  directory.commit();
}

/// Throws Interrupted where the user stopped it.
void write_trials_file(const RunOptions& options, const scenario::Scenario& scenario,
                       const std::vector<analysis::Assessment>& assessments) {
  std::vector<report::TrialsOfReading> readings;
  readings.reserve(assessments.size());
  for (const analysis::Assessment& assessment : assessments)
    readings.push_back({&assessment.run, std::min(assessment.result.trials,
                                                  options.trials_kept.value_or(assessment.result.trials))});
  with_progress([&](const simulation::Observer& observer) {
    report::write_trials(*options.trials_file, scenario, readings, options.threads, observer);
  });
  tell_line(said({"trials in ", "模拟明细已写入 "}) + options.trials_file->string());
}

}  // namespace

int command_run(const RunOptions& options) {
  return guarded_run(options.scenario.generic_string(), [&] {
    BadInput bad;
    const scenario::Draft draft =
        scenario::read_draft(options.scenario, {options.sampling, options.sets}, bad.diagnostics);
    auto prepared = analysis::prepare_scenario(draft, {}, bad.diagnostics);
    if (prepared) check_shown(prepared->scenario, options.targets, bad.diagnostics);
    if (!prepared || bad.diagnostics.has_errors()) throw bad;
    tell(bad.diagnostics);
    const scenario::Scenario& scenario = prepared->scenario;
    const std::filesystem::path folder = options.into.value_or(default_folder(scenario));
    require_replaceable_result(folder);
    require_distinct_outputs(options, folder);
    require_writable(options.output);
    if (options.trials_file) require_writable_at(*options.trials_file);
    catch_interrupts();  // from here on there is something to remove
    // A disk that refuses says so before hours of work, not after.
    std::optional<AtomicDirectory> directory;
    if (options.ranks.is_first())
      directory.emplace(folder, result_names(!options.without_report), stands_in_result);
    const auto began = std::chrono::steady_clock::now();
    std::vector<analysis::Assessment> assessments;
    try {
      with_progress([&](const simulation::Observer& observer) {
        assessments = analysis::assess(scenario, std::move(prepared->runs), options.threads, observer,
                                       transports(options, folder, observer.cancel));
      });
    } catch (const Interrupted&) {
      if (!options.checkpoint) throw;
      throw Interrupted{said({"stopped; the same command goes on from ", "已停止；同一命令可由此继续："}) +
                        records_beside(folder).string()};
    }
    if (!directory) return;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    const report::Answer found =
        report::build(scenario, assessments, LEONTIDE_VERSION, bad.diagnostics, options.sets);
    const std::string json = report::to_json(found);
    const std::size_t threads = options.threads == 0 ? available_threads() : options.threads;
    std::optional<Page> page;
    if (!options.without_report || asks_for_figures(options.output))
      page = page_of(options, draft, *prepared, assessments, found);
    const report::Document document =
        report::run_document(found, options.targets, page ? page->asked_as : asked(options.scenario));
    require_sheet(document, options.output);
    write_results(*directory, found, json, timing_json(seconds, threads, trials_run(found)),
                  options.without_report
                      ? ""
                      : report::write(page->document, report::Format::html, options.output.language),
                  options.output.language);
    simulation::remove_records(records_beside(folder));
    tell_line(
        said({fmt::format("results in {} ({:.1f} s, {} threads)", folder.string(), seconds, threads),
              fmt::format("结果已写入 {}（{:.1f} 秒，{} 个线程）", folder.string(), seconds, threads)}));
    if (options.trials_file) write_trials_file(options, scenario, assessments);
    report::Document rows = document;
    rows.sections = {report::chance_rows(found)};
    answer(document, options.output,
           {json, report::write(rows, report::Format::csv, options.output.language),
            page ? &page->document : nullptr});
    if (report::is_too_wide(found))
      throw NotReliable{
          "the precision asked for by `until` was not reached: allow more trials with `at_most`"};
  });
}

}  // namespace leontide::command
