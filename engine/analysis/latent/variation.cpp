#include "analysis/latent/variation.hpp"

#include <algorithm>

#include "lanes/block.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/sampler.hpp"
#include "simulation/lockstep.hpp"

namespace leontide::analysis {

bool is_random(const simulation::Run& run) {
  using lanes::width;
  constexpr double end = 8.2;  // the last score whose uniform is below 1
  lanes::AlignedVector scores(run.plan.coordinates.size() * width);
  for (std::size_t d = 0; d < run.plan.coordinates.size(); ++d) {
    double* const row = scores.data() + d * width;
    lanes::uniforms(1, 0, static_cast<std::uint32_t>(d), 0, row);
    lanes::normal_quantile(row, row, width);
    for (std::size_t lane = 0; lane < width / 2; ++lane)
      row[lane] = row[lane] < 0 ? -end : end;
  }
  random::InputBlock inputs(run.plan);
  random::fill(run.plan, random::GivenScores{scores.data()}, 0, inputs);
  const auto differs = [](const double* row) {
    return row != nullptr &&
           std::adjacent_find(row, row + width, [](double a, double b) { return a != b; }) != row + width;
  };
  const kernel::InputPointers pointers = simulation::point_at(run, inputs);
  return std::any_of(pointers.drivers.begin(), pointers.drivers.end(), differs) ||
         std::any_of(pointers.levers.begin(), pointers.levers.end(), differs) ||
         std::any_of(pointers.events.begin(), pointers.events.end(), differs);
}

}  // namespace leontide::analysis
