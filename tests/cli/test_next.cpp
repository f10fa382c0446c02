// What a run suggests to go on with works as it is printed.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <wordexp.h>

#include "cli/command.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

/// The commands that stand below "Next:".
std::vector<std::string> suggested(const std::string& text) {
  std::vector<std::string> commands;
  for (std::size_t at = text.find("\n  leontide "); at != std::string::npos;
       at = text.find("\n  leontide ", at + 1)) {
    commands.push_back(text.substr(at + 3, text.find('\n', at + 1) - at - 3));
  }
  return commands;
}

/// The arguments after the command's name, as a shell takes them apart.
std::vector<std::string> arguments_of(const std::string& command) {
  wordexp_t words;
  REQUIRE(wordexp(command.c_str(), &words, WRDE_NOCMD | WRDE_UNDEF) == 0);
  std::vector<std::string> arguments(words.we_wordv + 1, words.we_wordv + words.we_wordc);
  wordfree(&words);
  return arguments;
}

}  // namespace

TEST_CASE("commands that a run suggests work as printed: blanks and quotes in names, what was set") {
  const Scratch scratch;
  const fs::path folder = "it's my plan";
  fs::create_directories(scratch.path(folder.string()));
  fs::copy(source_folder() / "tests/cases/given/plan", scratch.path(folder.string()));
  const std::string scenario =
      GENERATE(as<std::string>{}, "it's my plan/scenario.yaml", "it's my plan/pushed.yaml");
  const Ended run = scratch.leontide({"run", scenario, "--into", "out", "--trials", "2048", "--set",
                                      "parameters.bar=0.3", "--event", "storm@2026=0.5"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  const std::vector<std::string> commands = suggested(run.out);
  REQUIRE(commands.size() == 3);
  for (const std::string& command : commands) {
    INFO(command);
    auto arguments = arguments_of(command);
    const Ended ended = scratch.leontide(arguments);
    INFO(ended.err);
    CHECK(ended.code == 0);
    CHECK(has(ended.out, "parameters.bar=0.3"));
  }
}

}  // namespace leontide::cli
