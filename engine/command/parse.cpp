#include "command/parse.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/diagnostic.hpp"
#include "base/nearest_name.hpp"
#include "command/session/spoken_language.hpp"
#include "command/short_forms.hpp"
#include "command/split_line.hpp"

namespace leontide::command {

namespace {

/// The words at the beginning that name a command or a group of them.
std::string name_in(std::span<const Command> commands, const std::vector<std::string>& words) {
  std::string name;
  for (const std::string& word : words) {
    const std::string longer = name.empty() ? word : fmt::format("{} {}", name, word);
    const bool is_known = std::any_of(commands.begin(), commands.end(), [&](const Command& command) {
      return command.name == longer || command.name.starts_with(longer + " ");
    });
    if (!is_known) break;
    name = longer;
  }
  return name;
}

/// What to say where a word stands in the place of a command and is none; empty where that is not the fault.
std::string unknown_command(std::span<const Command> commands, const std::vector<std::string>& words) {
  const std::string name = name_in(commands, words);
  const std::string prefix = name.empty() ? "" : name + " ";
  const std::size_t known_words =
      name.empty() ? 0 : static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
  std::vector<std::string> next;
  for (const Command& command : commands) {
    if (command.name == name) return {};
    if (!command.name.starts_with(prefix)) continue;
    const std::string rest = command.name.substr(prefix.size());
    const std::string word = rest.substr(0, rest.find(' '));
    if (next.empty() || next.back() != word) next.push_back(word);
  }
  if (known_words >= words.size() || words[known_words].starts_with('-')) return {};
  const std::string& word = words[known_words];
  return fmt::format("leontide: {}: {}\n",
                     shown_sentence(fmt::format("there is no command \"{}\"", prefix + word)),
                     shown_sentence(suggestion(word, next)));
}

std::string asked_as(const Argument& argument) {
  return argument.is_positional() ? argument.option.name : argument.option.flag;
}

/// Every value that its record refuses.
std::string refusals(const SplitLine& line) {
  Diagnostics diagnostics;
  for (const GivenArgument& given : line.given) {
    const Argument& argument = *given.argument;
    if (!given.words.empty() && given.words.size() < argument.least)
      diagnostics.error("too-few", {said({"command line", "命令行"}), 0, 0, 0},
                        fmt::format("{} takes at least {}, not {}", asked_as(argument), argument.least,
                                    given.words.size()));
    for (const std::string& word : given.words) {
      auto fault = refused(argument.option, word, asked_as(argument));
      if (fault)
        diagnostics.error("value", {said({"command line", "命令行"}), 0, 0, 0}, std::move(fault->what),
                          std::move(fault->hint));
    }
  }
  return diagnostics.text(0, spoken_language());
}

/// The words that look like options and are none of the command's, each with the nearest that is.
std::string unknown_options(const Command& command, const SplitLine& line) {
  std::vector<std::string> known{"--help"};
  for (const Argument& argument : command.arguments) {
    if (!argument.is_positional()) known.push_back(argument.option.flag);
  }
  std::string text;
  for (const std::string& flag : line.unknown)
    text += fmt::format("leontide: {}: {}\n",
                        shown_sentence(fmt::format("{} has no option {}", command.name, flag)),
                        shown_sentence(suggestion(flag, known)));
  return text;
}

/// What was set of all that decides the numbers.
Asked asked_by(const Command& command, const SplitLine& line) {
  Asked asked{command.name, {}, {}};
  for (const GivenArgument& given : line.given) {
    const Option& option = given.argument->option;
    if (!given.is_set() || given.argument->is_positional() || option.is_presentation) continue;
    const std::string name = option.flag.substr(2);
    const Title value = option.kind == ValueKind::flag
                            ? Title{"yes", "是"}
                            : Title{fmt::format("{}", fmt::join(given.words, ", ")), ""};
    asked.settings.push_back({name, {name, name}, value});
    if (option.kind == ValueKind::file)
      asked.files.insert(asked.files.end(), given.words.begin(), given.words.end());
  }
  return asked;
}

const GivenArgument* given_of(const SplitLine& line, const std::string& flag) {
  const auto found = std::find_if(line.given.begin(), line.given.end(), [&](const GivenArgument& given) {
    return given.argument->option.flag == flag && given.is_set();
  });
  return found == line.given.end() ? nullptr : &*found;
}

/// What stands there in a way that its record does not have.
std::vector<std::string> wrong_alone(const SplitLine& line) {
  std::vector<std::string> found;
  for (const std::string& flag : line.valueless)
    found.push_back(fmt::format("{} needs a value", flag));
  for (const std::string& flag : line.flags)
    found.push_back(fmt::format("{} takes no value", flag));
  for (const GivenArgument& given : line.given) {
    const Option& option = given.argument->option;
    if (given.times > 1 && option.kind != ValueKind::flag && option.many == Many::one)
      found.push_back(fmt::format("{} is given more than once", option.flag));
  }
  return found;
}

/// What the line lacks, and what of it may not stand together or not alone.
std::vector<std::string> wrong_together(const SplitLine& line) {
  std::vector<std::string> found;
  for (const GivenArgument& given : line.given) {
    const Argument& argument = *given.argument;
    const std::string name = asked_as(argument);
    const bool is_valueless =
        std::find(line.valueless.begin(), line.valueless.end(), name) != line.valueless.end();
    if (argument.required && !given.is_set() && !is_valueless)
      found.push_back(fmt::format("{} is required", name));
    if (!given.is_set()) continue;
    if (!argument.needs.empty() && given_of(line, argument.needs) == nullptr)
      found.push_back(fmt::format("{} requires {}", name, argument.needs));
    for (const std::string& flag : argument.excludes) {
      const GivenArgument* other = given_of(line, flag);
      const bool is_said =
          other != nullptr && other < &given &&
          std::count(other->argument->excludes.begin(), other->argument->excludes.end(), name) > 0;
      if (other != nullptr && !is_said) found.push_back(refuse_both(name, flag).what);
    }
  }
  return found;
}

std::string where_help_is(const std::string& name) {
  return fmt::format("  {} `leontide help{}`\n", said({"see", "见"}), name.empty() ? "" : " " + name);
}

/// Everything wrong with a command's line.
std::string faults_of(const Command& command, const SplitLine& line) {
  std::string text = unknown_options(command, line);
  std::vector<std::string> sentences = wrong_alone(line);
  const std::vector<std::string> together = wrong_together(line);
  sentences.insert(sentences.end(), together.begin(), together.end());
  // Beside an unknown option they may be its value.
  if (text.empty() && !line.rest.empty())
    sentences.push_back(
        line.rest.size() > 1
            ? fmt::format("The following arguments were not expected: {}", fmt::join(line.rest, " "))
            : fmt::format("The following argument was not expected: {}", line.rest.front()));
  for (const std::string& sentence : sentences)
    text += fmt::format("leontide: {}\n", shown_sentence(sentence));
  if (!sentences.empty()) text += where_help_is(command.name);
  return text + refusals(line);
}

Parsed take(const Command& command, const SplitLine& line) {
  if (line.asks_for_help) return {Parsed::Wanted::help, nullptr, command.name, {}};
  Parsed parsed{Parsed::Wanted::body, &command, command.name, faults_of(command, line)};
  if (!parsed.message.empty()) {
    parsed.wanted = Parsed::Wanted::refusal;
    return parsed;
  }
  for (const GivenArgument& given : line.given) {
    if (given.is_set()) given.argument->set(given.words);
  }
  if (command.tell) command.tell(asked_by(command, line));
  return parsed;
}

/// Of a line that names no command, or only the first word of several.
Parsed without_command(std::span<const Command> commands, const std::string& name, const Words& words) {
  const auto has_word = [&](const char* word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  Parsed parsed{Parsed::Wanted::refusal, nullptr, name, unknown_command(commands, words)};
  if (has_word("--help") || has_word("-h")) {
    parsed.wanted = Parsed::Wanted::help;
  } else if (name.empty() && has_word("--version")) {
    parsed.wanted = Parsed::Wanted::version;
  } else if (parsed.message.empty()) {
    const bool begins_with_option = !words.empty() && words.front().starts_with('-');
    const std::string what =
        begins_with_option
            ? fmt::format("{} stands before the command, where no option is read", words.front())
            : std::string("A subcommand is required");
    parsed.message = fmt::format("leontide: {}\n", shown_sentence(what)) + where_help_is(name);
  }
  return parsed;
}

}  // namespace

Parsed parse(std::span<const Command> commands, const std::vector<std::string>& words) {
  const std::string name = name_in(commands, words);
  const auto command =
      std::find_if(commands.begin(), commands.end(), [&](const Command& one) { return one.name == name; });
  if (command == commands.end()) return without_command(commands, name, words);
  const auto own_words = 1 + std::count(name.begin(), name.end(), ' ');
  return take(*command,
              split_line(*command, spelled_out(*command, {words.begin() + own_words, words.end()})));
}

}  // namespace leontide::command
