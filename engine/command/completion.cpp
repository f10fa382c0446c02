#include <fmt/format.h>
#include <vector>

#include "command/help.hpp"

namespace leontide::command {

namespace {

/// Between single quotes of a shell.
std::string shell_quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text)
    safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return safe + "'";
}

std::vector<std::string> flags_of(const Command& command) {
  std::vector<std::string> flags;
  for (const Argument& argument : command.arguments) {
    if (!argument.is_positional()) flags.push_back(argument.option.flag);
  }
  return flags;
}

/// The words that may follow `group` (nothing: the program's name).
std::vector<std::string> words_after(std::span<const Command> commands, const std::string& group) {
  std::vector<std::string> words;
  const std::string prefix = group.empty() ? "" : group + " ";
  for (const Command& command : commands) {
    if (!command.name.starts_with(prefix)) continue;
    const std::string rest = command.name.substr(prefix.size());
    const std::string word = rest.substr(0, rest.find(' '));
    if (words.empty() || words.back() != word) words.push_back(word);
  }
  return words;
}

std::string bash_values(const Command& command) {
  std::string cases;
  for (const Argument& argument : command.arguments) {
    const Option& option = argument.option;
    if (argument.is_positional() || option.kind == ValueKind::flag) continue;
    std::string words;
    for (const ChoiceName& choice : option.choices)
      words += (words.empty() ? "" : " ") + choice.name;
    const std::string reply = option.kind == ValueKind::folder ? "compgen -d -- \"$word\""
                              : !words.empty() ? fmt::format("compgen -W '{}' -- \"$word\"", words)
                              : option.kind == ValueKind::file ? "compgen -f -- \"$word\""
                                                               : "true";
    cases += fmt::format("        {}) COMPREPLY=($({})); return ;;\n", option.flag, reply);
  }
  return cases;
}

/// `'--format[how it is written]:FORMAT:(text csv)'`.
std::string zsh_argument(const Argument& argument) {
  const Option& option = argument.option;
  std::string help;
  for (const char c : option.help.en) {  // these end a description
    if (c == '[' || c == ']' || c == ':') help += '\\';
    help += c;
  }
  std::string action = " ";
  if (option.kind == ValueKind::folder) action = "_files -/";
  if (option.kind == ValueKind::file) action = "_files";
  if (!option.choices.empty()) {
    action = "(";
    for (const ChoiceName& choice : option.choices)
      action += (action.size() > 1 ? " " : "") + choice.name;
    action += ")";
  }
  if (argument.is_positional())
    return shell_quoted(fmt::format("{}:{}:{}", argument.most > 1 ? "*" : "", option.name, action));
  const std::string repeated = option.many == Many::one ? "" : "*";
  if (option.kind == ValueKind::flag) return shell_quoted(fmt::format("{}[{}]", option.flag, help));
  return shell_quoted(fmt::format("{}{}[{}]:{}:{}", repeated, option.flag, help, option.name, action));
}

}  // namespace

std::string bash_completion(std::span<const Command> commands) {
  std::string script =
      "# bash completion of leontide\n"
      "_leontide() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
      "  COMPREPLY=()\n";
  script +=
      fmt::format("  if ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W '{}' -- \"$word\")); return; fi\n",
                  fmt::join(words_after(commands, ""), " "));
  script += fmt::format(
      "  if [[ $command == table ]]; then\n"
      "    if ((COMP_CWORD == 2)); then COMPREPLY=($(compgen -W '{}' -- \"$word\")); return; fi\n"
      "    command=\"table ${{COMP_WORDS[2]}}\"\n  fi\n  case $command in\n",
      fmt::join(words_after(commands, "table"), " "));
  for (const Command& command : commands) {
    script +=
        fmt::format("    '{}')\n      case $before in\n{}      esac\n", command.name, bash_values(command));
    script += fmt::format(
        "      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W '{}' -- \"$word\")); return; fi ;;\n",
        fmt::join(flags_of(command), " "));
  }
  return script +
         "  esac\n  COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _leontide leontide\n";
}

std::string zsh_completion(std::span<const Command> commands) {
  std::string script = "#compdef leontide\n_leontide() {\n";
  script += fmt::format("  if ((CURRENT == 2)); then compadd -- {}; return; fi\n",
                        fmt::join(words_after(commands, ""), " "));
  script += "  local command=$words[2] skip=1\n";
  script += fmt::format(
      "  if [[ $command == table ]]; then\n"
      "    if ((CURRENT == 3)); then compadd -- {}; return; fi\n"
      "    command=\"table $words[3]\" skip=2\n  fi\n"
      "  shift $skip words; ((CURRENT -= skip))\n  case $command in\n",
      fmt::join(words_after(commands, "table"), " "));
  for (const Command& command : commands) {
    script += fmt::format("    '{}') _arguments", command.name);
    for (const Argument& argument : command.arguments)
      script += " \\\n      " + zsh_argument(argument);
    script += " ;;\n";
  }
  return script + "  esac\n}\n_leontide \"$@\"\n";
}

}  // namespace leontide::command
