// Conventions: GNU Coding Standards, 4.8 "Standards for Command Line Interfaces"; POSIX.1-2017, 12.2.
#include <catch2/catch.hpp>

#include "command/records.hpp"
#include "command/split_line.hpp"

namespace leontide::command {

namespace {

struct Values {
  std::string path;
  std::vector<std::string> names, sets, files;
  double size = 0;
  bool full = false;
};

Command command_of(Values& values) {
  Command command;
  command.name = "walk";
  command.arguments = {into(values.size, {.name = "N", .flag = "--size", .kind = ValueKind::number}),
                       into(values.names, {.name = "ID", .flag = "--names", .many = Many::list}),
                       into(values.sets, {.name = "A=B", .flag = "--set", .many = Many::each}),
                       into(values.full, {.flag = "--full", .kind = ValueKind::flag}),
                       positional(values.files, "FILE", ValueKind::file, {"files", "文件"}, 1, 3),
                       positional(values.path, "LAST", ValueKind::text, {"the last", "末项"})};
  return command;
}

Words words_of(const SplitLine& line, const std::string& name) {
  for (const GivenArgument& given : line.given) {
    const Option& option = given.argument->option;
    if (option.flag == name || (option.flag.empty() && option.name == name)) return given.words;
  }
  return {"no such argument"};
}

}  // namespace

TEST_CASE("Options and arguments stand in any order, values behind a sign or a blank") {
  Values values;
  const Command command = command_of(values);
  const SplitLine line = split_line(command, {"a", "--size=-3", "b", "--names", "x,y", "--set", "p=q=r",
                                              "--full", "--set=s=", "c", "--names=z"});
  CHECK(words_of(line, "FILE") == Words{"a", "b"});
  CHECK(words_of(line, "LAST") == Words{"c"});
  CHECK(words_of(line, "--size") == Words{"-3"});
  CHECK(words_of(line, "--names") == Words{"x", "y", "z"});
  CHECK(words_of(line, "--set") == Words{"p=q=r", "s="});
  CHECK(line.given[3].is_set());
  CHECK(line.unknown.empty());
  CHECK(line.valueless.empty());
  CHECK(line.rest.empty());
}

TEST_CASE("Behind -- nothing is an option, and - is an argument") {
  Values values;
  const Command command = command_of(values);
  const SplitLine line = split_line(command, {"-", "--", "--full", "-x", "--", "e"});
  CHECK(words_of(line, "FILE") == Words{"-", "--full", "-x"});
  CHECK(words_of(line, "LAST") == Words{"--"});
  CHECK(line.rest == Words{"e"});
  CHECK_FALSE(line.given[3].is_set());
}

TEST_CASE("Everything that cannot be taken is told, and what can be is taken") {
  Values values;
  const Command command = command_of(values);
  const SplitLine line =
      split_line(command, {"--siz", "4", "--size", "--full", "--full=no", "-xy", "--names", "a", "--set"});
  CHECK(line.unknown == std::vector<std::string>{"--siz", "-xy"});
  CHECK(line.valueless == std::vector<std::string>{"--size", "--set"});
  CHECK(line.flags == std::vector<std::string>{"--full"});
  CHECK(words_of(line, "--names") == Words{"a"});
  CHECK(words_of(line, "FILE").empty());  // 4 goes with the name that was cut short
  CHECK(line.given[3].times == 1);
  CHECK_FALSE(line.asks_for_help);
  CHECK(split_line(command, {"a", "--help"}).asks_for_help);
  CHECK(split_line(command, {"-h"}).asks_for_help);
  // A value that begins with a dash is one, where it is no option's name.
  CHECK(words_of(split_line(command, {"--size", "-4"}), "--size") == Words{"-4"});
}

}  // namespace leontide::command
