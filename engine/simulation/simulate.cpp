#include "simulation/simulate.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "simulation/record.hpp"
#include "simulation/stop_rule.hpp"
#include "simulation/transport.hpp"

namespace leontide::simulation {

using lanes::blocks_per_round;
using lanes::width;

namespace {

/// What the first lane's outputs are in each year.
std::vector<double> path_of(const Run& run, const kernel::Workspace& workspace) {
  std::vector<double> path;
  for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
    for (std::size_t step = 0; step < run.program.steps; ++step)
      path.push_back(workspace.output(output, step)[0]);
  }
  return path;
}

}  // namespace

std::uint64_t most_trials(const scenario::Sampling& sampling) {
  return sampling.until ? sampling.until->at_most : sampling.trials;
}

std::size_t worker_count(std::size_t threads, std::uint64_t trials) {
  const std::uint64_t blocks = std::clamp<std::uint64_t>((trials + width - 1) / width, 1, blocks_per_round);
  return static_cast<std::size_t>(
      std::min<std::uint64_t>(threads == 0 ? available_threads() : threads, blocks));
}

RunResult simulate(const Run& run, const SimulateOptions& options, const Observer& observer) {
  return simulate_through(this_process(run, options, observer.cancel), run, options, observer);
}

RunResult simulate_through(const Transport& transport, const Run& run, const SimulateOptions& options,
                           const Observer& observer) {
  const std::uint64_t trials = most_trials(options.sampling), blocks = blocks_of(trials);
  const StopRule rule(run, options.sampling);
  RecordFolder folder(run, design_of(options.sampling), trials);
  bool enough = false;
  const auto go_on = [&](const Counts& counts) {
    Counts so_far = folder.so_far();
    so_far.add(counts);
    if (observer.on_round) observer.on_round({so_far.trials, trials, so_far.joint.all(), so_far.completed()});
    enough = rule.is_enough(so_far, (blocks_of(so_far.trials) + blocks_per_round - 1) / blocks_per_round);
    return !enough;
  };
  while (folder.blocks() < blocks && !enough) {
    auto record = transport({folder.blocks(), blocks - folder.blocks()}, go_on);
    if (!record) break;
    folder.add(std::move(*record));
  }
  RunResult result = folder.finish();
  result.stop = rule.stop(result);
  return result;
}

std::vector<double> simulate_centre(const Run& run) {
  std::vector<double> path;
  const std::vector<Ensemble> ensembles{Ensemble{&run, random::Centre{}, {InputOrigins{}}}};
  const auto fold = [&](const Visit& visit) {
    if ((visit.workspace.failures().any() & 1U) == 0) path = path_of(run, visit.workspace);
  };
  Lockstep(ensembles, 1).run(0, 1, fold, nullptr);
  return path;
}

CentreRun look_at_centre(const Run& run) {
  CentreRun look;
  const std::vector<Ensemble> ensembles{Ensemble{&run, random::Centre{}, {InputOrigins{}}}};
  Lockstep lockstep(ensembles, 1);
  lockstep.run(
      0, 1, [&](const Visit& visit) { look.path = path_of(run, visit.workspace); }, nullptr);
  look.failures = lockstep.find_failures(0);
  std::erase_if(look.failures, [](const kernel::FailureSite& site) { return (site.lanes & 1U) == 0; });
  return look;
}

}  // namespace leontide::simulation
