#include "simulation/keep.hpp"

#include <algorithm>

namespace leontide::simulation {

using lanes::width;

KeptTrials empty_kept(const Run& run, std::size_t factors, std::uint64_t trials) {
  KeptTrials kept;
  kept.trials = trials;
  const std::size_t blocks = (trials + width - 1) / width;
  kept.valid.assign(blocks, 0);
  kept.outputs.assign(run.program.outputs.size() * run.program.steps * trials, 0);
  kept.values.assign(run.conditions.size() * trials, 0);
  kept.met.assign(run.conditions.size() * blocks, 0);
  kept.factors.assign(factors * trials, 0);
  return kept;
}

void keep(const Run& run, const Visit& visit, const Counter& counter, std::span<const Factor> factors,
          KeptTrials& kept) {
  const std::size_t first = visit.first_trial;
  const std::size_t count = std::min<std::size_t>(width, kept.trials - first);
  const std::size_t block = first / width;
  kept.valid[block] = counter.good();
  for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
    for (std::size_t step = 0; step < run.program.steps; ++step) {
      std::copy_n(visit.workspace.output(output, step), count,
                  kept.outputs.data() + (output * run.program.steps + step) * kept.trials + first);
    }
  }
  for (std::size_t i = 0; i < run.conditions.size(); ++i) {
    std::copy_n(counter.values().data() + i * width, count, kept.values.data() + i * kept.trials + first);
    kept.met[i * kept.valid.size() + block] = counter.met()[i];
  }
  alignas(leontide::lanes::alignment) double value[width];
  for (std::size_t f = 0; f < factors.size(); ++f) {
    factor_values(factors[f], visit.inputs, run.program.steps, value);
    std::copy_n(value, count, kept.factors.data() + f * kept.trials + first);
  }
}

}  // namespace leontide::simulation
