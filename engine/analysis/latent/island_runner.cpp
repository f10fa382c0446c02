#include "analysis/latent/island_runner.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"
#include "simulation/lockstep.hpp"

namespace leontide::analysis {

using lanes::width;

IslandRunner::IslandRunner(const simulation::Run& its_run)
    : run_of(its_run),
      inputs(its_run.plan),
      pointers(simulation::point_at(its_run, inputs)),
      workspace(its_run.program, its_run.constants) {}

std::uint64_t IslandRunner::run(const double* scores) {
  random::fill(run_of.plan, random::GivenScores{scores}, 0, inputs);
  kernel::run_block(run_of.program, run_of.constants, pointers, workspace);
  return ~workspace.failures().any();
}

void prior_scores(std::uint64_t seed, std::size_t island, std::size_t block, std::size_t coordinates,
                  double* out) {
  const std::uint64_t key =
      random::mix64(random::mix64(seed, random::fnv1a64("observe")), std::uint64_t{island} << 32U);
  for (std::size_t d = 0; d < coordinates; ++d)
    lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 0, out + d * width);
  lanes::normal_quantile(out, out, coordinates * width);
}

void Tails::add(double value, const Seen& figure) {
  const double apart = (figure.value - value) / figure.sd / std::sqrt(2.0);
  below += std::erfc(-apart) / 2;
  above += std::erfc(apart) / 2;
  ++trials;
}

void Tails::add(const Tails& other, double weight) {
  below += weight * other.below;
  above += weight * other.above;
  trials += weight * other.trials;
}

double Tails::two_sided() const {
  if (!(trials > 0)) return std::numeric_limits<double>::quiet_NaN();
  return std::min(1.0, 2 * std::min(below, above) / trials);
}

}  // namespace leontide::analysis
