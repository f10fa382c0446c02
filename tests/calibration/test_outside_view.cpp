#include <catch2/catch.hpp>

#include "calibration/outside_view.hpp"
#include "calibration/panel.hpp"

using namespace leontide;
using namespace leontide::calibration;

TEST_CASE("windows that reach a growth are counted over all cities") {
  // Means of three years: 2, 3, 4 and 5, 5, 5.
  GrowthPanel panel;
  panel.cities = {"one", "other"};
  panel.first_year = 2000;
  panel.years = 5;
  panel.growth = {1, 2, 3, 4, 5, 5, 5, 5, 5, 5};
  const ReachedShare all = share_of_windows(panel, 3, 2000, 2004, 4);
  CHECK((all.windows == 6 && all.reached == 4));
  const ReachedShare last = share_of_windows(panel, 3, 2004, 2004, 4.5);
  CHECK((last.windows == 2 && last.reached == 1));
}

TEST_CASE("an outside view gives the row that is not below the growth asked for") {
  Diagnostics diagnostics;
  const auto table = parse_csv(
      "growth,share,share_recent,window_years,first_year,recent_from,last_year\n"
      "5,0.75,0.5,3,2000,2016,2022\n6,0.25,0.125,3,2000,2016,2022\n",
      "view.csv", diagnostics);
  REQUIRE(table);
  CHECK(outside_share(*table, 5, {}, diagnostics)->share == 0.75);
  CHECK(outside_share(*table, 5.01, {}, diagnostics)->share == 0.25);
  CHECK(diagnostics.empty());
  CHECK_FALSE(outside_share(*table, 6.1, {}, diagnostics));
  CHECK(diagnostics.has_errors());
}
