#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "calibration/outside_view.hpp"
#include "calibration/panel.hpp"
#include "support/folder.hpp"

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

TEST_CASE("growth at current prices is that of levels, from the second year on") {
  const test::Folder folder;
  const auto path =
      folder.write("levels.csv", "city,year,gdp_index,gdp\na,2000,110,100\na,2001,110,120\na,2002,110,150\n");
  Diagnostics diagnostics;
  PanelColumns columns;
  columns.level = "gdp";
  const auto panel = read_nominal_panel(path, "levels.csv", columns, diagnostics);
  REQUIRE(panel);
  CHECK(panel->first_year == 2001);
  CHECK(panel->at(0, 2001) == Approx(100 * std::log(1.2)).margin(1e-9));
  CHECK(panel->at(0, 2002) == Approx(100 * std::log(1.25)).margin(1e-9));
}

TEST_CASE("an outside view is read between its rows, of the nearest length of window") {
  Diagnostics diagnostics;
  const auto csv = parse_csv(
      "measure,growth,share,share_recent,window_years,first_year,recent_from,last_year\n"
      "real,5,0.75,0.5,3,2000,2016,2022\nreal,6,0.25,0.125,3,2000,2016,2022\n"
      "real,5,0.5,0.5,5,2000,2016,2022\nnominal,5,1,1,3,2001,2016,2022\n",
      "view.csv", diagnostics);
  REQUIRE(csv);
  const auto table = OutsideTable::read(*csv, diagnostics);
  REQUIRE(table);
  CHECK(table->at(Measure::real, 3, 5)->share == 0.75);
  CHECK(table->at(Measure::real, 3, 5.5)->share == 0.5);
  CHECK(table->at(Measure::real, 2, 6)->share_recent == 0.125);
  CHECK(table->at(Measure::real, 9, 5)->share == 0.5);
  CHECK(table->at(Measure::nominal, 3, 5)->share == 1);
  CHECK_FALSE(table->at(Measure::real, 3, 5)->is_bound);
  CHECK(table->at(Measure::real, 3, 6.1)->is_bound);
  CHECK(table->at(Measure::real, 3, -2)->is_bound);
  CHECK(table->at(Measure::real, 3, -2)->share == 0.75);
  CHECK(diagnostics.empty());
}
