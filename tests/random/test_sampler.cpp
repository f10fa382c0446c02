#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"
#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::scalar;
using leontide::random_test::width;

namespace {

Driver over(std::string name, std::vector<std::string> codes, Law law) {
  return {.name = std::move(name),
          .elements = std::move(codes),
          .laws = {std::move(law)},
          .draw = Driver::Draw::trial,
          .common = 0};
}

// A plan with one of everything.
SamplerPlan rich_plan(bool with_more) {
  std::vector<Driver> drivers;
  if (with_more) drivers.push_back(over("aaa", {"1", "2"}, Lognormal{1, 0.2}));
  drivers.push_back(over("row", {"1", "2", "3"}, Lognormal{1, 0.05}));
  drivers.push_back(scalar("walk", RandomWalk{0, 0, 1}));
  if (with_more) drivers.push_back(scalar("more", Ar1{0, 1, 0.5, 0}));
  drivers.push_back(scalar("jump", JumpDiffusion{1, 0, 0.1, 0.5, 0, 0.1}));
  drivers.push_back(scalar("regime", MarkovRegime{{0, 1}, {1, 1}, {0.7, 0.3, 0.4, 0.6}, 1}));
  drivers.push_back(scalar("nation", Ar1{0.04, 0.01, 0.4, 0.05}));
  drivers.push_back(scalar("world", StudentT{4, 0, 1}, Driver::Draw::step));
  const std::vector<Lever> levers = {{"digital", Triangular{0, 1, 3}}};
  const std::vector<Event> events = {{.name = "port",
                                      .chance = 0.2,
                                      .size = Beta{2, 5, 0, 1},
                                      .recovery = 2,
                                      .on = true,
                                      .forced_step = {}}};
  const std::vector<Copula> copulas = {leontide::random_test::pair("nation", "world", 0.6)};
  return make_plan(drivers, levers, events, copulas, 4);
}

}  // namespace

TEST_CASE("rows stand in the order of drivers, levers and events") {
  const SamplerPlan plan = rich_plan(false);
  CHECK(plan.trial_rows == 4);  // row[1..3], digital
  CHECK(plan.step_rows == 6);   // walk, jump, regime, nation, world, port
  CHECK((!plan.drivers[0].per_step && plan.drivers[0].first == 0 && plan.drivers[0].count == 3));
  CHECK((plan.drivers[5].per_step && plan.drivers[5].first == 4));
  CHECK((!plan.levers[0].per_step && plan.levers[0].first == 3));
  CHECK((plan.events[0].per_step && plan.events[0].first == 5));
  InputBlock block(plan);
  CHECK(reinterpret_cast<std::uintptr_t>(block.trial_row(0).data()) % 64 == 0);
  CHECK(reinterpret_cast<std::uintptr_t>(block.step_rows(3)) % 64 == 0);
}

TEST_CASE("adding drivers leaves every other draw as it was") {
  const SamplerPlan few = rich_plan(false), more = rich_plan(true);
  InputBlock a(few), b(more);
  fill(few, Independent{11}, 640, a);
  fill(more, Independent{11}, 640, b);
  const std::size_t moved[] = {1, 2, 4, 5, 6, 7};  // where the few drivers stand among the more
  for (std::size_t d = 0; d < 6; ++d) {
    const Rows& one = few.drivers[d];
    const Rows& other = more.drivers[moved[d]];
    for (std::size_t row = 0; row < one.count; ++row) {
      if (!one.per_step) {
        CHECK(std::ranges::equal(a.trial_row(one.first + row), b.trial_row(other.first + row)));
        continue;
      }
      for (std::size_t t = 0; t < 4; ++t) {
        CHECK(std::equal(a.step_rows(t) + one.first * width, a.step_rows(t) + (one.first + 1) * width,
                         b.step_rows(t) + other.first * width));
      }
    }
  }
  CHECK(std::ranges::equal(a.trial_row(few.levers[0].first), b.trial_row(more.levers[0].first)));
  for (std::size_t t = 0; t < 4; ++t) {
    CHECK(std::equal(a.step_rows(t) + few.events[0].first * width,
                     a.step_rows(t) + few.events[0].first * width + width,
                     b.step_rows(t) + more.events[0].first * width));
  }
}

TEST_CASE("a driver that nobody reads in the base year has the same draws in the others") {
  Driver driver = scalar("world", StudentT{4, 0, 1}, Driver::Draw::step);
  const SamplerPlan whole = make_plan(std::vector{driver}, {}, {}, {}, 3);
  driver.read_in_base_year = false;
  const SamplerPlan idle = make_plan(std::vector{driver}, {}, {}, {}, 3);
  InputBlock a(whole), b(idle);
  fill(whole, Independent{5}, 64, a);
  fill(idle, Independent{5}, 64, b);
  for (std::size_t lane = 0; lane < width; ++lane) {
    CHECK(a.step_rows(0)[lane] != 0);
    CHECK(b.step_rows(0)[lane] == 0);
    CHECK(a.step_rows(1)[lane] == b.step_rows(1)[lane]);
    CHECK(a.step_rows(2)[lane] == b.step_rows(2)[lane]);
  }
}

