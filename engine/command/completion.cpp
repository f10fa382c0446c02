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

/// The words that begin a command of two, such as `table`.
std::vector<std::string> groups_of(std::span<const Command> commands) {
  std::vector<std::string> groups;
  for (const std::string& word : words_after(commands, "")) {
    if (!words_after(commands, word).empty()) groups.push_back(word);
  }
  return groups;
}

/// For each group a clause of `case` that runs `offer` with the words that may follow it.
std::string group_clauses(std::span<const Command> commands, const char* offer) {
  std::string clauses;
  for (const std::string& group : groups_of(commands)) {
    const std::string words = fmt::format("{}", fmt::join(words_after(commands, group), " "));
    clauses += fmt::format("    {}) {} ;;\n", group, fmt::format(fmt::runtime(offer), words));
  }
  return clauses;
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
  constexpr const char* offer = "COMPREPLY=($(compgen -W '{}' -- \"$word\"))";
  std::string script =
      "# bash completion of leontide\n"
      "_leontide() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
      "  local first=1\n"
      "  COMPREPLY=()\n"
      "  # The command that help is asked on is completed as if it were run.\n"
      "  if [[ $command == help && $word != -* && $before != -* ]]; then first=2; fi\n";
  script += fmt::format("  if ((COMP_CWORD == first)); then {}; return; fi\n",
                        fmt::format(fmt::runtime(offer), fmt::join(words_after(commands, ""), " ")));
  script += "  if ((COMP_CWORD == first + 1)); then\n    case $before in\n" + group_clauses(commands, offer) +
            "    esac\n    if [[ ${COMPREPLY[*]} || $first == 2 ]]; then return; fi\n  fi\n";
  script +=
      fmt::format("  case $command in {}) command+=\" ${{COMP_WORDS[2]}}\" ;; esac\n  case $command in\n",
                  fmt::join(groups_of(commands), "|"));
  for (const Command& command : commands) {
    script +=
        fmt::format("    '{}')\n      case $before in\n{}      esac\n", command.name, bash_values(command));
    script += fmt::format("      if [[ $word == -* ]]; then {}; return; fi ;;\n",
                          fmt::format(fmt::runtime(offer), fmt::join(flags_of(command), " ")));
  }
  return script +
         "  esac\n  COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _leontide leontide\n";
}

std::string zsh_completion(std::span<const Command> commands) {
  constexpr const char* offer = "compadd -- {}; return";
  std::string script = "#compdef leontide\n_leontide() {\n";
  script +=
      "  # The command that help is asked on is completed as if it were run.\n"
      "  if [[ $words[2] == help && $words[CURRENT] != -* && $words[CURRENT-1] != -* ]] && ((CURRENT > 2)); "
      "then\n    local asks_help=1\n    shift words; ((CURRENT -= 1))\n  fi\n";
  script += fmt::format("  if ((CURRENT == 2)); then {}; fi\n",
                        fmt::format(fmt::runtime(offer), fmt::join(words_after(commands, ""), " ")));
  script += "  if ((CURRENT == 3)); then\n    case $words[2] in\n" + group_clauses(commands, offer) +
            "    esac\n  fi\n  if [[ -n $asks_help ]]; then return; fi\n";
  script += fmt::format(
      "  local command=$words[2] skip=1\n"
      "  case $command in {}) command=\"$command $words[3]\" skip=2 ;; esac\n"
      "  shift $skip words; ((CURRENT -= skip))\n  case $command in\n",
      fmt::join(groups_of(commands), "|"));
  for (const Command& command : commands) {
    script += fmt::format("    '{}') _arguments", command.name);
    for (const Argument& argument : command.arguments)
      script += " \\\n      " + zsh_argument(argument);
    script += " ;;\n";
  }
  return script + "  esac\n}\n_leontide \"$@\"\n";
}

}  // namespace leontide::command
