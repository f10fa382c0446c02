#include <catch2/catch.hpp>

#include "graph/draw.hpp"
#include "graph/order.hpp"

using namespace leontide;
using namespace leontide::graph;

namespace {

/// Variables of a scalar model, each reading the ones named within the year.
language::Model chain(const std::vector<std::pair<std::string, std::vector<std::uint32_t>>>& variables) {
  language::Model model;
  model.time = {2024, 2026};
  for (const auto& [name, reads] : variables) {
    language::Variable variable;
    variable.name = name;
    for (const std::uint32_t read : reads) {
      language::Node node;
      node.operation = language::Operation::variable;
      node.index = read;
      variable.equation.nodes.push_back(node);
    }
    variable.equation.nodes.emplace_back();
    model.variables.push_back(std::move(variable));
  }
  return model;
}

}  // namespace

TEST_CASE("everything is computed before it is read") {
  const auto model = chain({{"a", {1, 2}}, {"b", {2}}, {"c", {}}, {"d", {0}}});
  Diagnostics diagnostics;
  const auto found = order(model, diagnostics);
  REQUIRE(found);
  std::vector<std::size_t> position(4);
  for (std::size_t i = 0; i < found->later_years.size(); ++i)
    position[found->later_years[i].variables.front()] = i;
  CHECK(position[2] < position[1]);
  CHECK(position[1] < position[0]);
  CHECK(position[0] < position[3]);
}

TEST_CASE("a cycle is told once, by its shortest path") {
  const auto model = chain({{"a", {1}}, {"b", {2}}, {"c", {0, 1}}});
  Diagnostics diagnostics;
  CHECK_FALSE(order(model, diagnostics));
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.list()[0].what.find("a → b → c → a") != std::string::npos);
}

TEST_CASE("a declared block takes its cycle in") {
  auto model = chain({{"a", {1}}, {"b", {0}}, {"c", {0}}});
  model.blocks.push_back({"loop", {"a", "b"}, 1e-10, 100, 1, {}});
  Diagnostics diagnostics;
  const auto found = order(model, diagnostics);
  REQUIRE(found);
  CHECK(found->later_years.front().variables.size() == 2);
  CHECK(found->later_years.front().block == 0U);
}

TEST_CASE("drawings name what is read and what reads it") {
  const auto model = chain({{"a", {1}}, {"b", {}}});
  const Drawing drawing = draw_variables(model);
  REQUIRE(drawing.arrows.size() == 1);
  CHECK(drawing.boxes[drawing.arrows[0].from].name == "b");
  CHECK(drawing.boxes[drawing.arrows[0].to].name == "a");
  CHECK(to_dot(drawing, "m").find("n1 -> n0") != std::string::npos);
  CHECK(to_json(drawing).find(R"({"name":"a","kind":"variable"})") != std::string::npos);
}
