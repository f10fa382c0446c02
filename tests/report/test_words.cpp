#include <catch2/catch.hpp>

#include "report/terminal.hpp"

using namespace leontide::report;
using leontide::Language;

// Mastrandrea et al. (2010), Guidance note for lead authors of the IPCC fifth assessment report, table 1.
TEST_CASE("chances are said in the calibrated words of the IPCC") {
  CHECK(likelihood_word(0.995, Language::en) == "virtually certain");
  CHECK(likelihood_word(0.95, Language::en) == "very likely");
  CHECK(likelihood_word(0.7, Language::en) == "likely");
  CHECK(likelihood_word(0.5, Language::en) == "about as likely as not");
  CHECK(likelihood_word(0.2, Language::en) == "unlikely");
  CHECK(likelihood_word(0.05, Language::en) == "very unlikely");
  CHECK(likelihood_word(0.001, Language::en) == "exceptionally unlikely");
}
