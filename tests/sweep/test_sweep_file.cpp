#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "support/folder.hpp"
#include "sweep/cells.hpp"
#include "sweep/sweep_file.hpp"
#include "yaml/yaml.hpp"

using namespace leontide;
using namespace leontide::sweep;

namespace {

std::optional<SweepFile> sweep_of(const std::string& text, Diagnostics& diagnostics) {
  const test::Folder folder;
  std::ofstream(folder / "s.yaml") << "leontide: sweep/1\nname: s\nscenarios: [a.yaml, b.yaml]\n" << text;
  return read_sweep(folder / "s.yaml", diagnostics);
}

std::vector<std::string> range(const std::string& text, Diagnostics& diagnostics) {
  const auto file = yaml::parse_yaml(text, "range", diagnostics);
  std::vector<std::string> values;
  for (const auto& node : decimal_range(file->root, "x", diagnostics))
    values.push_back(node.text);
  return values;
}

}  // namespace

TEST_CASE("a range counts in decimals and holds both ends") {
  Diagnostics diagnostics;
  CHECK(range("{from: 0.0, to: 0.3, step: 0.1}", diagnostics) ==
        std::vector<std::string>{"0", "0.1", "0.2", "0.3"});
  CHECK(range("{from: -0.01, to: 0.01, step: 0.005}", diagnostics) ==
        std::vector<std::string>{"-0.01", "-0.005", "0", "0.005", "0.01"});
  CHECK(range("{from: 3, to: 1, step: -1}", diagnostics) == std::vector<std::string>{"3", "2", "1"});
  CHECK_FALSE(diagnostics.has_errors());
  for (const char* wrong : {"{from: 0, to: 1, step: 0.3}", "{from: 0, to: 1, step: 0}",
                            "{from: 1, to: 0, step: 1}", "{from: a, to: 1, step: 1}"}) {
    Diagnostics refused;
    CHECK(range(wrong, refused).empty());
    CHECK(refused.error_count() == 1);
  }
}

TEST_CASE("cells are the product of scenarios and factors, the last moving first, without exclusions") {
  Diagnostics diagnostics;
  const auto sweep = sweep_of(
      "axes:\n  x: [1, 2, 3]\nzip:\n  - {y: [10, 20], z: [7, 8]}\nexclude:\n  - {x: 2, scenario: b}\n  - {y: "
      "[20], "
      "x: 3}\n",
      diagnostics);
  INFO(diagnostics.text());
  REQUIRE(sweep);
  const Cells cells(*sweep);
  CHECK(cells.product() == 12);
  REQUIRE(cells.size() == 12 - 2 - 2);
  CHECK(cells.at(0).text() == "x=1\ny=10\nz=7\n");
  CHECK(cells.at(1).text() == "x=1\ny=20\nz=8\n");
  CHECK(cells.at(4).text() == "x=3\ny=10\nz=7\n");
  CHECK(cells.at(5).scenario == 1);
  CHECK(cells.at(7).text() == "x=3\ny=10\nz=7\n");
  CHECK(cells.at(7).number == 8);
}

TEST_CASE("samples follow their laws and come again from their seed") {
  const std::string text =
      "samples:\n  n: 512\n  method: sobol\n  over:\n    u: {distribution: uniform, low: -1, high: 3}\n    "
      "n: "
      "{distribution: normal, mean: 5, sd: 2}\n";
  Diagnostics diagnostics;
  const auto sweep = sweep_of(text, diagnostics), again = sweep_of(text, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(sweep);
  REQUIRE(sweep->factors.front().rows.size() == 512);
  double uniform = 0, normal = 0;
  for (std::size_t row = 0; row < 512; ++row) {
    const auto& values = sweep->factors.front().rows[row];
    uniform += std::stod(values[0].text) / 512;
    normal += std::stod(values[1].text) / 512;
    CHECK(values[0].text == again->factors.front().rows[row][0].text);
  }
  // Sobol points halve every interval: their mean is within 1 / n of the law's for a uniform.
  CHECK(std::abs(uniform - 1) < 4.0 / 512);
  CHECK(std::abs(normal - 5) < 0.02);
}

TEST_CASE("all that is wrong with a sweep is told at once, each at its place") {
  Diagnostics diagnostics;
  CHECK_FALSE(sweep_of(
      "axes:\n  x: {from: 0, to: 1, step: 0.3}\n  w: []\n  v: [1, 1]\nzip:\n  - {y: [1, 2], z: [1, 2, "
      "3]}\n  - {x: [1]}\nexclude:\n  - {nobody: 1}\nkeep: {quantiles: [2]}\nmore: 1\n",
      diagnostics));
  std::vector<std::string> faults;
  for (const auto& fault : diagnostics.list()) {
    CHECK(fault.place.line > 3);
    faults.push_back(fault.code);
  }
  CHECK(faults.size() == 8);
}
