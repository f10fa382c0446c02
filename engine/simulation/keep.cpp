#include "simulation/keep.hpp"

#include <algorithm>
#include <memory>

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
  const std::size_t first = visit.first_trial - kept.first;
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

KeptTrials collect(const Run& run, const random::Points& points, std::uint64_t trials, std::size_t threads,
                   const Observer& observer, Tally& tally) {
  KeptTrials kept = empty_kept(run, 0, trials);
  const std::vector<Ensemble> ensembles{{&run, points, {{}}}};
  Lockstep lockstep(ensembles, worker_count(threads, trials));
  std::vector<std::unique_ptr<Counter>> counters;
  for (std::size_t i = 0; i < lockstep.workers(); ++i)
    counters.push_back(std::make_unique<Counter>(run, Design{}, std::nullopt));
  const auto fold = [&](const Visit& visit) {
    Sums ignored;
    counters[visit.worker]->fold(visit.workspace, visit.first_trial, visit.valid, ignored);
    keep(run, visit, *counters[visit.worker], {}, kept);
  };
  for (std::uint64_t first = 0; first < trials; first += lanes::trials_per_round) {
    const std::uint64_t count = std::min<std::uint64_t>(lanes::trials_per_round, trials - first);
    if (!lockstep.run(first, count, fold, observer.cancel)) break;
    if (observer.on_round) observer.on_round({first + count, trials, 0, first + count});
  }
  for (const auto& counter : counters)
    tally.add(counter->counts());
  return kept;
}

namespace {

/// As many as fill some 64 MiB, in whole blocks.
std::uint64_t trials_at_once(const Run& run) {
  constexpr std::uint64_t most_bytes = std::uint64_t{64} << 20U;
  const std::uint64_t a_block =
      (run.program.outputs.size() * run.program.steps + run.conditions.size() + 1) * width * sizeof(double);
  return std::clamp<std::uint64_t>(most_bytes / a_block, 1, lanes::blocks_per_round) * width;
}

}  // namespace

void stream_trials(const Run& run, const SimulateOptions& options, std::uint64_t trials,
                   const std::function<void(const KeptTrials&)>& take, const Observer& observer) {
  const std::vector<Ensemble> ensembles{
      {&run, make_points(run.plan, options.sampling, most_trials(options.sampling)), {options.origins}}};
  Lockstep lockstep(ensembles, worker_count(options.threads, trials));
  std::vector<std::unique_ptr<Counter>> counters;
  for (std::size_t i = 0; i < lockstep.workers(); ++i)
    counters.push_back(std::make_unique<Counter>(run, design_of(options.sampling), std::nullopt));
  const std::uint64_t step = trials_at_once(run);
  for (std::uint64_t first = 0; first < trials; first += step) {
    const std::uint64_t count = std::min<std::uint64_t>(step, trials - first);
    KeptTrials kept = empty_kept(run, options.factors.size(), count);
    kept.first = first;
    const auto fold = [&](const Visit& visit) {
      Sums ignored;
      counters[visit.worker]->fold(visit.workspace, visit.first_trial, visit.valid, ignored);
      keep(run, visit, *counters[visit.worker], options.factors, kept);
    };
    if (!lockstep.run(first, count, fold, observer.cancel)) return;
    take(kept);
    if (observer.on_round) observer.on_round({first + count, trials, 0, first + count});
  }
}

}  // namespace leontide::simulation
