#include <catch2/catch.hpp>

#include "table/activity.hpp"

namespace leontide::table {

TEST_CASE("An activity begins without a share and keeps the last that was told") {
  begin_activity("reading flows.csv");
  CHECK(current_activity().what == "reading flows.csv");
  CHECK(current_activity().share < 0);
  report_share(0.25);
  CHECK(current_activity().share == 0.25);
  begin_activity("checking the table");
  CHECK(current_activity().share < 0);
}

}  // namespace leontide::table
