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

}  // namespace

TEST_CASE("the README's first scenario runs, and its target is a matter of chance") {
  std::ifstream file(source_folder() / "README.md");
  std::ostringstream readme;
  readme << file.rdbuf();
  const Scratch scratch;
  scratch.write("model.yaml", block(readme.str(), "leontide: model/1"));
  scratch.write("coefficients.csv", block(readme.str(), "code,industry"));
  scratch.write("targets.yaml", block(readme.str(), "leontide: targets/1"));
  scratch.write("scenario.yaml", block(readme.str(), "leontide: scenario/1"));
  const Json result = result_of(scratch, {"scenario.yaml", "--trials", "20000"});
  const double chance = chance_of(result, 0, "output_2027").at("estimate");
  CHECK(chance > 0.2);
  CHECK(chance < 0.8);
  CHECK(scratch.leontide({"explain", "scenario.yaml", "output_2027"}).code == 0);
  CHECK(scratch.leontide({"graph", "scenario.yaml", "--format", "svg"}).code == 0);
}

}  // namespace leontide::cli
