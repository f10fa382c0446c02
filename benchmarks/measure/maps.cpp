#include <fmt/format.h>
#include <memory>

#include "kernel/elementwise.hpp"
#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "lanes/width.hpp"
#include "measure/cases.hpp"
#include "measure/economy.hpp"
#include "measure/laws.hpp"
#include "random/sampler.hpp"
#include "statistics/joint.hpp"
#include "statistics/moments.hpp"
#include "statistics/quantile_sketch.hpp"

namespace leontide::benchmarks {

namespace {

using lanes::width;

constexpr std::size_t count = 42 * width;

struct Numbers {
  lanes::AlignedVector in = made_up_multipliers(42, 0.3, 5), other = made_up_multipliers(42, 0.3, 6),
                       out = lanes::AlignedVector(count);
};

using Map = void (*)(const double*, double*, std::size_t) noexcept;

BenchCase map_case(const char* id, Map map, bool shares) {
  const auto numbers = std::make_shared<Numbers>();
  if (shares) lanes::normal_cdf(numbers->in.data(), numbers->in.data(), count);
  return {.id = id, .unit = "number", .work = count, .body = [numbers, map] {
            map(numbers->in.data(), numbers->out.data(), count);
          }};
}

BenchCase power_case() {
  const auto numbers = std::make_shared<Numbers>();
  return {.id = "map/power", .unit = "number", .work = count, .body = [numbers] {
            lanes::power(numbers->in.data(), numbers->other.data(), numbers->out.data(), count);
          }};
}

/// (a * b + a / b - b) * 0.5 over 42 rows, as a fused group of the program runs it.
BenchCase program_case() {
  using kernel::OpCode;
  using kernel::Operand;
  struct State : Numbers {
    lanes::AlignedVector temporaries = lanes::AlignedVector(3 * kernel::most_tile_rows * width);
    double half = 0.5;
    double* slots[3] = {in.data(), other.data(), out.data()};
    kernel::Memory memory{slots, &half, temporaries.data(), nullptr, nullptr};
  };
  const auto state = std::make_shared<State>();
  const Operand a{Operand::Kind::slot, 42, 0}, b{Operand::Kind::slot, 42, 1}, out{Operand::Kind::slot, 42, 2};
  const Operand half{Operand::Kind::constant, 1, 0};
  const auto temporary = [](std::uint32_t i) { return Operand{Operand::Kind::temporary, 42, i}; };
  const kernel::Section section{{{OpCode::multiply, temporary(0), a, b, {}},
                                 {OpCode::divide, temporary(1), a, b, {}},
                                 {OpCode::add, temporary(2), temporary(0), temporary(1), {}},
                                 {OpCode::subtract, temporary(0), temporary(2), b, {}},
                                 {OpCode::multiply, out, temporary(0), half, {}}},
                                {{0, 5, 42, 3}}};
  const kernel::BoundSection bound(section, state->memory);
  return {
      .id = "program/group",
      .unit = "operation",
      .work = 5.0 * count,
      .body = [state, bound] { bound.run_group(0); },
      .note = {"five operations fused over 42 rows, one a division", "42 行上融合的五次运算，其中一次除法"}};
}

BenchCase moments_case() {
  const auto numbers = std::make_shared<Numbers>();
  return {.id = "statistics/moments", .unit = "number", .work = count, .body = [numbers] {
            statistics::Moments all;
            for (std::size_t at = 0; at < count; at += width)
              all = statistics::merge(all, statistics::moments_of({&numbers->in[at], width}));
            numbers->out[0] = all.mean;
          }};
}

BenchCase sketch_case() {
  struct State : Numbers {
    statistics::QuantileSketch sketch;
  };
  const auto state = std::make_shared<State>();
  return {.id = "statistics/sketch", .unit = "number", .work = count, .body = [state] {
            for (std::size_t at = 0; at < count; at += width)
              state->sketch.add({&state->in[at], width});
          }};
}

BenchCase joint_case() {
  constexpr std::size_t conditions = 27;
  struct State {
    statistics::JointCounts joint{conditions};
    std::uint64_t hits[conditions];
  };
  const auto state = std::make_shared<State>();
  for (std::size_t i = 0; i < conditions; ++i)
    state->hits[i] = 0x9e3779b97f4a7c15 * (i + 1);
  return {.id = "statistics/joint",
          .unit = "trial",
          .work = width,
          .body = [state] { state->joint.add(state->hits, ~std::uint64_t{0}); },
          .note = {"27 conditions", "27 个条件"}};
}

/// 42 elements of one law, over a base year and four more.
BenchCase law_case(const std::string& id, const random::Law& law) {
  random::Driver driver;
  driver.name = "row";
  driver.elements.clear();
  for (int i = 0; i < 42; ++i)
    driver.elements.push_back(std::to_string(i));
  driver.laws = {law};
  struct State {
    explicit State(random::SamplerPlan made) : plan(std::move(made)), block(plan) {}
    random::SamplerPlan plan;
    random::InputBlock block;
    std::uint64_t trial = 0;
  };
  const auto state = std::make_shared<State>(random::make_plan({&driver, 1}, {}, {}, {}, 5));
  const bool path = random::is_process(law) && !std::holds_alternative<random::Constant>(law);
  return {
      .id = id,
      .unit = "draw",
      .work = static_cast<double>(width) * 42 * (path ? 4 : 1),
      .body =
          [state] { random::fill(state->plan, random::Independent{1}, state->trial += width, state->block); },
      .limit = raw_philox};
}

}  // namespace

std::vector<BenchEntry> draw_cases() {
  std::vector<BenchEntry> entries;
  for (const random::Law& law : one_of_each_law()) {
    const std::string id = fmt::format("draw/{}", name_of(law));
    entries.push_back({id, [id, law] { return law_case(id, law); }});
  }
  return entries;
}

std::vector<BenchEntry> map_cases() {
  return {
      {"map/exponential", [] { return map_case("map/exponential", lanes::exponential, false); }},
      {"map/logarithm", [] { return map_case("map/logarithm", lanes::logarithm, false); }},
      {"map/sine", [] { return map_case("map/sine", lanes::sine, false); }},
      {"map/power", power_case},
      {"map/normal-quantile", [] { return map_case("map/normal-quantile", lanes::normal_quantile, true); }},
      {"map/normal-cdf", [] { return map_case("map/normal-cdf", lanes::normal_cdf, false); }},
      {"program/group", program_case},
      {"statistics/moments", moments_case},
      {"statistics/sketch", sketch_case},
      {"statistics/joint", joint_case}};
}

}  // namespace leontide::benchmarks
