#include "command/sweep/records.hpp"

#include "command/session/arguments.hpp"
#include "command/sweep/sweep.hpp"

namespace leontide::command {

namespace {

Option flag_of(const char* flag, Title help) {
  return {.flag = flag, .kind = ValueKind::flag, .help = std::move(help)};
}

Option no_report_flag() {
  return flag_of("--no-report", {"leave report.html out of the folder", "目录中不写 report.html"});
}

Command sweep_record(const ProcessRanks& ranks) {
  const auto options = std::make_shared<SweepOptions>();
  options->ranks = ranks;
  return make_command(
      "sweep",
      {"run every variant of a sweep file, with a ledger that goes on where it stopped",
       "运行扫描文件的全部变体，记入台账，中断后可续"},
      options,
      joined(
          {{positional(options->sweep, "SWEEP", ValueKind::file, {"sweep file (YAML)", "扫描文件（YAML）"}),
            into(options->dry_run,
                 flag_of("--dry-run", {"print what would be run, and run nothing", "只列出将要运行的内容"})),
            into(options->retry_failed,
                 flag_of("--retry-failed", {"run cells that failed once more", "重新运行失败的单元"})),
            into(options->rerun_stale, flag_of("--rerun-stale", {"run cells anew whose files have changed",
                                                                 "重新运行所依据文件已变的单元"})),
            into(options->fail_fast,
                 flag_of("--fail-fast", {"stop at the first cell that fails", "第一个单元失败即停止"})),
            into(options->yes,
                 flag_of("--yes", {"more than a million cells are meant", "确认单元数超过一百万"})),
            into(options->shard, {.name = "K/N",
                                  .flag = "--shard",
                                  .help = {"run the K-th of N parts, into a ledger of its own",
                                           "只运行 N 份中的第 K 份，写入单独的台账"}}),
            excluding(
                into(options->slurm, {.name = "N",
                                      .flag = "--slurm",
                                      .kind = ValueKind::whole,
                                      .low = 1,
                                      .high = 100'000,
                                      .help = {"write a batch script for Slurm with N tasks, and run nothing",
                                               "写出含 N 个任务的 Slurm 批处理脚本，不运行"}}),
                {"--out", "--format"}),
            into(options->no_report, no_report_flag()),
            into(options->progress, {.name = "FORM",
                                     .flag = "--progress",
                                     .kind = ValueKind::choice,
                                     .standard = "line",
                                     .choices = choice_names<ProgressForm>(),
                                     .help = {"how progress is told", "进度的显示方式"}}),
            into(options->into, {.name = "DIR",
                                 .flag = "--into",
                                 .is_presentation = true,
                                 .kind = ValueKind::folder,
                                 .help = {"folder of ledger and results; default runs/sweep-<name>",
                                          "台账与结果的目录；默认 runs/sweep-<名称>"}}),
            threads_argument(options->threads)},
           output_arguments(options->output)}),
      command_sweep);
}

Argument ledger_argument(std::filesystem::path& ledger) {
  return positional(ledger, "LEDGER", ValueKind::file, {"ledger of a sweep", "扫描的台账"});
}

Command status_record() {
  const auto options = std::make_shared<LedgerStatusOptions>();
  return make_command(
      "ledger status",
      {"where the cells of a sweep stand, first faults and what is stale",
       "扫描各单元的状态、首个错误与过期原因"},
      options,
      joined({{ledger_argument(options->ledger),
               into(options->watch,
                    flag_of("--watch", {"again every second until all is done", "每秒刷新，直至全部完成"}))},
              output_arguments(options->output)}),
      command_ledger_status);
}

Command results_record() {
  const auto options = std::make_shared<LedgerOptions>();
  return make_command(
      "ledger results", {"all numbers of all cells as one long table", "以一张长表列出全部单元的全部结果"},
      options, joined({{ledger_argument(options->ledger)}, output_arguments(options->output)}),
      command_ledger_results);
}

Command export_record() {
  const auto options = std::make_shared<LedgerOptions>();
  return make_command("ledger export",
                      {"cells, states and results as text, sorted: equal sweeps give equal texts",
                       "按序输出单元、状态与结果：相同的扫描得到相同的文本"},
                      options,
                      {ledger_argument(options->ledger), language_argument(options->output.language)},
                      command_ledger_export);
}

/// What is laid out of a ledger, and how.
std::vector<Argument> layout_arguments(LedgerLayout& options) {
  return {required(into(options.rows, {.name = "PATH",
                                       .flag = "--rows",
                                       .help = {"varied path, `scenario` or `reading`",
                                                "变动路径，或 scenario、reading"}})),
          into(options.columns, {.name = "PATH",
                                 .flag = "--columns",
                                 .standard = "scenario",
                                 .help = {"the same, across", "同上，用作列"}}),
          into(options.value,
               {.name = "VALUE",
                .flag = "--value",
                .standard = "chance(joint)",
                .help = {"chance(ID), mean(ID) or mean(INDICATOR)", "chance(目标)、mean(目标或指标)"}}),
          into(options.where, {.name = "PATH=VALUE",
                               .flag = "--where",
                               .many = Many::each,
                               .help = {"only cells with this value", "只取该取值的单元"}}),
          into(options.regret,
               flag_of("--regret", {"by how much the best of its row exceeds each, on common draws",
                                    "各单元在相同抽样上落后于本行最优者多少"})),
          reading_argument(options.reading)};
}

Command table_record() {
  const auto options = std::make_shared<LedgerTableOptions>();
  return make_command(
      "ledger table",
      {"one number of every cell, laid out by what was varied", "按变动因素排列各单元的一个结果"}, options,
      joined({{ledger_argument(options->ledger)},
              layout_arguments(*options),
              output_arguments(options->output)}),
      command_ledger_table);
}

Command plot_record() {
  const auto options = std::make_shared<LedgerPlotOptions>();
  return make_command(
      "ledger plot",
      {"one number of every cell as a drawing (SVG or a page): lines with bands, or a heat map",
       "将各单元的一个结果绘成图（SVG 或网页）：折线与区间带，或热力图"},
      options,
      joined({{ledger_argument(options->ledger)},
              layout_arguments(*options),
              {into(options->form, {.name = "KIND",
                                    .flag = "--kind",
                                    .kind = ValueKind::choice,
                                    .standard = "auto",
                                    .choices = choice_names<PlotForm>(),
                                    .help = {"what is drawn", "图的种类"}}),
               required(into(options->into, {.name = "FILE",
                                             .flag = "--out",
                                             .is_presentation = true,
                                             .kind = ValueKind::file,
                                             .help = {"the drawing: .svg, or .html with its numbers",
                                                      "图形文件：.svg，或 .html（含数值）"}})),
               language_argument(options->language)}}),
      command_ledger_plot);
}

Command compare_record() {
  const auto options = std::make_shared<LedgerCompareOptions>();
  return make_command(
      "ledger compare",
      {"cells by their chance, each against one of them on common draws, with the front of chance and cost",
       "按概率排列各单元，并在相同抽样上与其一比较；列出概率与成本的有效前沿"},
      options,
      joined({{ledger_argument(options->ledger),
               into(options->target, {.name = "ID",
                                      .flag = "--target",
                                      .standard = "joint",
                                      .help = {"target that was kept, or joint", "保留的目标，或 joint"}}),
               into(options->against, {.name = "CELL",
                                       .flag = "--against",
                                       .standard = "best",
                                       .help = {"number of a cell, or best: then what is shown is regret",
                                                "单元编号；best 为最优单元，此时所示即为遗憾值"}}),
               into(options->cost, {.name = "COST",
                                    .flag = "--cost",
                                    .help = {"path of numbers or mean(INDICATOR): marks the front",
                                             "数值路径或 mean(指标)：标出有效前沿"}}),
               into(options->where, {.name = "PATH=VALUE",
                                     .flag = "--where",
                                     .many = Many::each,
                                     .help = {"only cells with this value", "只取该取值的单元"}}),
               reading_argument(options->reading)},
              output_arguments(options->output)}),
      command_ledger_compare);
}

Command merge_record() {
  const auto options = std::make_shared<LedgerMergeOptions>();
  return make_command(
      "ledger merge",
      {"the ledgers of all shards as one, with sweep.csv and report.html beside it",
       "将各分片的台账合并，并写出 sweep.csv 与 report.html"},
      options,
      {positional(options->shards, "LEDGER", ValueKind::file, {"ledgers of shards", "各分片的台账"}, 1,
                  100'000),
       required(into(options->into, {.name = "DIR",
                                     .flag = "--into",
                                     .is_presentation = true,
                                     .kind = ValueKind::folder,
                                     .help = {"folder of the merged ledger", "合并台账的目录"}})),
       into(options->no_report, no_report_flag()), language_argument(options->language)},
      command_ledger_merge);
}

Command repair_record() {
  const auto options = std::make_shared<LedgerRepairOptions>();
  return make_command("ledger repair",
                      {"what can be read of a damaged ledger, row by row, as a new one",
                       "逐行读出受损台账中可读的内容，另存为新台账"},
                      options,
                      {ledger_argument(options->ledger),
                       required(into(options->into, {.name = "FILE",
                                                     .flag = "--into",
                                                     .is_presentation = true,
                                                     .kind = ValueKind::file,
                                                     .help = {"the new ledger", "新台账"}})),
                       language_argument(options->language)},
                      command_ledger_repair);
}

}  // namespace

std::vector<Command> sweep_commands(const ProcessRanks& ranks) {
  return {confined(sweep_record(ranks)),
          status_record(),
          table_record(),
          plot_record(),
          compare_record(),
          results_record(),
          export_record(),
          merge_record(),
          repair_record()};
}

}  // namespace leontide::command