TEST_CASE("a trial's numbers do not depend on where its block begins") {
  const SamplerPlan plan = rich_plan(false);
  InputBlock whole(plan), shifted(plan);
  fill(plan, Independent{11}, 128, whole);
  for (const std::uint64_t shift : {1, 10, 33}) {
    fill(plan, Independent{11}, 128 + shift, shifted);
    for (std::size_t lane = 0; lane + shift < width; ++lane) {
      for (std::size_t row = 0; row < plan.trial_rows; ++row) {
        REQUIRE(shifted.trial_row(row)[lane] == whole.trial_row(row)[lane + shift]);
      }
      for (std::size_t t = 0; t < plan.steps; ++t) {
        for (std::size_t row = 0; row < plan.step_rows; ++row) {
          REQUIRE(shifted.step_rows(t)[row * width + lane] == whole.step_rows(t)[row * width + lane + shift]);
        }
      }
    }
  }
}

TEST_CASE("filling a block again, after others, gives the same numbers") {
  const SamplerPlan plan = rich_plan(false);
  InputBlock once(plan), again(plan);
  fill(plan, Independent{7}, 0, once);
  fill(plan, Independent{8}, 6400, again);
  fill(plan, Independent{7}, 0, again);
  for (std::size_t row = 0; row < plan.trial_rows; ++row)
    CHECK(std::ranges::equal(once.trial_row(row), again.trial_row(row)));
  for (std::size_t t = 0; t < plan.steps; ++t) {
    CHECK(std::equal(once.step_rows(t), once.step_rows(t) + plan.step_rows * width, again.step_rows(t)));
  }
}

TEST_CASE("a draw is the uniform of its stream, trial and step through the inverse distribution") {
  const Driver driver = over("row", {"x", "y"}, Normal{3, 2});
  const SamplerPlan plan = make_plan({&driver, 1}, {}, {}, {}, 1);
  InputBlock block(plan);
  fill(plan, Independent{42}, 64, block);
  double z[width];
  leontide::lanes::uniforms(mix64(42, fnv1a64("driver:row:y")), 64, 0, 0, z);
  leontide::lanes::normal_quantile(z, z, width);
  for (std::size_t i = 0; i < width; ++i)
    CHECK(block.trial_row(1)[i] == 3 + 2 * z[i]);
}

TEST_CASE("laws differ by element where they are given by element") {
  Driver driver = over("row", {"x", "y"}, Uniform{0, 1});
  driver.laws = {Uniform{0, 1}, Uniform{10, 11}};
  const SamplerPlan plan = make_plan({&driver, 1}, {}, {}, {}, 1);
  InputBlock block(plan);
  fill(plan, Independent{1}, 0, block);
  for (std::size_t i = 0; i < width; ++i)
    CHECK((block.trial_row(0)[i] < 1 && block.trial_row(1)[i] > 10));
}

TEST_CASE("at the centre distributions stand at their median and paths move without surprise") {
  const std::vector<Driver> drivers = {scalar("a", Lognormal{3, 0.7}),
                                       scalar("b", Ar1{0.04, 0.01, 0.5, 0.06}), scalar("c", Uniform{2, 4}),
                                       scalar("d", Gbm{1, 0.02, 0.2})};
  const std::vector<Lever> levers = {{"digital", Triangular{0, 0, 1}}};
  std::vector<Event> events = {
      {.name = "port", .chance = 0.9, .size = Uniform{0, 1}, .recovery = 2, .on = true, .forced_step = {}}};
  for (const bool forced : {false, true}) {
    if (forced) events[0].forced_step = 1;
    const std::vector<Copula> copulas = {leontide::random_test::pair("a", "c", 0.5)};
    const SamplerPlan plan = make_plan(drivers, levers, events, copulas, 3);
    InputBlock block(plan);
    fill(plan, Centre{}, 0, block);
    for (const std::size_t lane : {0, 63}) {
      CHECK(block.trial_row(0)[lane] == 3);
      CHECK(block.trial_row(1)[lane] == 3);
      CHECK(block.trial_row(2)[lane] == Approx(1 - std::sqrt(0.5)));
      CHECK(block.step_rows(2)[lane] == Approx(0.045));  // 0.06, 0.05, 0.045
      CHECK(block.step_rows(2)[width + lane] == Approx(std::exp(2 * (0.02 - 0.02))));
      CHECK(block.step_rows(1)[2 * width + lane] == (forced ? 0.5 : 0));
      CHECK(block.step_rows(2)[2 * width + lane] == (forced ? 0.25 : 0));
    }
  }
}
