#include <catch2/catch.hpp>

#include "report/run_document.hpp"

using namespace leontide::report;

// Mastrandrea et al. (2010), Guidance note for lead authors of the IPCC fifth assessment report, table 1.
TEST_CASE("chances are said in the calibrated words of the IPCC") {
  CHECK(likelihood_word(0.995).en == "virtually certain");
  CHECK(likelihood_word(0.95).en == "very likely");
  CHECK(likelihood_word(0.7).en == "likely");
  CHECK(likelihood_word(0.5).en == "about as likely as not");
  CHECK(likelihood_word(0.2).en == "unlikely");
  CHECK(likelihood_word(0.05).en == "very unlikely");
  CHECK(likelihood_word(0.001).en == "exceptionally unlikely");
}
