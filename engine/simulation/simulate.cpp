#include "simulation/simulate.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include "base/parallel.hpp"
#include "simulation/fold.hpp"

namespace leontide::simulation {

namespace {

using lanes::blocks_per_round;
using lanes::trials_per_round;
using lanes::width;

/// Everything one worker owns.
struct Worker {
  Worker(const Run& run, const Frozen& frozen)
      : inputs(run.plan),
        pointers(point_at(run, inputs, frozen)),
        workspace(run.program, run.constants),
        counter(run) {}

  random::InputBlock inputs;
  kernel::InputPointers pointers;
  kernel::Workspace workspace;
  Counter counter;
};

class Simulation {
 public:
  Simulation(const Run& run, const SimulateOptions& options, const Observer& observer)
      : run_(run), options_(options), observer_(observer), centre_(run.plan), result_(empty_result(run)) {
    random::fill(run.plan, random::Centre{}, 0, centre_);
    const std::uint64_t blocks = (options.trials + width - 1) / width;
    threads_ = options.threads == 0 ? available_threads() : options.threads;
    threads_ = static_cast<std::size_t>(std::min<std::uint64_t>(
        threads_, std::max<std::uint64_t>(1, std::min<std::uint64_t>(blocks, blocks_per_round))));
    const Frozen frozen{options.frozen_drivers.empty() ? nullptr : &centre_, options.frozen_drivers,
                        options.freezes_switches};
    for (std::size_t i = 0; i < threads_; ++i)
      workers_.push_back(std::make_unique<Worker>(run, frozen));
    if (options.keeps_trials) {
      result_.kept_trials = std::min<std::uint64_t>(options.trials, trials_per_round);
      result_.kept.assign(run.program.outputs.size() * run.program.steps * result_.kept_trials,
                          std::numeric_limits<double>::quiet_NaN());
    }
  }

  RunResult run() {
    for (std::uint64_t first = 0; first < options_.trials; first += trials_per_round) {
      if (!run_round(first)) break;
      if (!observer_.on_round) continue;
      RunResult so_far = empty_result(run_);
      for (const auto& worker : workers_)
        worker->counter.add_to(so_far);
      observer_.on_round({so_far.trials, options_.trials, so_far.joint.all(), so_far.completed()});
    }
    for (const auto& worker : workers_)
      worker->counter.add_to(result_);
    return std::move(result_);
  }

 private:
  bool cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  bool run_round(std::uint64_t first) {
    const std::uint64_t trials = std::min<std::uint64_t>(trials_per_round, options_.trials - first);
    const std::size_t blocks = (trials + width - 1) / width;
    std::vector<BlockSums> sums(blocks);
    for_each_block(threads_, blocks, [&](std::size_t number, std::size_t block) {
      if (cancelled()) return;
      Worker& worker = *workers_[number];
      const std::uint64_t trial = first + block * width;
      random::fill(run_.plan, random::Independent{options_.seed}, trial, worker.inputs);
      kernel::run_block(run_.program, run_.constants, worker.pointers, worker.workspace);
      const std::uint64_t left = options_.trials - trial;
      const std::uint64_t valid = left >= width ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
      worker.counter.fold(worker.workspace, valid, sums[block]);
      if (first == 0 && options_.keeps_trials) keep(worker.workspace, block * width, valid);
    });
    if (cancelled()) return false;
    for (const BlockSums& block : sums) {
      for (std::size_t i = 0; i < block.condition_values.size(); ++i)
        result_.condition_values[i] =
            statistics::merge(result_.condition_values[i], block.condition_values[i]);
      for (std::size_t i = 0; i < block.outputs.size(); ++i)
        result_.outputs[i] = statistics::merge(result_.outputs[i], block.outputs[i]);
    }
    return true;
  }

  void keep(const kernel::Workspace& workspace, std::size_t first, std::uint64_t valid) {
    const std::uint64_t good = valid & ~workspace.failures().any();
    for (std::size_t output = 0; output < run_.program.outputs.size(); ++output) {
      for (std::size_t step = 0; step < run_.program.steps; ++step) {
        double* to = result_.kept.data() + (output * run_.program.steps + step) * result_.kept_trials + first;
        const double* from = workspace.output(output, step);
        for (std::size_t lane = 0; lane < width; ++lane) {
          if (((good >> lane) & 1U) != 0) to[lane] = from[lane];
        }
      }
    }
  }

  const Run& run_;
  const SimulateOptions& options_;
  const Observer& observer_;
  random::InputBlock centre_;
  std::size_t threads_ = 1;
  std::vector<std::unique_ptr<Worker>> workers_;
  RunResult result_;
};

}  // namespace

RunResult simulate(const Run& run, const SimulateOptions& options, const Observer& observer) {
  return Simulation(run, options, observer).run();
}

std::vector<double> simulate_centre(const Run& run) {
  random::InputBlock inputs(run.plan);
  random::fill(run.plan, random::Centre{}, 0, inputs);
  kernel::Workspace workspace(run.program, run.constants);
  kernel::run_block(run.program, run.constants, point_at(run, inputs), workspace);
  std::vector<double> path;
  if ((workspace.failures().any() & 1U) != 0) return path;
  for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
    for (std::size_t step = 0; step < run.program.steps; ++step)
      path.push_back(workspace.output(output, step)[0]);
  }
  return path;
}

}  // namespace leontide::simulation
