#include <catch2/catch.hpp>

#include "report/write/unquoted.hpp"

namespace leontide::report {

TEST_CASE("Quotes go where a value needs none, and zeros behind the points of whole numbers") {
  CHECK(unquoted(R"(<p class="note" id="a-1">x</p>)") == "<p class=note id=a-1>x</p>");
  CHECK(unquoted(R"(<path class="a b" d="M1.0 2.5V10.0"/>)") == R"(<path class="a b" d="M1 2.5V10"/>)");
  CHECK(unquoted(R"(<circle cx="6.0" cy="-6.0" r="4.5" />)") == "<circle cx=6 cy=-6 r=4.5 />");
  // A slash would belong to the value, nothing is no value, and versions are no numbers.
  CHECK(unquoted(R"(<rect x="2.6" width="3.0"/>)") == R"(<rect x=2.6 width="3"/>)");
  CHECK(unquoted(R"(<a href="" data-v="1.0.0">)") == R"(<a href="" data-v=1.0.0>)");
}

TEST_CASE("Text, scripts, styles and what is no whole tag stay as they are") {
  for (const char* text : {R"(a="b" 1.0)", R"(<script>let a = "b", c = "1.0";</script>)",
                           R"(<style>a[b="c"]{}</style>)", R"(<p title="a > b">)", R"(<p class="a)", "<", ""})
    CHECK(unquoted(text) == text);
  CHECK(unquoted(R"(<script type="x">"y"</script><b id="c">)") == R"(<script type="x">"y"</script><b id=c>)");
}

}  // namespace leontide::report
