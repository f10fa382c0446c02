#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "linear/correlation.hpp"
#include "random/problems.hpp"
#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::scalar;

namespace {

// The one problem of a law.
void check(const Law& law, const std::string& key, const std::string& what) {
  const auto found = problems(law);
  INFO(name_of(law));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == key);
  CHECK(found[0].what == what);
}

}  // namespace

TEST_CASE("good laws have no problems") {
  for (const Law& law : {Law(Uniform{}),
                         Law(Normal{}),
                         Law(Lognormal{}),
                         Law(Triangular{}),
                         Law(Pert{}),
                         Law(Beta{}),
                         Law(Gamma{}),
                         Law(StudentT{}),
                         Law(TruncatedNormal{0, 1, 0, HUGE_VAL}),
                         Law(Discrete{{1, 2}, {0.4, 0.6000009}}),
                         Law(Empirical{{1}}),
                         Law(Poisson{}),
                         Law(Weibull{}),
                         Law(Binomial{}),
                         Law(NegativeBinomial{}),
                         Law(Mixture{{1}, {{Normal{}}}}),
                         Law(Constant{}),
                         Law(RandomWalk{}),
                         Law(Ar1{}),
                         Law(MeanReverting{}),
                         Law(Gbm{}),
                         Law(JumpDiffusion{}),
                         Law(MarkovRegime{{1}, {0}, {1}, 1})}) {
    INFO(name_of(law));
    CHECK(problems(law).empty());
  }
}

TEST_CASE("each bad parameter is said in a sentence with its value") {
  check(Normal{0, -0.1}, "sd", "sd is -0.1, but must be zero or more");
  check(Normal{NAN, 1}, "mean", "mean is nan, but must be a finite number");
  check(Lognormal{0, 1}, "median", "median is 0, but must be above zero");
  check(Uniform{2, 1}, "high", "high is 1, but must not be below low, which is 2");
  check(Triangular{0, 5, 1}, "high", "high is 1, but must not be below mode, which is 5");
  check(Pert{0, 0.5, 1, -1}, "shape", "shape is -1, but must be from 0 to 1000000");
  check(Beta{0, 1, 0, 1}, "alpha", "alpha is 0, but must be from 0.01 to 1000000");
  check(Gamma{1, -2}, "scale", "scale is -2, but must be zero or more");
  check(StudentT{0, 0, 1}, "df", "df is 0, but must be from 0.1 to 1000000");
  check(TruncatedNormal{0, 1, 2, 1}, "high", "high is 1, but must be above low, which is 2");
  check(TruncatedNormal{0, 1, 40, 41}, "low",
        "low 40 to high 41 holds nothing of a normal with mean 0 and sd 1");
  check(Discrete{{1, 2}, {1}}, "chances", "chances has 1 numbers, but values has 2");
  check(Discrete{{1}, {-1}}, "chances", "chances holds -1, but a chance must be zero or more");
  check(Discrete{{1}, {0}}, "chances", "chances sum to 0, but must sum to 1");
  check(Empirical{}, "values", "values is empty");
  check(Poisson{-1}, "mean", "mean is -1, but must be from 0 to 1000000000");
  check(Weibull{0, 1}, "shape", "shape is 0, but must be from 0.01 to 1000000");
  check(Binomial{2.5, 0.5}, "trials", "trials is 2.5, but must be a whole number");
  check(NegativeBinomial{1e6, 0.001}, "successes",
        "successes 1000000 with chance 0.001 spread over too many counts");
  check(Mixture{{1}, {{Poisson{}}}}, "parts",
        "part 1 (poisson) is not continuous: single values have a chance");
  check(Mixture{{1}, {{Normal{0, 0}}}}, "parts", "part 1 (normal) is one number");
  check(Mixture{{1}, {{Normal{0, -1}}}}, "parts", "part 1 (normal): sd is -1, but must be zero or more");
  check(Mixture{{1}, {{Ar1{}}}}, "parts", "part 1 is a process (ar1)");
  check(Mixture{{3, 1}, {{Normal{}}, {Normal{}}}}, "weights", "weights sum to 4, but must sum to 1");
  check(Mixture{{1, 2}, {{Normal{}}}}, "weights", "weights has 2 numbers, but parts has 1");
  check(Ar1{0, 1, 1, 0}, "phi", "phi is 1, but must be between -1 and 1");
  check(MeanReverting{0, 0, 1, 0}, "rate", "rate is 0, but must be above zero");
  check(MarkovRegime{{1, 2}, {0, 0}, {0.5, 0.5, 0.5, 0.4}, 1}, "transition",
        "row 2 of transition sums to 0.9, but must sum to 1");
  check(MarkovRegime{{1, 2}, {0, 0}, {1, 0, 0, 1}, 3}, "start",
        "start is regime 3, but regimes are numbered 1 to 2");
}

