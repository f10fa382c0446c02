// What the README shows first runs as it stands there.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "cli/result.hpp"

namespace leontide::cli {

namespace {

/// The block, four columns in, whose first line begins with `first`, without the four columns.
std::string block(const std::string& text, const std::string& first) {
  std::istringstream lines(text.substr(text.find("\n    " + first) + 1));
  std::string found;
  for (std::string line; std::getline(lines, line) && line.starts_with("    ");)
    found += line.substr(4) + "\n";
  return found;
}

std::string text_of(const std::string& name) {
  std::ifstream file(source_folder() / name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("What the table workbench shows of Dalian's table is what its commands print") {
  std::istringstream lines(text_of("engine/command/table/README.md"));
  const Scratch scratch;
  std::string printed;
  std::size_t commands = 0, shown = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("    $ leontide ")) {
      std::istringstream words(line.substr(15));
      std::vector<std::string> arguments;
      for (std::string word; words >> word;)
        arguments.push_back(word.starts_with("models/") ? (source_folder() / word).string() : word);
      printed = "\n" + scratch.leontide(arguments).out;
      ++commands;
    } else if (!line.empty() && !line.starts_with("    ")) {
      printed.clear();
    } else if (!line.empty() && !printed.empty()) {
      INFO(line);
      CHECK(has(printed, "\n" + line.substr(4) + "\n"));
      ++shown;
    }
  }
  CHECK(commands == 3);
  CHECK(shown > 30);
}

TEST_CASE("the README's first scenario runs, and its target is a matter of chance") {
  const std::string readme = text_of("README.md");
  const Scratch scratch;
  scratch.write("model.yaml", block(readme, "leontide: model/1"));
  scratch.write("coefficients.csv", block(readme, "code,industry"));
  scratch.write("targets.yaml", block(readme, "leontide: targets/1"));
  scratch.write("scenario.yaml", block(readme, "leontide: scenario/1"));
  const Json result = result_of(scratch, {"scenario.yaml", "--trials", "20000"});
  const double chance = chance_of(result, 0, "output_2027").at("estimate");
  CHECK(chance > 0.2);
  CHECK(chance < 0.8);
  CHECK(scratch.leontide({"explain", "scenario.yaml", "output_2027"}).code == 0);
  CHECK(scratch.leontide({"graph", "scenario.yaml", "--format", "svg"}).code == 0);
}

}  // namespace leontide::cli
