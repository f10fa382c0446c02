#include <algorithm>
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

TEST_CASE("what lies around a name is so many arrows away") {
  const Drawing drawing = draw_variables(chain({{"a", {1}}, {"b", {2}}, {"c", {3}}, {"d", {}}}));
  std::vector<std::string> names;
  for (const auto& box : around(drawing, "b", 1).boxes)
    names.push_back(box.name);
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"a", "b", "c"});
  CHECK(around(drawing, "e", 1).boxes.empty());
}

TEST_CASE("layers leave out arrows that longer ways imply, and count what feeds a box") {
  auto model = chain({{"a", {1, 2}}, {"b", {2}}, {"c", {}}});
  language::Quantity driver;
  driver.name = "x";
  model.drivers.push_back(driver);
  language::Node node;
  node.operation = language::Operation::driver;
  model.variables[2].equation.nodes.push_back(node);
  const Drawing layers = in_layers(draw_variables(model));
  CHECK(layers.boxes.size() == 3);
  CHECK(layers.arrows.size() == 2);
  const auto c =
      std::find_if(layers.boxes.begin(), layers.boxes.end(), [](const auto& box) { return box.name == "c"; });
  REQUIRE(c != layers.boxes.end());
  CHECK(c->detail.en == "1 driver");
}

TEST_CASE(
    "a drawing that is too long for a screen is folded, and what is short or goes in a circle is not lost") {
  // v0 reads v1, v1 reads v2, …: 13 steps from the last to the first.
  std::vector<std::pair<std::string, std::vector<std::uint32_t>>> variables;
  for (std::uint32_t i = 0; i < 14; ++i)
    variables.push_back(
        {"v" + std::to_string(i), i < 13 ? std::vector<std::uint32_t>{i + 1} : std::vector<std::uint32_t>{}});
  Drawing drawing = draw_variables(chain(variables));
  fold(drawing);
  for (const auto& box : drawing.boxes) {
    const std::size_t step = 13 - std::stoul(box.name.substr(1));
    CHECK(box.band == 1 + step / 6);
  }
  const std::string dot = to_dot(drawing, "long");
  CHECK(dot.find("label=\"1 / 3\"") != std::string::npos);
  CHECK(dot.find("[constraint=false") != std::string::npos);

  Drawing circle{
      {}, {}, false, {{"a", {}, "variable", "", {}}, {"b", {}, "variable", "", {}}}, {{0, 1}, {1, 0}}};
  fold(circle);
  CHECK(circle.boxes[0].band == 0);
}

TEST_CASE("what comes back to itself is marked") {
  auto model = chain({{"a", {1}}, {"b", {}}, {"c", {0}}});
  language::Node node;
  node.operation = language::Operation::previous;
  node.index = 0;
  model.variables[1].equation.nodes.push_back(node);
  for (const auto& box : draw_variables(model).boxes)
    CHECK(box.is_in_cycle == (box.name != "c"));
}

TEST_CASE("money goes from the buyer to the seller, the largest payments first") {
  // b buys 30 of a for 100 that it makes, a buys 1 of b for 50.
  const Sales sales{{"a", "b"}, {{"A", "甲"}, {"B", "乙"}}, {0, 30, 1, 20}, {50, 100}, {"CNY", "元"}};
  const Drawing all = draw_sales(sales, 0.01, 10, "sector");
  REQUIRE(all.arrows.size() == 3);  // and what b buys of itself
  CHECK(all.boxes[all.arrows[0].from].name == "b");
  CHECK(all.boxes[all.arrows[0].to].name == "a");
  CHECK(all.arrows[0].weight == 30);
  CHECK(draw_sales(sales, 0.05, 10, "sector").arrows.size() == 2);
  CHECK(draw_sales(sales, 0, 1, "sector").arrows.size() == 2);
  CHECK(to_dot(all, "m", Language::zh).find("甲") != std::string::npos);
  const std::vector<std::uint32_t> one{0, 0};
  const Sales together = added_up(sales, one, {"g"}, {{"G", "组"}});
  CHECK(together.flows == std::vector<double>{51});
  CHECK(together.outputs == std::vector<double>{150});
}
