#include <catch2/catch.hpp>
#include <limits>

#include "report/write/chance_text.hpp"

using namespace leontide;
using namespace leontide::report;

TEST_CASE("a share has as many digits as tell it from none and from all") {
  CHECK(percent_number(0.75) == "75");
  CHECK(percent_number(0.75, 1) == "75.0");
  CHECK(percent_number(0.066) == "6.6");
  CHECK(percent_number(0.0003) == "0.030");
  CHECK(percent_number(0.9997, 1) == "99.970");
  CHECK(percent_number(0) == "0");
  CHECK(percent_number(1, 1) == "100");
  CHECK(percent_number(std::numeric_limits<double>::quiet_NaN()) == "–");
  CHECK(percent_text(0.5, Language::en) == "50 %");
  CHECK(percent_text(0.5, Language::zh) == "50%");
}

// Clopper & Pearson (1934): none of n at a level of 95 % lies below 1 - 0.025^(1/n), 0.3596 % of 1024.
TEST_CASE("a chance of no hits is said by what it lies below, one of all hits by what it lies above") {
  CHECK(chance_text(statistics::proportion(0, 1024), Language::en) == "< 0.36 %");
  CHECK(chance_text(statistics::proportion(1024, 1024), Language::zh) == "> 99.64%");
  CHECK(chance_text(statistics::proportion(512, 1024), Language::en, 1) == "50.0 %");
  CHECK(chance_text(statistics::proportion(0, 0), Language::en) == "–");
  CHECK(chance_text(0, 0, 0.02, Language::en, 1) == "< 2.0 %");
  CHECK(chance_text(1, 0.5, 1, Language::en) == "> 50 %");
  CHECK(chance_text(0, 0, 0, Language::en) == "0 %");
}