TEST_CASE("problems of levers and events name the key inside") {
  const auto lever = problems(Lever{"digital", Normal{0, -1}});
  REQUIRE(lever.size() == 1);
  CHECK(lever[0].key == "strength.sd");
  const auto path = problems(Lever{"digital", RandomWalk{}});
  REQUIRE(path.size() == 1);
  CHECK(path[0].what == "strength is a random-walk, but must be a distribution or a constant");
  const Event event{
      .name = "port", .chance = 1.5, .size = Uniform{1, 0}, .recovery = -1, .on = false, .forced_step = 9};
  const auto found = problems(event, 4);
  REQUIRE(found.size() == 4);
  CHECK(found[0].what == "chance is 1.5, but must be from 0 to 1");
  CHECK(found[1].key == "size.high");
  CHECK(found[2].key == "recovery");
  CHECK(found[3].what == "an onset is forced 9 years after the base year, but the run covers years 1 to 3");
}

TEST_CASE("a driver's laws fit its elements and one another") {
  Driver driver = scalar("x", Normal{});
  driver.elements = {"1", "2", "3"};
  driver.laws = {Normal{}, Uniform{}};
  driver.common = 1;
  const auto found = problems(driver);
  REQUIRE(found.size() == 3);
  CHECK(found[0].what == "2 laws for 3 elements");
  CHECK(found[1].what == "element 2 follows a uniform, but the first a normal");
  CHECK(found[2].what == "common is 1, but must be at least 0 and below 1");
}

TEST_CASE("copulas name what does not fit") {
  std::vector<Driver> drivers = {scalar("a", Normal{}), scalar("b", RandomWalk{}), scalar("c", Normal{}),
                                 scalar("d", Normal{})};
  drivers[3].elements = {"1", "2"};
  const auto first = [&](std::vector<std::string> names, std::vector<double> matrix) {
    const auto found = problems(Copula{std::move(names), std::move(matrix)}, drivers);
    return found.empty() ? std::string() : found[0].what;
  };
  CHECK(first({"a", "c"}, {1, 0.5, 0.5, 1}).empty());
  CHECK(first({"a", "e"}, {1, 0.5, 0.5, 1}) == "e is not a driver");
  CHECK(first({"a", "a"}, {1, 0.5, 0.5, 1}) == "a stands twice");
  CHECK(first({"a", "b"}, {1, 0.5, 0.5, 1}) == "a is drawn once a trial, but b once a step");
  CHECK(first({"a", "d"}, {1, 0.5, 0.5, 1}) == "a and d are over different sets");
  CHECK(first({"a", "c"}, {1, 0.5, 1}) == "correlation has 3 numbers, but 2 drivers take 2 rows of 2");
  CHECK(first({"a", "c"}, {1, 1.5, 1.5, 1}) == "correlation is 1.5, but must be between -1 and 1");
  CHECK(first({"a", "c"}, {1, 0.5, 0.4, 1}) ==
        "correlation is 0.4 in row 2, column 1, but 0.5 in row 1, column 2");
}

TEST_CASE("a matrix that is not positive definite comes with the nearest one that is") {
  const std::vector<Driver> drivers = {scalar("a", Normal{}), scalar("b", Normal{}), scalar("c", Normal{})};
  const auto found = problems(Copula{{"a", "b", "c"}, {1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}}, drivers);
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "correlation");
  // By symmetry the nearest matrix has off-diagonals (t, -t, t); it is singular at t = 1/2.
  CHECK(found[0].hint.find("the nearest matrix that is: [[1, 0.49") == 0);
}

TEST_CASE("a driver in two copulas, or two streams of one name, are refused") {
  const std::vector<Driver> drivers = {scalar("a", Normal{}), scalar("b", Normal{}), scalar("a", Normal{})};
  const std::vector<Copula> copulas = {{{"a", "b"}, {1, 0, 0, 1}}, {{"b", "a"}, {1, 0, 0, 1}}};
  const auto found = problems(drivers, {}, {}, copulas);
  REQUIRE(found.size() == 3);
  CHECK(found[0].what == "b stands in two copulas");
  CHECK(found[2].what == "driver a and driver a would share their draws");
  CHECK_THROWS_AS(make_plan(drivers, {}, {}, copulas, 1), std::invalid_argument);
}
