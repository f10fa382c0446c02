#include "command/records.hpp"
#include "command/run.hpp"
#include "command/session/arguments.hpp"

namespace leontide::command {

namespace {

Command run_record(const ProcessRanks& ranks) {
  const auto options = std::make_shared<RunOptions>();
  options->ranks = ranks;
  return make_command(
      "run", {"simulate a scenario and print the chance of each target", "模拟情景，给出各目标的实现概率"},
      options,
      joined(
          {{scenario_argument(*options)},
           trial_arguments(*options),
           method_arguments(*options),
           {excluding(into(options->sampling.until_width, scenario::sampling_option::until_width()),
                      {"--trials"}),
            needing(into(options->sampling.until_at_most, scenario::sampling_option::until_at_most()),
                    "--until-width"),
            level_argument(*options), threads_argument(options->threads), targets_argument(options->targets),
            into(options->without_report,
                 {.flag = "--no-report",
                  .is_presentation = true,
                  .kind = ValueKind::flag,
                  .help = {"write no report.html, and look for no causes that stand in it only",
                           "不写 report.html，也不做仅供其使用的分析"}}),
            into(options->checkpoint,
                 {.name = "SECONDS",
                  .flag = "--checkpoint",
                  .is_presentation = true,
                  .kind = ValueKind::number,
                  .low = 0,
                  .high = 1e6,
                  .help = {"write a record that often, from which the same command goes on",
                           "每隔若干秒写一次记录，同一命令可由此续算"}}),
            into(options->trials_file,
                 {.name = "FILE",
                  .flag = "--trials-file",
                  .is_presentation = true,
                  .kind = ValueKind::file,
                  .help = {"NetCDF file of the trials one by one: draws, indicators, targets",
                           "逐次模拟的 NetCDF 文件：抽样、指标与目标"}}),
            needing(into(options->trials_kept, {.name = "N",
                                                .flag = "--trials-kept",
                                                .kind = ValueKind::whole,
                                                .low = 1,
                                                .high = 1e12,
                                                .help = {"so many of each reading in that file; default all",
                                                         "该文件中每种口径的模拟数；默认全部"}}),
                    "--trials-file"),
            into(options->into, {.name = "DIR",
                                 .flag = "--into",
                                 .is_presentation = true,
                                 .kind = ValueKind::folder,
                                 .help = {"result directory; default runs/<scenario>-<digest>",
                                          "结果目录；默认 runs/<情景>-<摘要>"}})},
           output_arguments(options->output)}),
      command_run);
}

Command check_record() {
  const auto options = std::make_shared<FileCheckOptions>();
  return make_command(
      "check",
      {"everything wrong with model and scenario files and what they name, at once",
       "一次列出模型、情景及其引用文件的全部错误"},
      options,
      joined({{positional(options->files, "FILE", ValueKind::file,
                          {"model or scenario files (YAML)", "模型或情景文件（YAML）"}, 1, 64),
               into(options->strict,
                    {.flag = "--strict",
                     .kind = ValueKind::flag,
                     .help = {"warnings end with exit code 2, as faults do", "有警告时也以退出码 2 结束"}})},
              output_arguments(options->output)}),
      command_check);
}

Command explain_record() {
  const auto options = std::make_shared<ExplainOptions>();
  return make_command(
      "explain",
      {"the tree behind a target, indicator, variable or driver", "目标、指标、变量或驱动因素的由来"},
      options,
      joined({{scenario_argument(*options),
               positional(options->name, "NAME", ValueKind::text, {"what to explain", "要解释的名称"})},
              trial_arguments(*options),
              method_arguments(*options),
              {reading_argument(options->reading)},
              output_arguments(options->output)}),
      command_explain);
}

Command trace_record() {
  const auto options = std::make_shared<TraceOptions>();
  return make_command(
      "trace",
      {"how a change of one quantity travels to another: elasticities, rounds, the ways that carry most",
       "一个量的变动如何传到另一个量：弹性、轮次与主要路径"},
      options,
      joined({{scenario_argument(*options),
               positional(options->from, "FROM", ValueKind::text,
                          {"what changes: name, name[subset] or name[\"code\"]",
                           "变动的量：名称、名称[子集]或名称[\"代码\"]"}),
               positional(options->to, "TO", ValueKind::text,
                          {"what is looked at, in the same form", "所看的量，写法相同"}),
               into(options->year,
                    {.name = "YEAR",
                     .flag = "--year",
                     .kind = ValueKind::whole,
                     .low = 1,
                     .high = 9999,
                     .help = {"in which it is looked at; default the horizon", "所看的年份；默认期末"}}),
               into(options->paths, {.name = "N",
                                     .flag = "--paths",
                                     .kind = ValueKind::whole,
                                     .standard = "8",
                                     .low = 1,
                                     .high = 100,
                                     .help = {"ways shown", "显示的路径数"}}),
               into(options->cells,
                    {.name = "N",
                     .flag = "--cells",
                     .kind = ValueKind::whole,
                     .standard = "20",
                     .low = 0,
                     .high = 1000000,
                     .help = {"elasticities of members shown; 0: all", "显示的弹性数；0为全部"}}),
               into(options->graph, {.name = "FILE",
                                     .flag = "--graph",
                                     .kind = ValueKind::file,
                                     .help = {"file for a drawing of the ways: .dot, .svg or .json",
                                              "路径图文件：.dot、.svg或.json"}})},
              trial_arguments(*options),
              method_arguments(*options),
              {reading_argument(options->reading)},
              output_arguments(options->output)}),
      command_trace);
}

Command graph_record() {
  const auto options = std::make_shared<GraphOptions>();
  return make_command(
      "graph", {"the dependency graph of a model or scenario", "模型或情景的依赖图"}, options,
      {positional(options->file, "FILE", ValueKind::file,
                  {"model or scenario file (YAML)", "模型或情景文件（YAML）"}),
       into(options->of, {.name = "WHAT",
                          .flag = "--of",
                          .kind = ValueKind::choice,
                          .standard = "variables",
                          .choices = choice_names<GraphOf>(),
                          .help = {"what the boxes are", "方框代表什么"}}),
       into(options->format, {.name = "FORMAT",
                              .flag = "--format",
                              .is_presentation = true,
                              .kind = ValueKind::choice,
                              .choices = choice_names<GraphFormat>(),
                              .help = {"how it is written; default: as the ending of --out says, else dot",
                                       "输出格式；默认按 --out 的扩展名，否则为 dot"}}),
       into(options->out,
            {.name = "FILE",
             .flag = "--out",
             .is_presentation = true,
             .kind = ValueKind::file,
             .help = {"file to write the drawing to, instead of the terminal", "写入文件而非终端"}}),
       into(options->least,
            {.name = "SHARE",
             .flag = "--least",
             .kind = ValueKind::number,
             .standard = "0.01",
             .low = 0,
             .high = 1,
             .help = {"of the buyer's output: smaller payments between clusters or sectors are left out",
                      "产业群或部门之间的支付占买方总产出低于此值则省略"}}),
       into(options->around, {.name = "NAME",
                              .flag = "--around",
                              .help = {"what lies around one box only, by its name, code or title",
                                       "仅画出某一方框（按名称、代码或标题）的邻域"}}),
       needing(into(options->depth, {.name = "N",
                                     .flag = "--depth",
                                     .kind = ValueKind::whole,
                                     .standard = "2",
                                     .low = 1,
                                     .high = 100,
                                     .help = {"arrows that --around reaches", "--around 所及的箭头数"}}),
               "--around"),
       language_argument(options->language)},
      command_graph);
}

}  // namespace

std::vector<Command> scenario_commands(const ProcessRanks& ranks) {
  return {confined(run_record(ranks)), confined(check_record()), confined(explain_record()),
          confined(trace_record()), confined(graph_record())};
}

}  // namespace leontide::command
