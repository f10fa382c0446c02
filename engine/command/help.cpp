#include "command/help.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/nearest_name.hpp"
#include "base/source_text.hpp"
#include "command/records.hpp"
#include "command/session/arguments.hpp"
#include "command/session/command_session.hpp"
#include "command/sweep/schema.hpp"
#include "scenario/file_keys.hpp"

namespace leontide::command {

namespace {

enum class HelpFormat { text, man, markdown, bash, zsh };
constexpr Choice<HelpFormat> help_formats[] = {
    {HelpFormat::text, "text", "for a terminal", "终端"},
    {HelpFormat::man, "man", "a man page of all commands", "全部命令的手册页"},
    {HelpFormat::markdown, "markdown", "a reference page of all commands", "全部命令的参考页"},
    {HelpFormat::bash, "bash", "completion for bash", "bash 补全"},
    {HelpFormat::zsh, "zsh", "completion for zsh", "zsh 补全"}};
constexpr std::span<const Choice<HelpFormat>> choices_of(HelpFormat) {
  return help_formats;
}

/// Beside the kinds of files that make up a scenario.
constexpr const char* sweep_kind = "sweep";

std::vector<ChoiceName> schema_names() {
  std::vector<ChoiceName> names = choice_names<scenario::FileKind>();
  names.push_back({sweep_kind, {"what is varied", "扫描"}});
  return names;
}

struct HelpOptions {
  std::vector<std::string> name;
  HelpFormat format = HelpFormat::text;
  std::string schema;  ///< a kind of file; empty: none
  std::optional<std::filesystem::path> out;
  Language language = Language::en;
};

/// Two columns: what is written, and what it means.
std::string two_columns(const std::vector<std::pair<std::string, std::string>>& rows) {
  constexpr std::size_t widest = 28;
  std::size_t width = 0;
  for (const auto& [left, right] : rows) {
    if (display_width(left) <= widest) width = std::max(width, display_width(left));
  }
  std::string text;
  for (const auto& [left, right] : rows) {
    text += "  " + left;
    const std::size_t used = display_width(left);
    text += used <= width ? std::string(width - used + 2, ' ') : "\n" + std::string(width + 4, ' ');
    text += right + "\n";
  }
  return text;
}

std::string help_on(const Command& command, Language language) {
  const bool zh = language == Language::zh;
  std::string text = fmt::format("{}{}\n\n{}\n", zh ? "用法：" : "Usage: ", synopsis(command, language),
                                 in_language(command.help, language));
  for (const bool is_positional : {true, false}) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Argument& argument : command.arguments) {
      if (argument.is_positional() == is_positional)
        rows.emplace_back(spelling(argument), description(argument, language));
    }
    if (rows.empty()) continue;
    const char* title = is_positional ? (zh ? "参数" : "Arguments") : (zh ? "选项" : "Options");
    text += fmt::format("\n{}\n{}", title, two_columns(rows));
  }
  return text;
}

std::string rendered(const std::vector<Command>& commands, const HelpOptions& options) {
  if (options.schema == sweep_kind) return sweep_schema();
  if (const auto kind = find_choice<scenario::FileKind>(options.schema)) return scenario::json_schema(*kind);
  switch (options.format) {
    case HelpFormat::man: return man_page(commands, options.language);
    case HelpFormat::markdown: return reference_page(commands);
    case HelpFormat::bash: return bash_completion(commands);
    case HelpFormat::zsh: return zsh_completion(commands);
    case HelpFormat::text: break;
  }
  const std::string name = fmt::format("{}", fmt::join(options.name, " "));
  std::string text = help_text(commands, name, options.language);
  if (!text.empty()) return text;
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const Command& command : commands)
    names.push_back(command.name);
  refuse("unknown-name", "help", fmt::format("there is no command \"{}\"", name), suggestion(name, names));
}

int command_help(const HelpOptions& options) {
  return guarded("help", [&] {
    const std::string text = rendered(all_commands(), options);
    if (options.out) return write_file(*options.out, text);
    write_out(text);
  });
}

}  // namespace

