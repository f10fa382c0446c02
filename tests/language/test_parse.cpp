#include <catch2/catch.hpp>

#include "language/parse.hpp"
#include "language/print.hpp"

using namespace leontide;
using namespace leontide::language;

namespace {

ExpressionText text_of(const std::string& text) {
  ExpressionText out{text, "m.yaml", {}};
  for (std::size_t i = 0; i < text.size(); ++i)
    out.positions.push_back({3, 10 + i});
  return out;
}

std::string printed(const std::string& text) {
  Diagnostics diagnostics;
  const Syntax tree = parse(text_of(text), diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return print(tree);
}

std::string fault(const std::string& text) {
  Diagnostics diagnostics;
  parse(text_of(text), diagnostics);
  REQUIRE(diagnostics.has_errors());
  return diagnostics.list().front().what;
}

}  // namespace

TEST_CASE("operators bind as in mathematics") {
  CHECK(printed("a+b*c") == "a + b * c");
  CHECK(printed("(a+b)*c") == "(a + b) * c");
  CHECK(printed("a-(b-c)") == "a - (b - c)");
  CHECK(printed("a-b-c") == "a - b - c");
  CHECK(printed("a^b^c") == "a ^ b ^ c");
  CHECK(printed("(a^b)^c") == "(a ^ b) ^ c");
  CHECK(printed("-a^2") == "-a ^ 2");
  CHECK(printed("(-a)^2") == "(-a) ^ 2");
  CHECK(printed("a/b*c <= d+1") == "a / b * c <= d + 1");
}

TEST_CASE("what is printed parses to the same") {
  for (const char* text : {"sum(x[first] * 2, by = cluster)", "leontief(A, f, row = r, column = s) - 1e-3",
                           "where(a > 0, b, -c) ^ 0.5"}) {
    CHECK(printed(printed(text)) == printed(text));
  }
}

TEST_CASE("an expression's faults are told where they are") {
  Diagnostics diagnostics;
  parse(text_of("a + * b"), diagnostics);
  REQUIRE(diagnostics.error_count() == 1);
  CHECK(diagnostics.list()[0].place.line == 3);
  CHECK(diagnostics.list()[0].place.column == 14);
  CHECK(fault("sum(a, b") == "\"(\" is never closed");
  CHECK(fault("a b") == "\"b\" is not expected here");
  CHECK(fault("a $ b") == "\"$\" has no meaning in an expression");
  CHECK(fault("a < b < c") == "comparisons cannot be chained");
  CHECK(fault("2x") == "a number runs into a name here");
  CHECK(fault("") == "an expression is expected here");
}

TEST_CASE("depth and length are bounded, so that no file can exhaust the stack") {
  CHECK(fault(std::string(100000, '(')).find("too long") != std::string::npos);
  CHECK(fault(std::string(1000, '-') + "a").find("too deeply") != std::string::npos);
}
