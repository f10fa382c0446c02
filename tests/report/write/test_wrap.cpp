#include <catch2/catch.hpp>

#include "report/write/wrap.hpp"

using namespace leontide::report;

TEST_CASE("lines break at blanks and behind wide characters, and no part is wider than asked") {
  CHECK(wrapped("one two three", 7) == "one two\nthree");
  CHECK(wrapped("one two three", 0) == "one two three");
  CHECK(wrapped("one", 2) == "one");  // a word is not cut
  CHECK(wrapped("met with 58 %, at least", 13) == "met with\n58 %, at\nleast");
  CHECK(wrapped("规划整体实现极不可能", 8) == "规划整体\n实现极不\n可能");
  CHECK(wrapped("规划整体，实现", 8) == "规划整\n体，实现");
  CHECK(wrapped("   43 %  Finance in GDP: ≥ 8 %", 18) ==
        "   43 %  Finance\n         in GDP:\n         ≥ 8 %");
  CHECK(wrapped("  leontide explain plan.yaml target", 10) == "  leontide explain plan.yaml target");
  CHECK(wrapped("实现（规划）", 6) == "实现\n（规\n划）");  // no line ends with an opening bracket
  CHECK(wrapped("概率（< 5%）低", 9) == "概率\n（< 5%）\n低");
  CHECK(wrapped("one-two-three", 8, LongWords::break_up) == "one-two-\nthree");
  CHECK(wrapped(std::string(30, ' ') + "one two", 10) == "     one\n     two");  // no more than half is blank
}
