#include <catch2/catch.hpp>

#include "calibration/day.hpp"

using namespace leontide::calibration;

TEST_CASE("a day is one of the calendar") {
  CHECK(parse_day("2024-02-29") == Day{2024, 2, 29});
  CHECK(print_day({2025, 1, 31}) == "2025-01-31");
  for (const char* text : {"2023-02-29", "1900-02-29", "2025", "2025-1-31", "2025-13-01", "2025-04-31",
                           "2025-00-10", "2025-01-00", "31-01-2025", "2025-01-31 ", ""})
    CHECK_FALSE(parse_day(text));
  CHECK(parse_day("2000-02-29"));
  CHECK(Day{2024, 12, 31} < Day{2025, 1, 1});
  CHECK(Day{2025, 1, 9} < Day{2025, 1, 10});
}

TEST_CASE("figures become known by rule where no source gives a day") {
  CHECK(usual_day("gdp_nominal", 2024) == Day{2025, 3, 31});
  CHECK(usual_day("gdp_h1", 2025) == Day{2025, 8, 31});
  CHECK(usual_day("growth_q1", 2025) == Day{2025, 5, 31});
  CHECK(usual_day("trade_total_jan_sep", 2025) == Day{2025, 11, 30});
  CHECK(usual_day("orders_dec", 2025) == Day{2026, 3, 31});
  CHECK(usual_day("orders_nov", 2025) == Day{2026, 1, 31});
  CHECK(usual_day("orders_jan", 2024) == Day{2024, 3, 31});
}
