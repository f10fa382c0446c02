#include "analysis/observe.hpp"
#include "analysis/optimise.hpp"
#include "analysis/rare.hpp"
#include "command/analysis.hpp"
#include "command/records.hpp"
#include "command/session/arguments.hpp"

namespace leontide::command {

namespace {

/// Whether a command takes any sampling method, or draws independent trials whatever the scenario says.
enum class Draws { as_told, independent };

/// What all analyses of one scenario take, before what is their own; `trials` as in `trial_arguments`.
std::vector<Argument> common(AnalysisOptions& options, Draws draws,
                             std::string trials = scenario::sampling_option::trials().standard) {
  return joined({{scenario_argument(options)},
                 trial_arguments(options, std::move(trials)),
                 draws == Draws::as_told ? method_arguments(options) : std::vector<Argument>{},
                 {reading_argument(options.reading), threads_argument(options.threads)}});
}

Command compare_record() {
  const auto options = std::make_shared<CompareOptions>();
  return make_command("compare",
                      {"scenarios side by side on common random numbers, each against the first",
                       "同一组随机数下各情景与第一个情景的比较"},
                      options,
                      joined({{positional(options->scenarios, "SCENARIO", ValueKind::file,
                                          {"scenario files (YAML)", "情景文件（YAML）"}, 2, 16)},
                              trial_arguments(*options),
                              method_arguments(*options),
                              {level_argument(*options), reading_argument(options->reading),
                               targets_argument(options->targets), threads_argument(options->threads)},
                              output_arguments(options->output)}),
                      command_compare);
}

Command attribute_record() {
  const auto options = std::make_shared<AttributeOptions>();
  return make_command(
      "attribute", {"what each lever of a scenario adds to its chances", "各项措施对概率的贡献"}, options,
      joined({common(*options, Draws::independent, ""),
              {targets_argument(options->targets),
               excluding(into(options->width,
                              {.name = "WIDTH",
                               .flag = "--until-width",
                               .kind = ValueKind::number,
                               .standard = "0.01",
                               .low = 0.0001,
                               .high = 1,
                               .help = {"run until no interval of a lever's share of a chance is wider",
                                        "运行至各措施概率贡献的区间均不宽于此值"}}),
                         {"--trials"}),
               into(options->runs, {.name = "N",
                                    .flag = "--runs",
                                    .kind = ValueKind::whole,
                                    .standard = "4000000",
                                    .low = 1,
                                    .high = 1e12,
                                    .help = {"most runs of the model, over all subsets of levers",
                                             "模型运行次数上限（各措施组合合计）"}})},
              output_arguments(options->output)}),
      command_attribute);
}

Option top_option(int standard, int most, Title help) {
  return {.name = "N",
          .flag = "--top",
          .is_presentation = true,
          .kind = ValueKind::whole,
          .standard = std::to_string(standard),
          .low = 1,
          .high = most,
          .help = std::move(help)};
}

Option flag_option(std::string flag, Title help) {
  return {.flag = std::move(flag), .kind = ValueKind::flag, .help = std::move(help)};
}

Command sensitivity_record() {
  const auto options = std::make_shared<SensitivityOptions>();
  return make_command(
      "sensitivity", {"which inputs decide the targets", "哪些输入决定目标"}, options,
      joined({common(*options, Draws::as_told),
              {targets_argument(options->targets),
               into(options->top, top_option(12, 1000, {"inputs shown", "显示的输入个数"})),
               excluding(into(options->design,
                              flag_option("--design",
                                          {"first-order and total indices from runs of their own (--trials "
                                           "rows each, else 4096)",
                                           "用专门抽样估计一阶与总效应指数（每组 --trials 行，默认 4096）"})),
                         {"--shapley"}),
               excluding(
                   into(options->shapley, flag_option("--shapley", {"Shapley effects of the groups of inputs",
                                                                    "输入分组的 Shapley 效应"})),
                   {"--design"})},
              output_arguments(options->output)}),
      command_sensitivity);
}

Command discover_record() {
  const auto options = std::make_shared<DiscoverOptions>();
  return make_command(
      "discover", {"where in the space of inputs the plan fails", "规划在何种条件下失败"}, options,
      joined(
          {common(*options, Draws::as_told),
           {targets_argument(options->targets),
            into(options->top, top_option(12, 200, {"inputs looked at", "考察的输入个数"})),
            into(options->hits, flag_option("--hits", {"where it succeeds instead", "改为何种条件下成功"}))},
           output_arguments(options->output)}),
      command_discover);
}

Option target_option(std::string standard, Title help) {
  return {.name = "ID", .flag = "--target", .standard = std::move(standard), .help = std::move(help)};
}

Option bound_option(std::string flag, Title help) {
  return {.name = "VALUE", .flag = std::move(flag), .kind = ValueKind::number, .help = std::move(help)};
}

Command seek_record() {
  const auto options = std::make_shared<SeekOptions>();
  return make_command(
      "seek", {"the value of one number at which a chance reaches a level", "使概率达到给定水平的数值"},
      options,
      joined({common(*options, Draws::as_told, std::to_string(seek_trials)),
              {level_argument(*options),
               required(into(options->path, {.name = "PATH",
                                             .flag = "--vary",
                                             .help = {"what is varied, as in `set:`, e.g. drivers.NAME.mean",
                                                      "变动的数值，同 `set:`，如 drivers.NAME.mean"}})),
               required(into(options->from, bound_option("--from", {"lowest value looked at", "最小值"}))),
               required(into(options->to, bound_option("--to", {"highest value looked at", "最大值"}))),
               into(options->chance, {.name = "CHANCE",
                                      .flag = "--chance",
                                      .kind = ValueKind::number,
                                      .standard = "0.8",
                                      .low = 0,
                                      .high = 1,
                                      .is_open = true,
                                      .help = {"the chance asked for; no number of trials shows 0 or 1",
                                               "要求的概率；任何模拟次数都无法证明 0 或 1"}}),
               into(options->target,
                    target_option("joint", {"target by id, or joint", "目标编号，或 joint（整体）"}))},
              output_arguments(options->output)}),
      command_seek);
}

Command optimise_record() {
  const auto options = std::make_shared<OptimiseCommandOptions>();
  return make_command(
      "optimise", {"spread the scenario's budget over its levers", "在各项措施间分配预算"}, options,
      joined(
          {common(*options, Draws::independent, std::to_string(analysis::OptimiseOptions{}.trials)),
           {into(options->target,
                 target_option("joint", {"target by id, joint, or mean-met (the mean share of targets met)",
                                         "目标编号、joint（整体）或 mean-met（平均实现比例）"})),
            into(options->under, {.name = "SCENARIO",
                                  .flag = "--under",
                                  .kind = ValueKind::file,
                                  .many = Many::each,
                                  .help = {"another scenario to judge the plans under; may be repeated",
                                           "用于检验方案的其他情景；可重复"}})},
           output_arguments(options->output)}),
      command_optimise);
}

Command observe_record() {
  const auto options = std::make_shared<ObserveOptions>();
  return make_command(
      "observe", {"revise the chances by figures that have become known", "按已公布数据修正概率"}, options,
      joined({common(*options, Draws::independent, std::to_string(analysis::observe_trials)),
              {figure_argument(*options), targets_argument(options->targets)},
              output_arguments(options->output)}),
      command_observe);
}

Command rare_record() {
  const auto options = std::make_shared<RareCommandOptions>();
  return make_command(
      "rare", {"a chance too small to be counted, by two methods", "用两种方法估计极小概率"}, options,
      joined(
          {common(*options, Draws::independent, std::to_string(analysis::RareOptions{}.trials)),
           {required(into(options->target,
                          target_option("", {"target by id, or joint", "目标编号，或 joint（整体）"}))),
            into(options->miss, flag_option("--miss", {"the chance to miss it instead", "改为未实现的概率"})),
            into(options->level_size,
                 {.name = "N",
                  .flag = "--level-size",
                  .kind = ValueKind::choice,
                  .standard = "1024",
                  .choices =
                      {{"512", {}}, {"1024", {}}, {"2048", {}}, {"4096", {}}, {"8192", {}}, {"16384", {}}},
                  .help = {"trials a level of subset simulation", "子集模拟每层的次数"}})},
           output_arguments(options->output)}),
      command_rare);
}

}  // namespace

std::vector<Command> analysis_commands() {
  std::vector<Command> commands{compare_record(), attribute_record(), sensitivity_record(), discover_record(),
                                seek_record(),    optimise_record(),  observe_record(),     rare_record()};
  for (Command& command : commands)
    command = confined(std::move(command));
  return commands;
}

}  // namespace leontide::command
