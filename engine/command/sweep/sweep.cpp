#include "command/sweep/sweep.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/numbers.hpp"
#include "base/reading.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/session/spoken_language.hpp"
#include "command/sweep/ledger_file.hpp"
#include "command/sweep/plan.hpp"
#include "command/sweep/progress.hpp"
#include "command/sweep/ready.hpp"
#include "command/sweep/slurm.hpp"
#include "report/sweeps/ledger_sheets.hpp"
#include "report/sweeps/sweep_names.hpp"
#include "report/sweeps/sweep_page.hpp"
#include "report/write/write.hpp"
#include "scenario/override.hpp"
#include "sweep/arrays.hpp"
#include "sweep/results.hpp"
#include "sweep/work.hpp"

namespace leontide::command {

namespace fs = std::filesystem;

namespace {

struct Shard {
  std::uint64_t number = 1, of = 1;
};

/// `3/8`; throws BadInput.
Shard shard_of(const std::string& text) {
  if (text.empty()) return {};
  const std::size_t slash = std::min(text.find('/'), text.size());
  const long long number = parse_integer(text.substr(0, slash)).value_or(0);
  const long long of = parse_integer(text.substr(std::min(slash + 1, text.size()))).value_or(0);
  if (of < 1 || of > 100'000 || number < 1 || number > of)
    refuse("value", "--shard", fmt::format("\"{}\" is no shard", text), "the third of eight is 3/8");
  return {static_cast<std::uint64_t>(number), static_cast<std::uint64_t>(of)};
}

sweep::WantedCell wanted(const Ready& ready, const sweep::Cell& cell) {
  sweep::WantedCell wanted{
      cell.number, ready.variants.base(cell.scenario).name, cell.text(), {}, ready.variants.key(cell)};
  for (const auto& [path, value] : cell.settings)
    wanted.values.emplace_back(path, scenario::value_text(*value));
  return wanted;
}

void enter(sweep::Ledger& ledger, const Ready& ready, const sweep::Cells& cells) {
  std::vector<sweep::WantedScenario> scenarios;
  for (std::size_t s = 0; s < ready.variants.scenarios(); ++s) {
    const auto& scenario = ready.variants.base(s).prepared.scenario;
    sweep::WantedScenario wanted_scenario{ready.variants.base(s).name, scenario.digest, {}};
    for (const auto& input : scenario.inputs)
      wanted_scenario.inputs.emplace_back(input.path, input.sha256);
    scenarios.push_back(std::move(wanted_scenario));
  }
  ledger.set_paths(varied_paths(ready.file));
  ledger.set_quantiles(ready.file.keep.quantiles);
  ledger.set_titles(report::sweep_titles(ready.file, ready.variants));
  ledger.enter(scenarios, cells.size(), [&](std::uint64_t place) { return wanted(ready, cells.at(place)); });
}

std::string command_again(const SweepOptions& options) {
  std::string text = "leontide sweep " + options.sweep.string();
  if (options.into) text += " --into " + options.into->string();
  if (!options.shard.empty()) text += " --shard " + options.shard;
  return text;
}

/// The first fault of a kind, and how many cells have it.
std::string fault_line(const sweep::LedgerFault& fault) {
  const std::string what = in_spoken(fault.what);
  if (fault.cells <= 1)
    return said({fmt::format("{}: {} (cell {})", fault.place, what, fault.first),
                 fmt::format("{}：{}（单元 {}）", fault.place, what, fault.first)});
  return said({fmt::format("{}: {} (cell {} and {} more)", fault.place, what, fault.first, fault.cells - 1),
               fmt::format("{}：{}（单元 {} 等 {} 个）", fault.place, what, fault.first, fault.cells)});
}

/// Says what has become of the cells; throws NotReliable where not all are to be relied on.
void conclude(const sweep::Ledger& ledger, const Shard& shard, const SweepOptions& options) {
  const sweep::LedgerStatus status = ledger.status(shard.number, shard.of);
  tell_line(status_line(status));
  for (const sweep::LedgerFault& fault : ledger.faults())
    tell_line(fault_line(fault));
  for (const std::string& reason : ledger.stale_reasons())
    tell_line(
        said({fmt::format("stale: {}; `{} --rerun-stale` runs them anew", reason, command_again(options)),
              fmt::format("已过时：{}；`{} --rerun-stale` 可重新运行", report::reason_in_chinese(reason),
                          command_again(options))}));
  if (status.failed > 0)
    throw NotReliable{fmt::format("{} cells failed: --retry-failed tries them again", status.failed)};
  if (status.stale > 0)
    throw NotReliable{fmt::format("{} cells stand on files that have changed", status.stale)};
  if (status.too_wide > 0)
    throw NotReliable{
        fmt::format("the precision asked for by `until` was not reached in {} cells", status.too_wide)};
  require_completed_trials(status);
}

/// Where this command stands: a batch job finds no path that its submitter had.
std::string this_command() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? "leontide" : self.string();
}

void write_batch_script(const Ready& ready, const fs::path& folder, const SweepOptions& options) {
  const std::string name = ready.file.name + ".sbatch";
  const fs::path script = folder / name;
  refuse_foreign(folder, {name}, sweep::looks_like_result);
  list_in_manifest(folder, {name});
  write_file(script, batch_script({ready.file.name, this_command(), fs::absolute(options.sweep).string(),
                                   fs::absolute(folder).string(), *options.slurm}));
  list_in_manifest(folder, {name});
  tell_line(said({"submit with: bash ", "提交命令：bash "}) + script.string());
}

fs::path folder_of_sweep(const Ready& ready, const SweepOptions& options) {
  fs::path folder = options.into.value_or(fs::path("runs") / ("sweep-" + ready.file.name));
  if (options.ranks.is_first() && options.shard.empty() && !options.slurm)
    require_replaceable_results(folder, !options.no_report);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw OperationError(fmt::format("cannot make {}: {}", folder.string(), error.message()));
  return folder;
}

/// The ledger with every cell of the sweep in it. Machines that share it share a network's disk.
sweep::Ledger entered_ledger(const fs::path& file, const Ready& ready, const sweep::Cells& cells,
                             const SweepOptions& options) {
  const bool is_local = options.shard.empty() && options.ranks.count == 1;
  sweep::Ledger ledger = sweep::Ledger::make(
      file, ready.file.name, is_local ? sweep::Ledger::Journal::wal : sweep::Ledger::Journal::rollback);
  if (ledger.sweep() != ready.file.name)
    refuse("ledger", file.string(), fmt::format("this is the ledger of the sweep \"{}\"", ledger.sweep()),
           "name another folder with --into");
  enter(ledger, ready, cells);
  if (options.retry_failed) ledger.retry_failed();
  if (options.rerun_stale) ledger.rerun_stale();
  return ledger;
}

/// Throws Stopped where the user stopped it.
void work_on(sweep::Ledger& ledger, const Ready& ready, const sweep::Cells& cells, const Shard& shard,
             const SweepOptions& options) {
  catch_interrupts();
  SweepProgress progress(options.progress, ledger, {shard.number, shard.of});
  const sweep::WorkEnd end = sweep::work(
      ledger, cells, ready.variants, ready.file.keep,
      {options.threads, options.fail_fast, shard.number, shard.of},
      {[&](std::uint64_t finished, std::uint64_t rounds) { progress.show(finished, rounds); },
       [&](std::uint64_t cell, const Diagnostic& fault) { progress.tell(cell, fault); }, &interruption()});
  progress.finish();
  if (end != sweep::WorkEnd::cancelled) return;
  tell_line(said({fmt::format("leontide: stopped; `{}` goes on", command_again(options)),
                  fmt::format("leontide: 已停止；`{}` 可继续", command_again(options))}));
  throw Stopped{};
}

}  // namespace

namespace {

std::vector<std::string> result_names(bool with_report) {
  std::vector<std::string> names{"sweep.csv", "sweep.nc"};
  if (with_report) names.emplace_back("report.html");
  return names;
}

}  // namespace

void require_replaceable_results(const fs::path& folder, bool with_report) {
  refuse_foreign(folder, result_names(with_report), sweep::looks_like_result);
}

void write_results(const sweep::Ledger& ledger, const fs::path& folder, bool with_report, Language language) {
  const std::vector<std::string> names = result_names(with_report);
  require_replaceable_results(folder, with_report);
  list_in_manifest(folder, names);
  write_file(folder / "sweep.csv", [&](const Put& put) { sweep::write_table(ledger, put); });
  sweep::write_arrays(ledger, folder / "sweep.nc");
  if (with_report)
    write_file(folder / "report.html", report::to_html(report::sweep_document(ledger), language));
  list_in_manifest(folder, names);
}

namespace {

/// The ledger is read for the answer, and holds the sweep.
void refuse_ledger_as_output(const fs::path& ledger, const OutputOptions& output) {
  for (const fs::path& file : output.out) {
    for (const char* part : {"", "-wal", "-shm", "-journal"}) {
      const auto identity = identity_of(ledger.string() + part);
      if (identity && identity == identity_of(file))
        throw RefusedRequest("output-is-input", file.string(),
                             "this is one of the files read, and would be replaced", "name another file");
    }
  }
}

void run(const Ready& ready, const SweepOptions& options) {
  const Shard shard = shard_of(options.shard);
  const sweep::Cells cells(ready.file);
  if (options.dry_run) return print_plan(ready, cells, options);
  const fs::path folder = folder_of_sweep(ready, options);
  if (options.slurm) return write_batch_script(ready, folder, options);
  const bool is_part = shard.of > 1;
  const fs::path file =
      folder / (is_part ? fmt::format("shard-{}-of-{}.sqlite", shard.number, shard.of) : "ledger.sqlite");
  std::optional<sweep::Ledger> ledger;
  if (options.ranks.is_first()) ledger.emplace(entered_ledger(file, ready, cells, options));
  options.ranks.meet();
  if (!ledger) ledger.emplace(sweep::Ledger::open(file, sweep::Ledger::Access::write));
  refuse_ledger_as_output(file, options.output);
  std::vector<fs::path> outputs = options.output.out;
  for (const std::string& name : result_names(!options.no_report))
    outputs.push_back(folder / name);
  require_distinct(outputs);
  work_on(*ledger, ready, cells, shard, options);
  options.ranks.meet();
  if (!options.ranks.is_first()) return;
  if (!is_part) write_results(*ledger, folder, !options.no_report, options.output.language);
  ledger->settle();
  show(is_part ? report::status_document(*ledger) : report::sweep_document(*ledger), options.output);
  tell_line(said({"results in ", "结果已写入 "}) + folder.string());
  conclude(*ledger, shard, options);
}

}  // namespace

int command_sweep(const SweepOptions& options) {
  try {
    return guarded_run(options.sweep.generic_string(), [&] { run(read_all(options), options); });
  } catch (const Stopped&) {
    return exit_interrupted;
  }
}

}  // namespace leontide::command
