#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::width;

namespace {

SamplerPlan plan_of(const Event& event, std::size_t steps) {
  return make_plan({}, {}, {&event, 1}, {}, steps);
}

Event event_of(double chance, double recovery) {
  return {.name = "port",
          .chance = chance,
          .size = Constant{0.6},
          .recovery = recovery,
          .on = true,
          .forced_step = {}};
}

}  // namespace

TEST_CASE("a certain event starts in the first year, decays linearly and starts again when idle") {
  const SamplerPlan plan = plan_of(event_of(1, 3), 9);
  InputBlock block(plan);
  fill(plan, Independent{1}, 0, block);
  const double expected[] = {0, 0.6, 0.4, 0.2, 0.6, 0.4, 0.2, 0.6, 0.4};
  for (std::size_t t = 0; t < 9; ++t) {
    for (std::size_t i = 0; i < width; ++i)
      CHECK(block.step_rows(t)[i] == Approx(expected[t]));
  }
}

TEST_CASE("an event that recovers within a year is at work in the year of onset only") {
  for (const double recovery : {0.0, 0.5, 1.0}) {
    Event event = event_of(0, recovery);
    event.forced_step = 2;
    const SamplerPlan plan = plan_of(event, 5);
    InputBlock block(plan);
    fill(plan, Independent{1}, 0, block);
    for (std::size_t t = 0; t < 5; ++t)
      CHECK(block.step_rows(t)[7] == (t == 2 ? 0.6 : 0.0));
  }
}

TEST_CASE("onsets have their chance, a year and trial at a time") {
  const SamplerPlan plan = plan_of(event_of(0.05, 1), 4);
  InputBlock block(plan);
  double onsets = 0, count = 0;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    fill(plan, Independent{3}, i * width, block);
    for (std::size_t t = 1; t < 4; ++t) {
      for (std::size_t lane = 0; lane < width; ++lane)
        onsets += block.step_rows(t)[lane] > 0, count += 1;
    }
  }
  CHECK(std::fabs(onsets / count - 0.05) < 4 * std::sqrt(0.05 * 0.95 / count));
}

TEST_CASE("the size is drawn at onset and stays") {
  Event event = event_of(0.5, 4);
  event.size = Uniform{0.2, 1};
  const SamplerPlan plan = plan_of(event, 8);
  InputBlock block(plan);
  fill(plan, Independent{5}, 0, block);
  for (std::size_t i = 0; i < width; ++i) {
    double size = 0;
    int age = -1;
    for (std::size_t t = 1; t < 8; ++t) {
      const double now = block.step_rows(t)[i];
      age = age >= 0 && age < 3 ? age + 1 : -1;
      if (age < 0 && now > 0) age = 0, size = now;
      CHECK(now == Approx(age < 0 ? 0 : size * (1 - age / 4.0)));
    }
  }
}

TEST_CASE("a forced event adds an onset and leaves earlier years as they were") {
  Event event = event_of(0.3, 2);
  const SamplerPlan free_plan = plan_of(event, 6);
  event.forced_step = 3;
  const SamplerPlan forced_plan = plan_of(event, 6);
  InputBlock free_block(free_plan), forced_block(forced_plan);
  fill(free_plan, Independent{5}, 0, free_block);
  fill(forced_plan, Independent{5}, 0, forced_block);
  for (std::size_t i = 0; i < width; ++i) {
    CHECK(forced_block.step_rows(3)[i] == 0.6);
    for (std::size_t t = 0; t < 3; ++t)
      CHECK(forced_block.step_rows(t)[i] == free_block.step_rows(t)[i]);
  }
}

TEST_CASE("an event that is off is zero and changes nothing else") {
  Event on = event_of(1, 1), off = on;
  off.on = false;
  const Driver driver = leontide::random_test::scalar("x", Normal{0, 1}, Driver::Draw::step);
  const SamplerPlan with = make_plan({&driver, 1}, {}, {&on, 1}, {}, 3);
  const SamplerPlan without = make_plan({&driver, 1}, {}, {&off, 1}, {}, 3);
  InputBlock a(with), b(without);
  fill(with, Independent{1}, 0, a);
  fill(without, Independent{1}, 0, b);
  for (std::size_t t = 0; t < 3; ++t) {
    for (std::size_t i = 0; i < width; ++i) {
      CHECK(a.step_rows(t)[i] == b.step_rows(t)[i]);
      CHECK(b.step_rows(t)[width + i] == 0);
    }
  }
}
