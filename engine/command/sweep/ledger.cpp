#include <chrono>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/parallel.hpp"
#include "base/reading.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/session/spoken_language.hpp"
#include "command/sweep/ledger_file.hpp"
#include "command/sweep/progress.hpp"
#include "command/sweep/sweep.hpp"
#include "report/sweeps/ledger_sheets.hpp"
#include "sweep/ledger_merge.hpp"
#include "sweep/results.hpp"

namespace leontide::command {

namespace fs = std::filesystem;

void require_ledger(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error))
    refuse("file", file.string(), "there is no such ledger",
           "a sweep makes it: runs/sweep-<name>/ledger.sqlite");
  // SQLite opens it itself. Closed again before that: a file that is closed drops this process's locks on it.
  for (const char* part : {"", "-wal", "-journal"})
    Lines::open(file.string() + part);
}

sweep::Ledger open_ledger(const fs::path& file) {
  require_ledger(file);
  return sweep::Ledger::open(file, sweep::Ledger::Access::read);
}

void require_completed_trials(const sweep::LedgerStatus& status) {
  if (status.with_failed_trials > 0)
    throw NotReliable{
        fmt::format("more than one trial in a thousand failed in {} cells", status.with_failed_trials)};
}

int command_ledger_status(const LedgerStatusOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    if (options.watch) catch_interrupts();
    while (options.watch && !interruption().requested()) {
      const sweep::LedgerStatus status = ledger.status();
      tell_line(status_line(status));
      if (status.waiting + status.running == 0) break;
      pause(std::chrono::seconds(1));
    }
    show(report::status_document(ledger), options.output);
  });
}

int command_ledger_export(const LedgerOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    sweep::write_export(ledger, [](std::string_view text) { write_out(text); });
  });
}

namespace {

/// A merge replaces an earlier one of the same sweep, never something else.
void require_replaceable(const fs::path& file, const std::string& name) {
  std::error_code error;
  if (fs::exists(file, error) && sweep::Ledger::open(file, sweep::Ledger::Access::read).sweep() != name)
    refuse("ledger", file.string(), "the ledger of another sweep is there", "merge into another folder");
}

}  // namespace

int command_ledger_merge(const LedgerMergeOptions& options) {
  return guarded_run(options.into.generic_string(), [&] {
    for (const fs::path& shard : options.shards)
      require_ledger(shard);
    const fs::path file = options.into / "ledger.sqlite";
    refuse_input_as_output(file, file);
    const std::string name = open_ledger(options.shards.front()).sweep();
    require_replaceable(file, name);
    require_replaceable_results(options.into, !options.no_report);
    std::error_code error;
    fs::create_directories(options.into, error);
    sweep::LedgerStatus status;
    try {
      write_file_at(file, [&](const fs::path& at) {
        sweep::Ledger merged = sweep::Ledger::make(at, name, sweep::Ledger::Journal::rollback);
        for (const fs::path& shard : options.shards)
          sweep::merge_shard(merged, open_ledger(shard));
        write_results(merged, options.into, !options.no_report, options.language);
        status = merged.status();
      });
    } catch (const sweep::UnusableLedger& fault) {
      refuse("ledger", options.into.string(), fault.what());
    }
    tell_line(status_line(status));
    tell_line(said({"results in ", "结果已写入 "}) + options.into.string());
    if (status.done < status.all())
      throw NotReliable{"not every cell is done: run what is missing and merge again"};
    require_completed_trials(status);
  });
}

int command_ledger_repair(const LedgerRepairOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    require_ledger(options.ledger);
    const sweep::Salvage salvage = sweep::repair(options.ledger, options.into);
    const std::string into = options.into.string();
    tell_line(
        said({fmt::format("{} cells saved with their numbers, {} are to be run again; the new ledger is {}",
                          salvage.cells, salvage.waiting, into),
              fmt::format("已保存 {} 个单元及其数值，{} 个须重新运行；新台账为 {}", salvage.cells,
                          salvage.waiting, into)}));
  });
}

}  // namespace leontide::command
