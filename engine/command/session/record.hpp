#pragma once

#include <concepts>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/numbers.hpp"
#include "base/option.hpp"
#include "command/session/command_session.hpp"

namespace leontide::command {

/// What a command line gives an option: its values as typed.
using Words = std::vector<std::string>;

/// An option of one command: its record, and where its value goes. The words have passed `refused`.
struct Argument {
  Option option;
  bool required = false;                  ///< the command is refused without it
  std::size_t least = 1, most = 1;        ///< values of an argument that stands by its position
  std::vector<std::string> excludes{};    ///< flags that may not stand beside it
  std::string needs{};                    ///< a flag without which it may not stand
  std::function<void(const Words&)> set;  ///< takes the values; several where `option.many` says so

  /// Whether it stands by its position.
  bool is_positional() const { return option.flag.empty(); }
};

/// One command: what parser, help, manual, completion and reference page are made from. `body` gives the
/// exit code and reads what the arguments have set.
struct Command {
  std::string name;                               ///< `run`, `table balance`
  Title help;                                     ///< one line
  std::vector<Argument> arguments;                ///< in the order in which help shows them
  std::function<int()> body;                      ///< the exit code
  std::shared_ptr<std::filesystem::path> root{};  ///< of `--root`, of a command that has it; may be empty
  std::function<void(Asked)> tell{};              ///< takes what the line asked for; may be empty
  std::function<void()>
      examine{};  ///< refuses what could not be shown as asked, before the work; may be empty
};

/// A text as it is typed.
inline void assign(std::string& field, const Words& words) {
  field = words.back();
}
/// A path as it is typed.
inline void assign(std::filesystem::path& field, const Words& words) {
  field = words.back();
}
/// A number that the record has accepted.
inline void assign(double& field, const Words& words) {
  field = parse_number(words.back()).value_or(field);
}
/// True wherever the flag stands.
inline void assign(bool& field, const Words&) {
  field = true;
}
/// A whole number that the record has accepted.
template <std::integral Whole>
requires(!std::same_as<Whole, bool>) void assign(Whole& field, const Words& words) {
  field = static_cast<Whole>(parse_integer(words.back()).value_or(0));
}
/// The enum's value of that name.
template <class Enum>
requires std::is_enum_v<Enum>
void assign(Enum& field, const Words& words) {
  field = find_choice<Enum>(words.back()).value_or(field);
}
/// Each value to an item, in their order.
template <class Item>
void assign(std::vector<Item>& field, const Words& words) {
  for (const std::string& word : words)
    assign(field.emplace_back(), {word});
}
/// As `Value`; an option that is not given leaves it empty.
template <class Value>
void assign(std::optional<Value>& field, const Words& words) {
  assign(field.emplace(), words);
}

/// An optional may stay empty, so it has no default of its own.
template <class Value>
constexpr bool is_left_open(const std::optional<Value>&) {
  return true;
}
/// Everything else starts from its value.
constexpr bool is_left_open(const auto&) {
  return false;
}

/// An option whose value goes into `field`, which must outlive the command: see `make_command`. The record's
/// default is what the field starts from, unless it may stay empty: then a file may say otherwise.
template <class Field>
Argument into(Field& field, Option option) {
  if (!option.standard.empty() && !is_left_open(field)) assign(field, {option.standard});
  return {.option = std::move(option), .set = [&field](const Words& words) { assign(field, words); }};
}
/// The command is refused without it.
inline Argument required(Argument argument) {
  argument.required = true;
  return argument;
}
/// The command is refused where one of these flags stands beside it.
inline Argument excluding(Argument argument, std::vector<std::string> flags) {
  argument.excludes = std::move(flags);
  return argument;
}

/// The command is refused where this flag does not stand beside it.
inline Argument needing(Argument argument, std::string flag) {
  argument.needs = std::move(flag);
  return argument;
}

/// A value that stands by its position; `most` above 1 takes as many.
template <class Field>
Argument positional(Field& field, const std::string& name, ValueKind kind, const Title& help,
                    std::size_t least = 1, std::size_t most = 1) {
  Argument argument = into(field, {.name = name, .kind = kind, .help = help});
  argument.required = true;
  argument.least = least;
  argument.most = most;
  return argument;
}

/// All arguments of several lists, in order.
std::vector<Argument> joined(std::vector<std::vector<Argument>> lists);

/// A command whose arguments set `options`, which live as long as the record.
template <class Options>
Command make_command(std::string name, Title help, const std::shared_ptr<Options>& options,
                     std::vector<Argument> arguments, int (*body)(const Options&)) {
  Command command{std::move(name),
                  std::move(help),
                  std::move(arguments),
                  [options, body] { return body(*options); },
                  {},
                  {},
                  {}};
  if constexpr (requires { options->output.asked; }) {
    command.tell = [options](const Asked& asked) { options->output.asked = asked; };
    command.examine = [options] { require_showable(options->output); };
  }
  return command;
}

}  // namespace leontide::command
