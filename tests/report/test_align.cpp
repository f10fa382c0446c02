#include <catch2/catch.hpp>

#include "base/source_text.hpp"
#include "report/terminal.hpp"

using namespace leontide::report;

TEST_CASE("columns line up for Chinese text") {
  const std::string text =
      align({{"target", "%"}, {"生产性服务业增加值", "85.2"}, {"GDP", "7.0"}}, {false, true});
  std::vector<std::size_t> widths;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    widths.push_back(leontide::display_width(std::string_view(text).substr(begin, end - begin)));
    begin = end + 1;
  }
  REQUIRE(widths.size() == 4);
  CHECK(widths[0] == widths[1]);
  CHECK(widths[2] == widths[3]);
  CHECK(widths[0] == widths[2]);
}

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
