#include <catch2/catch.hpp>

#include "report/write/write.hpp"

TEST_CASE("columns of text stand left, columns of numbers right, by what they take up on the screen") {
  CHECK(leontide::report::align({{"name", "n"}, {"x", "100"}}, {false, true}) ==
        "  name    n\n"
        "  ---------\n"
        "  x     100\n");
  CHECK(leontide::report::align({{"目标", "n"}, {"x", "1"}}, {false, true}) ==
        "  目标  n\n"
        "  -------\n"
        "  x     1\n");
}
