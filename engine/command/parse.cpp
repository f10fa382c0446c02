#include "command/parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <map>

#include "base/diagnostic.hpp"
#include "base/nearest_name.hpp"
#include "command/session/spoken_language.hpp"
#include "command/short_forms.hpp"

namespace leontide::command {

namespace {

/// One argument while a line is read.
struct Slot {
  const Argument* argument;
  Words words;
  CLI::Option* option = nullptr;
};

struct Leaf {
  const Command* command;
  CLI::App* app;
  std::deque<Slot> slots;
};

CLI::Option* add_slot(CLI::App& app, Slot& slot) {
  const Argument& argument = *slot.argument;
  const Option& option = argument.option;
  if (option.kind == ValueKind::flag) return app.add_flag(option.flag);
  CLI::Option* added = app.add_option(argument.is_positional() ? option.name : option.flag, slot.words);
  if (argument.is_positional() && argument.most > 1) {
    added->expected(static_cast<int>(argument.least), static_cast<int>(argument.most));
  } else {
    if (option.many == Many::one) added->expected(1);
    if (option.many == Many::list) added->delimiter(',');
    added->allow_extra_args(false);
  }
  if (argument.required) added->required();
  return added;
}

void add_command(CLI::App& app, Leaf& leaf) {
  for (const Argument& argument : leaf.command->arguments)
    leaf.slots.push_back({&argument, {}, nullptr});
  for (Slot& slot : leaf.slots)
    slot.option = add_slot(app, slot);
  for (const Slot& slot : leaf.slots) {
    for (const std::string& other : slot.argument->excludes)
      slot.option->excludes(app.get_option(other));
  }
}

/// Where the command `table balance` is added: below the app `table`, made where it is not there yet.
class Tree {
 public:
  explicit Tree(CLI::App& root) : root_(root) {}

  CLI::App* add(const std::string& name) {
    const std::size_t blank = name.find(' ');
    if (blank == std::string::npos) return root_.add_subcommand(name);
    CLI::App*& group = groups_[name.substr(0, blank)];
    if (group == nullptr) group = root_.add_subcommand(name.substr(0, blank))->require_subcommand(1);
    return group->add_subcommand(name.substr(blank + 1));
  }

 private:
  CLI::App& root_;
  std::map<std::string, CLI::App*> groups_;
};

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
                     in_spoken(fmt::format("there is no command \"{}\"", prefix + word)),
                     in_spoken(suggestion(word, next)));
}

std::string asked_as(const Argument& argument) {
  return argument.is_positional() ? argument.option.name : argument.option.flag;
}

/// Every value that its record refuses.
std::string refusals(const Leaf& leaf) {
  Diagnostics diagnostics;
  for (const Slot& slot : leaf.slots) {
    for (const std::string& word : slot.words) {
      auto fault = refused(slot.argument->option, word, asked_as(*slot.argument));
      if (fault)
        diagnostics.error("value", {said({"command line", "命令行"}), 0, 0, 0}, std::move(fault->what),
                          std::move(fault->hint));
    }
  }
  return diagnostics.text(0, spoken_language());
}

/// The words that look like options and are none of the command's, each with the nearest that is.
std::string unknown_options(std::span<const Command> commands, const std::string& name, const Words& words) {
  const auto command =
      std::find_if(commands.begin(), commands.end(), [&](const Command& one) { return one.name == name; });
  if (command == commands.end()) return {};
  std::vector<std::string> known{"--help"};
  for (const Argument& argument : command->arguments) {
    if (!argument.is_positional()) known.push_back(argument.option.flag);
  }
  std::string text;
  for (const std::string& word : words) {
    const std::string flag = word.substr(0, word.find('='));
    if (!flag.starts_with("--") || flag == "--") continue;
    if (std::find(known.begin(), known.end(), flag) != known.end()) continue;
    text += fmt::format("leontide: {}: {}\n", in_spoken(fmt::format("{} has no option {}", name, flag)),
                        in_spoken(suggestion(flag, known)));
  }
  return text;
}

/// What was set of all that decides the numbers.
Asked asked_by(const Leaf& leaf) {
  Asked asked{leaf.command->name, {}, {}};
  for (const Slot& slot : leaf.slots) {
    const Option& option = slot.argument->option;
    if (slot.option->count() == 0 || slot.argument->is_positional() || option.is_presentation) continue;
    const std::string name = option.flag.substr(2);
    const Title value = option.kind == ValueKind::flag
                            ? Title{"yes", "是"}
                            : Title{fmt::format("{}", fmt::join(slot.words, ", ")), ""};
    asked.settings.push_back({name, {name, name}, value});
    if (option.kind == ValueKind::file)
      asked.files.insert(asked.files.end(), slot.words.begin(), slot.words.end());
  }
  return asked;
}

Parsed take(const Leaf& leaf) {
  Parsed parsed{Parsed::Wanted::body, leaf.command, leaf.command->name, {}};
  parsed.message = refusals(leaf);
  if (!parsed.message.empty()) {
    parsed.wanted = Parsed::Wanted::refusal;
    return parsed;
  }
  for (const Slot& slot : leaf.slots) {
    if (slot.option->count() > 0) slot.argument->set(slot.words);
  }
  if (leaf.command->tell) leaf.command->tell(asked_by(leaf));
  return parsed;
}

}  // namespace

Parsed parse(std::span<const Command> commands, const std::vector<std::string>& given) {
  const std::string named = name_in(commands, given);
  const auto command =
      std::find_if(commands.begin(), commands.end(), [&](const Command& one) { return one.name == named; });
  const Words words = command == commands.end() ? given : spelled_out(*command, given);
  CLI::App root;
  root.set_version_flag("--version", "");
  root.require_subcommand(1);
  Tree tree(root);
  std::deque<Leaf> leaves;
  for (const Command& one : commands) {
    CLI::App* app = tree.add(one.name);
    add_command(*app, leaves.emplace_back(Leaf{&one, app, {}}));
  }
  Parsed refusal;
  refusal.message = unknown_command(commands, words);
  if (!refusal.message.empty()) return refusal;
  try {
    root.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    return {Parsed::Wanted::help, nullptr, name_in(commands, words), {}};
  } catch (const CLI::CallForVersion&) {
    return {Parsed::Wanted::version, nullptr, {}, {}};
  } catch (const CLI::ParseError& error) {
    const std::string name = name_in(commands, words);
    refusal.message = unknown_options(commands, name, words);
    if (!refusal.message.empty()) return refusal;
    refusal.message = fmt::format("leontide: {}\n  {} `leontide help{}`\n", in_spoken(error.what()),
                                  said({"see", "见"}), name.empty() ? "" : " " + name);
    return refusal;
  }
  for (const Leaf& leaf : leaves) {
    if (leaf.app->parsed()) return take(leaf);
  }
  return refusal;
}

}  // namespace leontide::command
