#include <catch2/catch.hpp>
#include <limits>

#include "report/run_document.hpp"

using namespace leontide::report;

// Mastrandrea et al. (2010), Guidance note for lead authors of the IPCC fifth assessment report, table 1.
TEST_CASE("chances are said in the calibrated words of the IPCC") {
  const auto word = [](double chance) { return likelihood_words(chance, chance).en; };
  CHECK(word(0.995) == "virtually certain");
  CHECK(word(0.95) == "very likely");
  CHECK(word(0.7) == "likely");
  CHECK(word(0.5) == "about as likely as not");
  CHECK(word(0.2) == "unlikely");
  CHECK(word(0.05) == "very unlikely");
  CHECK(word(0.001) == "exceptionally unlikely");
}

TEST_CASE("a word holds for the whole interval, or it is not said") {
  CHECK(likelihood_words(0.67, 0.89).en == "likely");
  CHECK(likelihood_words(0.60, 0.70).en == "about as likely as not to likely");
  CHECK(likelihood_words(0.60, 0.70).zh == "或许可能至可能");
  CHECK(likelihood_words(0.60, 0.95).en == "too few trials to say");
  CHECK(likelihood_words(0, 0.975).en == "too few trials to say");
  CHECK(likelihood_words(0, 0.009).en == "exceptionally unlikely");
  CHECK(likelihood_words(0, std::numeric_limits<double>::quiet_NaN()).en.empty());
}
