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
/// Their names for options, and titles.
inline constexpr Choice<ProgressForm> progress_forms[] = {
    {ProgressForm::line, "line", "one line", "一行"},
    {ProgressForm::json, "json", "a JSON object a line, for machines", "每行一个 JSON 对象，供程序读取"},
    {ProgressForm::none, "none", "nothing", "不显示"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<ProgressForm>> choices_of(ProgressForm) {
  return progress_forms;
}

/// What `leontide sweep` may be told.
struct SweepOptions {
  std::filesystem::path sweep;                ///< the sweep file
  std::optional<std::filesystem::path> into;  ///< folder of ledger and results; default: `runs/sweep-<name>`
  std::size_t threads = 0;                    ///< 0: all the machine offers
  std::string shard;                          ///< `3/8`
  std::optional<std::uint64_t> slurm;         ///< write a batch script with so many tasks, and run nothing
  bool dry_run = false;                       ///< counts cells and runs none
  bool retry_failed = false;                  ///< cells that failed are run anew
  bool rerun_stale = false;                   ///< cells whose inputs have changed are run anew
  bool fail_fast = false;                     ///< stop at the first cell that fails
  bool yes = false;        ///< more than `most_cells_unasked` are entered without being asked
  bool no_report = false;  ///< leaves report.html out of the result
  ProgressForm progress = ProgressForm::line;
  OutputOptions output;
  ProcessRanks ranks;  ///< other processes of the same sweep
};

/// Cells of a sweep that may be entered without being told twice.
inline constexpr std::uint64_t most_cells_unasked = 1'000'000;
/// Which trials meet a target is kept without being asked for where all cells need no more than this.
inline constexpr std::uint64_t most_bytes_of_marks = std::uint64_t{256} << 20U;

/// `leontide sweep`: runs every cell of a sweep into its ledger and writes what they came to. Exit as
/// `leontide run`; 3 also where cells failed, stand on changed files or missed the precision asked for.
int command_sweep(const SweepOptions& options);

/// What every command on a ledger may be told.
struct LedgerOptions {
  std::filesystem::path ledger;  ///< the file
  OutputOptions output;
};
/// What `leontide ledger status` may be told.
struct LedgerStatusOptions : LedgerOptions {
  bool watch = false;  ///< again every second until all is done
};
/// What of a ledger is laid out, and by what.
struct LedgerLayout {
  std::vector<std::string> where;  ///< `path=value`
  /// a varied path, `scenario` or `reading`; what stands in the cells; empty: the first reading
  std::string rows, columns = "scenario", value = "chance(joint)", reading;
  bool regret = false;  ///< how far each cell is below the best of its row
};
/// What `leontide ledger table` may be told.
struct LedgerTableOptions : LedgerOptions, LedgerLayout {};
/// How numbers of cells are drawn.
enum class PlotForm { automatic, lines, heat };
/// Their names for options, and titles.
inline constexpr Choice<PlotForm> plot_forms[] = {
    {PlotForm::automatic, "auto", "lines where rows are numbers", "行为数值时用折线"},
    {PlotForm::lines, "lines", "lines with bands", "折线与区间带"},
    {PlotForm::heat, "heat", "a heat map", "热力图"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<PlotForm>> choices_of(PlotForm) {
  return plot_forms;
}
/// What `leontide ledger plot` may be told.
struct LedgerPlotOptions : LedgerLayout {
  std::filesystem::path ledger, into;  ///< the file; the drawing that is written
  PlotForm form = PlotForm::automatic;
  Language language = Language::en;
};
/// What `leontide ledger compare` may be told.
struct LedgerCompareOptions : LedgerOptions {
  std::vector<std::string> where;                                 ///< `path=value`
  std::string target = "joint", against = "best", cost, reading;  ///< see sweep::ComparisonRequest
};
/// What `leontide ledger merge` may be told.
struct LedgerMergeOptions {
  std::filesystem::path into;                 ///< folder of the merged ledger and results
  bool no_report = false;                     ///< leaves report.html out
  Language language = Language::en;           ///< that a reader of the report begins in
  std::vector<std::filesystem::path> shards;  ///< ledgers of one sweep
};
/// What `leontide ledger repair` may be told.
struct LedgerRepairOptions {
  std::filesystem::path ledger, into;  ///< the damaged file; the one that is written
  Language language = Language::en;
};

/// `leontide ledger status`: how many cells are done, and the first fault of each kind. Exit 0, 2, 1.
int command_ledger_status(const LedgerStatusOptions& options);
/// `leontide ledger results`: what each cell has shown. Exit 0, 2, 1; 3 where too many trials failed.
int command_ledger_results(const LedgerOptions& options);
/// `leontide ledger export`: cells, states and results as sorted text: equal sweeps give equal texts. Exit 0,
/// 2, 1.
int command_ledger_export(const LedgerOptions& options);
/// `leontide ledger table`: one number of every cell, laid out in rows and columns. Exit 0, 2, 1.
int command_ledger_table(const LedgerTableOptions& options);
/// `leontide ledger plot`: the same as a drawing. Exit 0, 2, 1.
int command_ledger_plot(const LedgerPlotOptions& options);
/// `leontide ledger compare`: chances of all cells against that of one. Exit 0, 2, 1.
int command_ledger_compare(const LedgerCompareOptions& options);
/// `leontide ledger merge`: the ledgers of a sweep's shards as one. Exit 0, 2, 1.
int command_ledger_merge(const LedgerMergeOptions& options);
/// `leontide ledger repair`: what can be read of a damaged ledger, into a new one. Exit 0, 2, 1.
int command_ledger_repair(const LedgerRepairOptions& options);

}  // namespace leontide::command
