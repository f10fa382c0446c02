#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "random/sampler.hpp"

// Helpers for tests of the sampler.
namespace leontide::random_test {

using leontide::lanes::width;

inline random::Driver scalar(std::string name, random::Law law,
                             random::Driver::Draw draw = random::Driver::Draw::trial) {
  return {.name = std::move(name), .elements = {""}, .laws = {std::move(law)}, .draw = draw, .common = 0};
}

inline random::Copula pair(std::string a, std::string b, double correlation) {
  random::Copula copula;
  copula.drivers.push_back(std::move(a));
  copula.drivers.push_back(std::move(b));
  copula.correlation = {1, correlation, correlation, 1};
  return copula;
}

inline random::SamplerPlan plan_of(std::span<const random::Driver> drivers, std::size_t steps = 1,
                                   std::span<const random::Copula> copulas = {}) {
  return random::make_plan(drivers, {}, {}, copulas, steps);
}

// Calls visit(block) for `blocks` blocks of trials from 0 on.
inline void for_each_block(const random::SamplerPlan& plan, std::size_t blocks,
                           const std::function<void(const random::InputBlock&)>& visit,
                           std::uint64_t seed = 1) {
  random::InputBlock block(plan);
  for (std::size_t i = 0; i < blocks; ++i) {
    random::fill(plan, random::Independent{seed}, i * width, block);
    visit(block);
  }
}

// Mean and standard deviation of a sample.
struct Summary {
  double count = 0, sum = 0, squares = 0, shift = 0;
  void add(double x) {
    if (count == 0) shift = x;
    count += 1, sum += x - shift, squares += (x - shift) * (x - shift);
  }
  double mean() const { return shift + sum / count; }
  double sd() const { return std::sqrt((squares - sum * sum / count) / (count - 1)); }
  double error_of_mean() const { return sd() / std::sqrt(count); }
};

}  // namespace leontide::random_test