std::string spelling(const Argument& argument) {
  const Option& option = argument.option;
  if (argument.is_positional()) return argument.most > 1 ? option.name + " …" : option.name;
  return option.kind == ValueKind::flag ? option.flag : option.flag + " " + option.name;
}

std::string synopsis(const Command& command, Language language) {
  const bool zh = language == Language::zh;
  std::string line = "leontide " + command.name;
  bool has_options = false;
  for (const Argument& argument : command.arguments) {
    if (argument.required) {
      line += " " + spelling(argument);
    } else {
      has_options = true;
    }
  }
  const bool asks_help = command.name == "help";
  return line + (asks_help ? " [COMMAND]" : "") + (!has_options ? "" : zh ? " [选项]" : " [options]");
}

std::string description(const Argument& argument, Language language) {
  const bool zh = language == Language::zh;
  const Option& option = argument.option;
  std::string text = in_language(option.help, language);
  std::vector<std::string> more;
  if (const std::string values = values_of(option, language); !values.empty()) more.push_back(values);
  if (option.many == Many::list) more.emplace_back(zh ? "以逗号分隔" : "separated by commas");
  if (!option.standard.empty())
    more.push_back(fmt::format("{} {}", zh ? "默认" : "default", option.standard));
  if (argument.required && !argument.is_positional()) more.emplace_back(zh ? "必填" : "required");
  for (const std::string& other : argument.excludes)
    more.push_back(fmt::format("{} {}", zh ? "不可同时用" : "not beside", other));
  if (!argument.needs.empty())
    more.push_back(fmt::format("{} {}", zh ? "须同时用" : "beside", argument.needs));
  if (!option.yaml_key.empty()) more.push_back(fmt::format("YAML: {}", option.yaml_key));
  if (!more.empty())
    text += zh ? fmt::format("（{}）", fmt::join(more, "；")) : fmt::format(" ({})", fmt::join(more, "; "));
  return text;
}

std::string help_text(std::span<const Command> commands, const std::string& name, Language language) {
  const bool zh = language == Language::zh;
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Command& command : commands) {
    if (command.name == name) return help_on(command, language);
    if (name.empty() || command.name.starts_with(name + " "))
      rows.emplace_back(command.name, in_language(command.help, language));
  }
  if (rows.empty()) return {};
  return fmt::format("{}leontide {}{} …\n\n{}\n{}", zh ? "用法：" : "Usage: ", name.empty() ? "" : name + " ",
                     zh ? "命令" : "COMMAND", two_columns(rows),
                     zh ? "leontide help 命令：某一命令的帮助；--version：版本\n"
                        : "leontide help COMMAND for one of them; --version for the version\n");
}

Command help_command() {
  const auto options = std::make_shared<HelpOptions>();
  Argument name = positional(options->name, "COMMAND", ValueKind::text,
                             {"the command; default the list of all", "命令；默认列出全部"}, 0, 2);
  name.required = false;
  return make_command(
      "help",
      {"help on a command; manual, completion and reference page of all", "命令帮助；手册页、补全与参考页"},
      options,
      {name,
       into(options->format, {.name = "FORMAT",
                              .flag = "--format",
                              .is_presentation = true,
                              .kind = ValueKind::choice,
                              .standard = "text",
                              .choices = choice_names<HelpFormat>(),
                              .help = {"how it is written", "输出格式"}}),
       into(options->schema, {.name = "KIND",
                              .flag = "--schema",
                              .kind = ValueKind::choice,
                              .choices = schema_names(),
                              .help = {"the JSON Schema of a kind of file instead, for an editor",
                                       "改为输出某类文件的 JSON Schema，供编辑器使用"}}),
       into(options->out, {.name = "FILE",
                           .flag = "--out",
                           .is_presentation = true,
                           .kind = ValueKind::file,
                           .help = {"file to write it to, instead of the terminal", "写入文件而非终端"}}),
       language_argument(options->language)},
      command_help);
}

}  // namespace leontide::command
