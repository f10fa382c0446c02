#include "command/session/arguments.hpp"

#include <fmt/format.h>
#include <iterator>

#include "command/session/spoken_language.hpp"

namespace leontide::command {

std::vector<Argument> joined(std::vector<std::vector<Argument>> lists) {
  std::vector<Argument> all;
  for (auto& list : lists)
    all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  return all;
}

Argument language_argument(Language& language) {
  language = spoken_language();
  return into(language,
              {.name = "LANG",
               .flag = "--lang",
               .is_presentation = true,
               .kind = ValueKind::choice,
               .choices = choice_names<Language>(),
               .help = {"language of titles, notes and faults; default as LC_ALL, LC_MESSAGES or LANG say",
                        "标题、说明与错误的语言；默认随 LC_ALL、LC_MESSAGES 或 LANG"}});
}

std::vector<Argument> output_arguments(OutputOptions& output) {
  return {
      into(output.format, report::format_option()),
      into(output.out,
           {.name = "FILE",
            .flag = "--out",
            .is_presentation = true,
            .kind = ValueKind::file,
            .many = Many::each,
            .help = {"file to write the answer to, instead of the terminal; may be repeated; a path without "
                     "ending is the folder, where the command writes one",
                     "写入文件而非终端；可重复；命令写出目录时，无扩展名的路径即该目录"}}),
      language_argument(output.language),
      into(output.sheet,
           {.name = "NAME",
            .flag = "--sheet",
            .is_presentation = true,
            .help = {"this table or text only, by name, also as --section; CSV holds one table and takes the "
                     "first",
                     "仅输出此表或文字（按名称），亦作 --section；CSV 只含一张表，默认第一张"}}),
      into(output.width, {.name = "COLUMNS",
                          .flag = "--width",
                          .is_presentation = true,
                          .kind = ValueKind::whole,
                          .low = 40,
                          .high = 1000,
                          .help = {"no line of text is wider; default the window, no limit in a pipe",
                                   "文本每行的最大宽度；默认为终端宽度，管道中不限"}}),
      into(output.full, {.flag = "--full",
                         .is_presentation = true,
                         .kind = ValueKind::flag,
                         .help = {"all of it on a terminal, which shows a screenful; a pipe has it all",
                                  "终端默认只显示一屏，此项显示全部；管道中总是全部"}})};
}

Argument scenario_argument(ScenarioOptions& options) {
  return positional(options.scenario, "SCENARIO", ValueKind::file,
                    {"scenario or model file (YAML)", "情景或模型文件（YAML）"});
}

namespace {

/// `push=on` as what `--set` takes.
std::string lever_set(const std::string& word) {
  return word.find('=') == std::string::npos ? "levers." + word + "=on" : "levers." + word;
}

/// `storm@2026=0.3` as `events.storm={at: 2026, size: 0.3}`.
std::string event_set(const std::string& word) {
  const std::size_t at = word.find('@'), equals = word.find('=');
  if (at == std::string::npos)
    return equals == std::string::npos ? "events." + word + "=on" : "events." + word;
  const std::string year = word.substr(at + 1, equals == std::string::npos ? equals : equals - at - 1);
  const std::string size = equals == std::string::npos ? "" : ", size: " + word.substr(equals + 1);
  return "events." + word.substr(0, at) + "={at: " + year + size + "}";
}

/// `gdp@2025=10002.1+-50` as `observed.gdp={year: 2025, value: 10002.1, sd: 50}`.
std::string figure_set(const std::string& word) {
  const std::size_t at = word.find('@'), equals = word.find('=');
  if (at == std::string::npos || equals == std::string::npos || equals < at) return "observed." + word;
  std::size_t end = std::string::npos, begin = std::string::npos;
  for (const std::string sign : {"+-", "\u00b1"}) {
    if (end = word.find(sign, equals); end == std::string::npos) continue;
    begin = end + sign.size();
    break;
  }
  const std::string sd = begin == std::string::npos ? "" : ", sd: " + word.substr(begin);
  return fmt::format("observed.{}={{year: {}, value: {}{}}}", word.substr(0, at),
                     word.substr(at + 1, equals - at - 1), word.substr(equals + 1, end - equals - 1), sd);
}

Argument switch_argument(std::vector<std::string>& sets, const char* flag, const char* name,
                         std::string (*as_set)(const std::string&), Title help) {
  Argument argument;
  argument.option = {.name = name, .flag = flag, .many = Many::each, .help = std::move(help)};
  argument.set = [&sets, as_set](const Words& words) {
    for (const std::string& word : words)
      sets.push_back(as_set(word));
  };
  return argument;
}

}  // namespace

std::vector<Argument> trial_arguments(ScenarioOptions& options, std::string trials) {
  Option its_trials = scenario::sampling_option::trials();
  its_trials.standard = std::move(trials);
  return {
      into(options.sampling.trials, std::move(its_trials)),
      into(options.sampling.seed, scenario::sampling_option::seed()),
      into(options.sets, {.name = "PATH=VALUE",
                          .flag = "--set",
                          .yaml_key = "set",
                          .many = Many::each,
                          .help = {"sets one number, as in a scenario's `set:`; may be repeated",
                                   "设定一个数值，同情景文件的 `set:`；可重复"}}),
      switch_argument(options.sets, "--lever", "NAME=STATE", lever_set,
                      {"turns a lever on or off, or on at a strength: NAME=on|off|0.5; may be repeated",
                       "开关一项措施，或以给定力度开启：NAME=on|off|0.5；可重复"}),
      switch_argument(options.sets, "--event", "NAME=STATE", event_set,
                      {"turns an event on or off, or makes it happen: NAME=on|off, NAME@2026, "
                       "NAME@2026=0.3 with that size; may be repeated",
                       "开关一项事件，或令其发生：NAME=on|off，NAME@2026，NAME@2026=0.3（规模）；可重复"})};
}

Argument figure_argument(ScenarioOptions& options) {
  return switch_argument(options.sets, "--figure", "NAME@YEAR=VALUE+-ERROR", figure_set,
                         {"a figure that is known, with the standard deviation of its error, as one of the "
                          "scenario's `observed:`; may be repeated",
                          "已知数据及其误差的标准差，同情景文件的 `observed:`；可重复"});
}

std::vector<Argument> method_arguments(ScenarioOptions& options) {
  return {into(options.sampling.method, scenario::sampling_option::method()),
          into(options.sampling.replicates, scenario::sampling_option::replicates())};
}

Argument level_argument(ScenarioOptions& options) {
  return into(options.sampling.level, scenario::sampling_option::level());
}

Command confined(Command command) {
  command.root = std::make_shared<std::filesystem::path>();
  command.arguments.push_back(into(
      *command.root, {.name = "DIR",
                      .flag = "--root",
                      .is_presentation = true,
                      .kind = ValueKind::folder,
                      .help = {"the folder in which all files that are read must lie, links resolved: for "
                               "files of people you do not know",
                               "所读文件（解析链接后）必须位于此目录内：用于来源不明的文件"}}));
  return command;
}

Argument threads_argument(std::size_t& threads) {
  return into(threads, {.name = "N",
                        .flag = "--threads",
                        .is_presentation = true,
                        .kind = ValueKind::whole,
                        .standard = "0",
                        .low = 0,
                        .high = 4096,
                        .help = {"worker threads; 0 is all the machine offers", "线程数；0 为全部可用"}});
}

Argument reading_argument(std::string& reading) {
  return into(reading, {.name = "NAME",
                        .flag = "--reading",
                        .help = {"reading of the scenario; default its first", "口径；默认第一种"}});
}

Argument targets_argument(std::vector<std::string>& targets) {
  return into(targets, {.name = "ID",
                        .flag = "--target",
                        .many = Many::list,
                        .help = {"targets by id, or joint; default joint and all that count towards it",
                                 "目标编号，或 joint（整体）；默认为整体及其全部目标"}});
}

Argument folder_argument(std::filesystem::path& folder, Title help) {
  return required(into(folder, {.name = "DIR",
                                .flag = "--into",
                                .is_presentation = true,
                                .kind = ValueKind::folder,
                                .help = std::move(help)}));
}

}  // namespace leontide::command
