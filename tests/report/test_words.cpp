#include <catch2/catch.hpp>
#include <limits>

#include "report/run_document.hpp"
#include "report/target_words.hpp"

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

TEST_CASE("a promise says what decides it, also where it is held against another indicator") {
  leontide::scenario::Target target;
  target.rule = leontide::scenario::Target::Rule::at_least;
  target.bound_indicator = "gdp";
  target.is_about = true;
  target.years = {2027};
  const leontide::Title about = promise_of(target, 0.02, {"GDP", "地区生产总值"});
  CHECK(about.en == "≥ 98 % of GDP, about GDP, 2027");
  CHECK(about.zh == "≥ 地区生产总值的98%，约地区生产总值，2027年");
  CHECK(promise_of(target, 0, {"GDP", ""}).en == "≥ GDP, 2027");
  target.rule = leontide::scenario::Target::Rule::at_most;
  CHECK(promise_of(target, 0.05, {"GDP", ""}).en == "≤ 105 % of GDP, about GDP, 2027");
}

TEST_CASE("a level of confidence shows no binary fractions") {
  CHECK(level_text(0.95) == "95");
  CHECK(level_text(0.9999999) == "99.99999");
  CHECK(level_text(1e-9) == "1e-07");
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
