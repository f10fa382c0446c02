#include <catch2/catch.hpp>

#include "calibration/track_record.hpp"

using namespace leontide;
using namespace leontide::calibration;

TEST_CASE("a track record counts what came of such chances, direct and inferred apart, of older vintages") {
  Diagnostics diagnostics;
  const auto csv = parse_csv(
      "vintage,date,outcomes,from,to,targets,met,mean_chance,skill,skill_low,skill_high\n"
      "a,2010-01-01,direct,0,0.5,4,1,0.25,,,\na,2010-01-01,direct,0.5,1,2,2,0.75,0.5,0,1\n"
      "b,2020-01-01,direct,0,0.5,6,3,0.35,-1,-2,\nb,2020-01-01,inferred,0.5,1,1,0,1,,,\n",
      "record.csv", diagnostics);
  REQUIRE(csv);
  const auto record = TrackRecord::read(*csv, diagnostics);
  REQUIRE(record);
  CHECK(diagnostics.empty());
  CHECK(record->like(0, true).targets == 10);
  CHECK(record->like(0.49, true).met == 4);
  CHECK(record->like(0.49, true).mean_chance == Approx(0.31));
  CHECK(record->like(0.5, true).targets == 2);
  CHECK(record->like(1, true).met == 2);
  CHECK(record->like(1, false).targets == 1);
  CHECK(record->like(0.2, false).targets == 0);
  CHECK(*record->rows[1].skill == 0.5);
  CHECK_FALSE(record->rows[0].skill);
  CHECK(*record->rows[2].skill_low == -2);
  CHECK(record->before("2020-01-01").rows.size() == 2);
  CHECK(record->before("").rows.size() == 4);
}

TEST_CASE("a track record with another column or no chances is refused") {
  const auto fails = [](const char* text) {
    Diagnostics diagnostics;
    const auto csv = parse_csv(text, "record.csv", diagnostics);
    return csv && !TrackRecord::read(*csv, diagnostics) && diagnostics.error_count() > 0;
  };
  CHECK(fails("vintage,date\na,2010-01-01\n"));
  const std::string head =
      "vintage,date,outcomes,from,to,targets,met,mean_chance,skill,skill_low,skill_high\n";
  CHECK(fails((head + "a,2010,direct,0,2,4,1,0.2,,,\n").c_str()));
  CHECK(fails((head + "a,2010,direct,0,1,4,5,0.2,,,\n").c_str()));
  CHECK(fails((head + "a,2010,direct,0,1,x,1,0.2,,,\n").c_str()));
  CHECK(fails((head + "a,2010,direct,0,1,4,1,0.2,y,,\n").c_str()));
  CHECK(fails((head + "a,2010,other,0,1,4,1,0.2,,,\n").c_str()));
}
