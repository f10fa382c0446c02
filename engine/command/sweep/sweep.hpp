#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/choice.hpp"
#include "command/session/command_session.hpp"
#include "command/session/ranks.hpp"

namespace leontide::command {

/// How progress is told.
enum class ProgressForm { line, json, none };
inline constexpr Choice<ProgressForm> progress_forms[] = {
    {ProgressForm::line, "line", "one line", "一行"},
    {ProgressForm::json, "json", "a JSON object a line, for machines", "每行一个 JSON 对象，供程序读取"},
    {ProgressForm::none, "none", "nothing", "不显示"}};
constexpr std::span<const Choice<ProgressForm>> choices_of(ProgressForm) {
  return progress_forms;
}

struct SweepOptions {
  std::filesystem::path sweep;
  std::optional<std::filesystem::path> into;
  std::size_t threads = 0;
  std::string shard;                   ///< `3/8`
  std::optional<std::uint64_t> slurm;  ///< write a batch script with so many tasks, and run nothing
  bool dry_run = false;
  bool retry_failed = false;
  bool rerun_stale = false;
  bool fail_fast = false;
  bool yes = false;
  bool no_report = false;
  ProgressForm progress = ProgressForm::line;
  OutputOptions output;
  ProcessRanks ranks;
};

/// Cells of a sweep that may be entered without being told twice.
inline constexpr std::uint64_t most_cells_unasked = 1'000'000;
/// Which trials meet a target is kept without being asked for where all cells need no more than this.
inline constexpr std::uint64_t most_bytes_of_marks = std::uint64_t{256} << 20U;

int command_sweep(const SweepOptions& options);

struct LedgerOptions {
  std::filesystem::path ledger;
  OutputOptions output;
};
struct LedgerStatusOptions : LedgerOptions {
  bool watch = false;
};
/// What of a ledger is laid out, and by what.
struct LedgerLayout {
  std::vector<std::string> where;  ///< `path=value`
  std::string rows, columns = "scenario", value = "chance(joint)", reading;
  bool regret = false;
};
struct LedgerTableOptions : LedgerOptions, LedgerLayout {};
/// How numbers of cells are drawn.
enum class PlotForm { automatic, lines, heat };
inline constexpr Choice<PlotForm> plot_forms[] = {
    {PlotForm::automatic, "auto", "lines where rows are numbers", "行为数值时用折线"},
    {PlotForm::lines, "lines", "lines with bands", "折线与区间带"},
    {PlotForm::heat, "heat", "a heat map", "热力图"}};
constexpr std::span<const Choice<PlotForm>> choices_of(PlotForm) {
  return plot_forms;
}
struct LedgerPlotOptions : LedgerLayout {
  std::filesystem::path ledger, into;
  PlotForm form = PlotForm::automatic;
  Language language = Language::en;
};
struct LedgerCompareOptions : LedgerOptions {
  std::vector<std::string> where;  ///< `path=value`
  std::string target = "joint", against = "best", cost, reading;
};
struct LedgerMergeOptions {
  std::filesystem::path into;
  bool no_report = false;
  Language language = Language::en;  ///< that a reader of the report begins in
  std::vector<std::filesystem::path> shards;
};
struct LedgerRepairOptions {
  std::filesystem::path ledger, into;
  Language language = Language::en;
};

int command_ledger_status(const LedgerStatusOptions& options);
int command_ledger_results(const LedgerOptions& options);
int command_ledger_export(const LedgerOptions& options);
int command_ledger_table(const LedgerTableOptions& options);
int command_ledger_plot(const LedgerPlotOptions& options);
int command_ledger_compare(const LedgerCompareOptions& options);
int command_ledger_merge(const LedgerMergeOptions& options);
int command_ledger_repair(const LedgerRepairOptions& options);

}  // namespace leontide::command
