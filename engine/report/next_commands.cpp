#include "report/next_commands.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fmt/format.h>

#include "base/numbers.hpp"

namespace leontide::report {

namespace {

/// A word as a shell takes it: in quotes where it holds more than letters, digits and what is plain.
std::string shell_word(const std::string& word) {
  const bool is_plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
    return c >= 0x80 || std::isalnum(c) != 0 || std::strchr("_./+-@=:,%", c) != nullptr;
  });
  if (is_plain) return word;
  std::string quoted = "'";
  for (const char c : word)
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string sets_of(const Answer& answer) {
  std::string text;
  for (const std::string& set : answer.set)
    text += " --set " + shell_word(set);
  return text;
}

std::string seek_words(const analysis::MovingNumber& moving) {
  return fmt::format(" --vary {} --from {} --to {} --chance {}", shell_word(moving.path),
                     print_number(moving.from), print_number(moving.to), print_number(moving.chance));
}

std::string figure_words(const analysis::TellingFigure& figure) {
  return fmt::format(" --figure {}@{}={}+-{}", shell_word(figure.indicator), figure.year,
                     print_number(figure.value), print_number(figure.error));
}

}  // namespace

std::vector<std::string> next_commands(const Answer& answer, const AskedAs& asked_as,
                                       const std::string& target) {
  if (asked_as.scenario.empty()) return {};
  const std::string scenario = shell_word(asked_as.scenario), sets = sets_of(answer);
  const auto asking = [&](const char* command, const std::string& words) {
    return fmt::format("leontide {} {}{}{} --target {}", command, scenario, sets, words, shell_word(target));
  };
  const auto& [open, moving, figure] = asked_as.next;
  std::vector<std::string> commands;
  commands.push_back(moving ? asking("seek", seek_words(*moving)) : asking("sensitivity", ""));
  if (figure)
    commands.push_back(asking("observe", figure_words(*figure)));
  else
    commands.push_back(asking(answer.readings.front().levers.empty() ? "discover" : "attribute", ""));
  if (asked_as.compared.empty()) {
    commands.push_back(fmt::format("leontide explain {} {}{}", scenario, shell_word(target), sets));
  } else {
    std::string compare = "leontide compare";
    for (const std::string& one : asked_as.compared)
      compare += " " + shell_word(one);
    commands.push_back(compare + sets);
  }
  return commands;
}

}  // namespace leontide::report
