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
    added->expected(1, static_cast<int>(argument.most));  // too few are told by `refusals`
  } else {
    if (option.many == Many::one) added->expected(1);
    if (option.many == Many::list) added->delimiter(',');
    added->allow_extra_args(false);
  }
  return added;
}

/// What is missing, too much or not to stand together is told by `faults_of`, all at once: the parser would
/// stop at the first.
void add_command(CLI::App& app, Leaf& leaf) {
  app.allow_extras();
  for (const Argument& argument : leaf.command->arguments)
    leaf.slots.push_back({&argument, {}, nullptr});
  for (Slot& slot : leaf.slots)
    slot.option = add_slot(app, slot);
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
                     shown_sentence(fmt::format("there is no command \"{}\"", prefix + word)),
                     shown_sentence(suggestion(word, next)));
}

std::string asked_as(const Argument& argument) {
  return argument.is_positional() ? argument.option.name : argument.option.flag;
}

/// Every value that its record refuses.
std::string refusals(const Leaf& leaf) {
  Diagnostics diagnostics;
  for (const Slot& slot : leaf.slots) {
    const Argument& argument = *slot.argument;
    if (!slot.words.empty() && slot.words.size() < argument.least)
      diagnostics.error(
          "too-few", {said({"command line", "命令行"}), 0, 0, 0},
          fmt::format("{} takes at least {}, not {}", asked_as(argument), argument.least, slot.words.size()));
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
    text += fmt::format("leontide: {}: {}\n", shown_sentence(fmt::format("{} has no option {}", name, flag)),
                        shown_sentence(suggestion(flag, known)));
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

const Slot* slot_of(const Leaf& leaf, const std::string& flag) {
  const auto found = std::find_if(leaf.slots.begin(), leaf.slots.end(),
                                  [&](const Slot& slot) { return slot.argument->option.flag == flag; });
  return found == leaf.slots.end() ? nullptr : &*found;
}

bool is_set(const Slot* slot) {
  return slot != nullptr && slot->option->count() > 0;
}

/// What the line lacks, and what of it may not stand together or not alone.
std::vector<std::string> wrong_together(const Leaf& leaf) {
  std::vector<std::string> found;
  for (const Slot& slot : leaf.slots) {
    const std::string name = asked_as(*slot.argument);
    if (slot.argument->required && !is_set(&slot)) found.push_back(name + " is required");
    if (!is_set(&slot)) continue;
    if (!slot.argument->needs.empty() && !is_set(slot_of(leaf, slot.argument->needs)))
      found.push_back(fmt::format("{} requires {}", name, slot.argument->needs));
    for (const std::string& flag : slot.argument->excludes) {
      const Slot* other = slot_of(leaf, flag);
      const bool is_said =
          other != nullptr && other < &slot &&
          std::count(other->argument->excludes.begin(), other->argument->excludes.end(), name) > 0;
      if (is_set(other) && !is_said) found.push_back(refuse_both(name, flag).what);
    }
  }
  return found;
}

/// Everything wrong with a line that could be taken apart.
std::string faults_of(const Leaf& leaf, std::span<const Command> commands, const Words& words) {
  const std::string& name = leaf.command->name;
  std::string text = unknown_options(commands, name, words);
  std::vector<std::string> sentences = wrong_together(leaf);
  const std::vector<std::string> rest = leaf.app->remaining();
  // Beside an unknown option they may be its value.
  if (text.empty() && !rest.empty())
    sentences.push_back(fmt::format("The following argument{} not expected: {}",
                                    rest.size() > 1 ? "s were" : " was", fmt::join(rest, " ")));
  for (const std::string& sentence : sentences)
    text += fmt::format("leontide: {}\n", shown_sentence(sentence));
  if (!sentences.empty()) text += fmt::format("  {} `leontide help {}`\n", said({"see", "见"}), name);
  return text + refusals(leaf);
}

Parsed take(const Leaf& leaf, std::span<const Command> commands, const Words& words) {
  Parsed parsed{Parsed::Wanted::body, leaf.command, leaf.command->name, {}};
  parsed.message = faults_of(leaf, commands, words);
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
    if (const std::string what = error.what(); what.find(": At Most 1 required") != std::string::npos) {
      const std::string option = what.substr(0, what.find(':'));
      refusal.message += fmt::format("leontide: {}\n  {} `leontide help {}`\n",
                                     said({option + " is given more than once", option + " 给出了多次"}),
                                     said({"see", "见"}), name);
      return refusal;
    }
    refusal.message += fmt::format("leontide: {}\n  {} `leontide help{}`\n", shown_sentence(error.what()),
                                   said({"see", "见"}), name.empty() ? "" : " " + name);
    return refusal;
  }
  for (const Leaf& leaf : leaves) {
    if (leaf.app->parsed()) return take(leaf, commands, words);
  }
  return refusal;
}

}  // namespace leontide::command
