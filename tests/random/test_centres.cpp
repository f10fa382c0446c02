#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "random/problems.hpp"
#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::scalar;
using leontide::random_test::width;

namespace {

constexpr std::size_t steps = 5;

std::vector<double> drawn(Driver driver, std::vector<double> centres) {
  driver.centres = std::move(centres);
  const SamplerPlan plan = make_plan(std::vector<Driver>{driver}, {}, {}, {}, steps);
  InputBlock block(plan);
  fill(plan, Independent{7}, 0, block);
  std::vector<double> numbers;
  for (std::size_t step = 0; step < steps; ++step)
    numbers.insert(numbers.end(), block.step_rows(step), block.step_rows(step) + width);
  return numbers;
}

}  // namespace

TEST_CASE("a centre that is the same in every step is the law's own") {
  const std::vector<double> centres(steps, 0.05);
  CHECK(drawn(scalar("x", Ar1{0, 0.01, 0.4, 0.09}), centres) ==
        drawn(scalar("x", Ar1{0.05, 0.01, 0.4, 0.09}), {}));
  CHECK(drawn(scalar("x", MeanReverting{0, 0.7, 0.01, 0.09}), centres) ==
        drawn(scalar("x", MeanReverting{0.05, 0.7, 0.01, 0.09}), {}));
  CHECK(drawn(scalar("x", Ar{0, 0.01, {0.5, 0.2}, {0.03, 0.09}}), centres) ==
        drawn(scalar("x", Ar{0.05, 0.01, {0.5, 0.2}, {0.03, 0.09}}), {}));
}

TEST_CASE("what moves the centre moves every draw by as much") {
  const std::vector<double> centres{1, 2, 4, 8, 16};
  const auto plain = drawn(scalar("x", Normal{0, 1}, Driver::Draw::step), {});
  const auto moved = drawn(scalar("x", Normal{0, 1}, Driver::Draw::step), centres);
  const auto once = drawn(scalar("x", Lognormal{1, 0.5}, Driver::Draw::step), {});
  const auto scaled = drawn(scalar("x", Lognormal{1, 0.5}, Driver::Draw::step), centres);
  const auto still = drawn(scalar("x", Gbm{3, 0, 0.2}), {});
  const auto grown = drawn(scalar("x", Gbm{3, 0, 0.2}), centres);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    CHECK(moved[i] == plain[i] + centres[i / width]);
    CHECK(scaled[i] == once[i] * centres[i / width]);
    CHECK(grown[i] == Approx(still[i] * std::exp(centres[i / width] - centres[0])).epsilon(1e-13));
  }
}

TEST_CASE("a median by year is above 0, and centres are of whole steps") {
  Driver driver = scalar("x", Lognormal{1, 0.5}, Driver::Draw::step);
  driver.centres = {1, 0};
  REQUIRE(problems(driver).size() == 1);
  CHECK(problems(driver).front().key == "median");
}
