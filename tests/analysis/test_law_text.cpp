#include <catch2/catch.hpp>

#include "analysis/law_text.hpp"

using namespace leontide;
using namespace leontide::random;

TEST_CASE("a driver's text names its law, what it depends on and how") {
  Driver x{.name = "x", .laws = {Ar{0.04, 0.01, {0.5, 0.2}, {0.05, 0.06}}}};
  CHECK(analysis::law_text(x.laws[0]).en ==
        "ar, mean 0.04, sd 0.01, phi 0.5, phi 0.2, start 0.05, start 0.06");
  CHECK(analysis::law_text(Bootstrap{{1, 2, 3}, 4}).en == "bootstrap, years 3, block 4");
  CHECK(analysis::dependence_text(x, {}).en.empty());
  x.serial = PairLaw{Family::student, {}, -0.2, 4, 90};
  CHECK(analysis::dependence_text(x, {}).en == "; from step to step by student, tau -0.2, df 4, rotation 90");
  Copula copula;
  copula.drivers = {"y", "x", "z"};
  copula.kind = Copula::Kind::student;
  copula.df = 5;
  x.serial.reset();
  CHECK(analysis::dependence_text(x, {copula}).en == "; in a student copula with y, z, df 5");
}
