#include "command/split_line.hpp"

#include <algorithm>
#include <getopt.h>
#include <numeric>

namespace leontide::command {

namespace {

/// What getopt returns for a word that is no option.
constexpr int plain_word = 1;
/// And for the option of a command at this place, counted from here.
constexpr int first_option = 256;

std::size_t place_of(int found) {
  return static_cast<std::size_t>(found - first_option);
}

/// The options of a command as getopt reads them; those that stand by position have a place, too, and no name
/// that can be typed.
std::vector<::option> long_options(const Command& command) {
  std::vector<::option> options;
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const Argument& argument = command.arguments[i];
    if (argument.is_positional()) continue;
    const int has_value = argument.option.kind == ValueKind::flag ? no_argument : required_argument;
    options.push_back(
        {argument.option.flag.c_str() + 2, has_value, nullptr, first_option + static_cast<int>(i)});
  }
  options.push_back({"help", no_argument, nullptr, 'h'});
  options.push_back({nullptr, 0, nullptr, 0});
  return options;
}

void add_value(GivenArgument& given, const std::string& value) {
  if (given.argument->option.many != Many::list) return given.words.push_back(value);
  for (std::size_t begin = 0; begin <= value.size();) {
    const std::size_t comma = std::min(value.find(',', begin), value.size());
    given.words.push_back(value.substr(begin, comma - begin));
    begin = comma + 1;
  }
}

/// Takes the option that getopt has read; true where what it took for the value is the next option.
bool take_option(GivenArgument& given, const std::string& flag, bool is_value_apart, SplitLine& line) {
  const Option& option = given.argument->option;
  if (flag != option.flag) {  // getopt takes names that are cut short
    line.unknown.push_back(flag);
    return false;
  }
  if (option.kind != ValueKind::flag) {
    const std::string value = ::optarg;
    if (is_value_apart && value.starts_with("--") && value.size() > 2) {
      line.valueless.push_back(flag);
      return true;
    }
    add_value(given, value);
  }
  ++given.times;
  return false;
}

/// Hands plain words to the arguments that stand by position, each as many as it takes, so that the later
/// ones have the least they need.
void place(const Words& plain, SplitLine& line) {
  std::vector<GivenArgument*> places;
  for (GivenArgument& given : line.given) {
    if (given.argument->is_positional()) places.push_back(&given);
  }
  std::size_t needed = std::accumulate(
      places.begin(), places.end(), std::size_t{0},
      [](std::size_t sum, const GivenArgument* given) { return sum + given->argument->least; });
  auto next = plain.begin();
  for (GivenArgument* given : places) {
    needed -= given->argument->least;
    const auto left = static_cast<std::size_t>(plain.end() - next);
    const std::size_t spare = left > needed ? left - needed : std::min<std::size_t>(left, 1);
    const auto taken = static_cast<std::ptrdiff_t>(std::min(given->argument->most, spare));
    given->words.assign(next, next + taken);
    given->times = taken > 0 ? 1 : 0;
    next += taken;
  }
  line.rest.assign(next, plain.end());
}

}  // namespace

SplitLine split_line(const Command& command, const Words& words) {
  SplitLine line;
  for (const Argument& argument : command.arguments)
    line.given.push_back({&argument, {}, 0});
  // A copy, for getopt takes pointers that could be written through, and begins behind a program's name.
  Words copies{command.name};
  copies.insert(copies.end(), words.begin(), words.end());
  std::vector<char*> pointers;
  for (std::string& word : copies)
    pointers.push_back(word.data());
  const std::vector<::option> options = long_options(command);
  const int count = static_cast<int>(pointers.size());
  pointers.push_back(nullptr);

  Words plain;
  ::opterr = 0;  // we tell what is wrong
  ::optind = 0;  // begins anew
  for (int at = 1, found = 0;
       (found = ::getopt_long(count, pointers.data(), "-:h", options.data(), nullptr)) != -1; at = ::optind) {
    const std::string& word = copies[static_cast<std::size_t>(at)];
    const std::string flag = word.substr(0, word.find('='));
    if (found == plain_word) {
      plain.emplace_back(::optarg);
    } else if (found == 'h') {
      line.asks_for_help = true;
    } else if (found == ':') {
      line.valueless.push_back(flag);
    } else if (found == '?') {
      const bool is_known =
          ::optopt >= first_option && flag == line.given[place_of(::optopt)].argument->option.flag;
      std::vector<std::string>& faults = is_known ? line.flags : line.unknown;
      // Of `-xy` each letter comes by itself.
      if (faults.empty() || faults.back() != flag) faults.push_back(flag);
    } else if (take_option(line.given[place_of(found)], flag, flag == word, line)) {
      ::optind = at + 1;
    }
  }
  plain.insert(plain.end(), copies.begin() + ::optind, copies.end());
  place(plain, line);
  return line;
}

}  // namespace leontide::command
