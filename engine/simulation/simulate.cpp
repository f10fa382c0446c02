#include "simulation/simulate.hpp"

#include <algorithm>
#include <bit>
#include <memory>

#include "base/parallel.hpp"
#include "simulation/fold.hpp"
#include "simulation/keep.hpp"

namespace leontide::simulation {

namespace {

using lanes::blocks_per_round;
using lanes::trials_per_round;
using lanes::width;

class Simulation {
 public:
  Simulation(const Run& run, const SimulateOptions& options, const Observer& observer)
      : run_(run),
        options_(options),
        observer_(observer),
        design_(design_of(options.sampling)),
        trials_(options.sampling.until ? options.sampling.until->at_most : options.sampling.trials),
        groups_{Group{&run, make_points(run.plan, options.sampling, trials_), {options.origins}}},
        lockstep_(groups_, worker_count(options.threads, trials_)),
        result_(empty_result(run, design_)) {
    for (std::size_t i = 0; i < lockstep_.workers(); ++i)
      counters_.push_back(std::make_unique<Counter>(run, design_));
    if (options.keeps_trials)
      result_.kept =
          empty_kept(run, options.factors.size(), std::min<std::uint64_t>(trials_, trials_per_round));
  }

  RunResult run() {
    std::uint64_t rounds = 0;
    for (std::uint64_t first = 0; first < trials_; first += trials_per_round) {
      if (!run_round(first)) break;
      ++rounds;
      RunResult so_far = counts();
      if (observer_.on_round) {
        observer_.on_round({so_far.trials, trials_, so_far.joint.all(), so_far.completed()});
      }
      if (options_.sampling.until && is_look(rounds) && is_enough(so_far)) break;
    }
    for (const auto& counter : counters_)
      counter->add_counts_to(result_);
    for_each_block(counters_.size(), result_.sketches.size(), [this](std::size_t, std::size_t output_step) {
      for (const auto& counter : counters_)
        result_.sketches[output_step].merge(counter->sketch(output_step));
    });
    repeat_what_stands_still(run_, result_);
    if (options_.sampling.until && !result_.stop) {
      const double reached = widest(result_);
      result_.stop = Stop{reached <= options_.sampling.until->width, reached};
    }
    return std::move(result_);
  }

 private:
  RunResult counts() const {
    RunResult so_far = empty_result(run_, design_);
    for (const auto& counter : counters_)
      counter->add_counts_to(so_far);
    return so_far;
  }

  /// Sobol points are evenest at powers of two.
  bool is_look(std::uint64_t rounds) const {
    return design_.method != scenario::Sampling::Method::sobol || std::has_single_bit(rounds);
  }

  double widest(const RunResult& so_far) const {
    const scenario::Until& until = *options_.sampling.until;
    const auto span_of = [](const statistics::Proportion& chance) { return chance.high - chance.low; };
    if (until.of == "joint") return span_of(so_far.at_least(run_.joint.size(), until.level));
    double widest = 0;
    for (std::size_t i = 0; i < run_.conditions.size(); ++i) {
      const bool asked = until.of == "all"
                             ? std::find(run_.joint.begin(), run_.joint.end(), i) != run_.joint.end()
                             : run_.conditions[i].is_main && run_.conditions[i].id == until.of;
      if (asked) widest = std::max(widest, span_of(so_far.chance(i, until.level)));
    }
    return widest;
  }

  bool is_enough(const RunResult& so_far) {
    const double reached = widest(so_far);
    if (reached > options_.sampling.until->width) return false;
    result_.stop = Stop{true, reached};
    return true;
  }

  bool run_round(std::uint64_t first) {
    const std::uint64_t trials = std::min<std::uint64_t>(trials_per_round, trials_ - first);
    sums_.resize((trials + width - 1) / width);
    const auto fold = [&](const Visit& visit) {
      Counter& counter = *counters_[visit.worker];
      counter.fold(visit.workspace, visit.valid, sums_[visit.block]);
      if (first == 0 && options_.keeps_trials) keep(run_, visit, counter, options_.factors, result_.kept);
    };
    if (!lockstep_.run(first, trials, fold, observer_.cancel)) return false;
    add_sums();
    return true;
  }

  /// Adds the blocks of a round in their order, some of the sums on one worker and some on another.
  void add_sums() {
    constexpr std::size_t together = 16;
    const std::size_t conditions = result_.condition_values.size(), all = conditions + result_.outputs.size();
    for_each_block(lockstep_.workers(), (all + together - 1) / together, [&](std::size_t, std::size_t part) {
      const std::size_t first = part * together, last = std::min(first + together, all);
      for (const BlockSums& block : sums_) {
        for (std::size_t i = first; i < std::min(last, conditions); ++i)
          result_.condition_values[i] =
              statistics::merge(result_.condition_values[i], block.condition_values[i]);
        for (std::size_t i = std::max(first, conditions); i < last; ++i) {
          const std::size_t output = i - conditions;
          result_.outputs[output] = statistics::merge(result_.outputs[output], block.outputs[output]);
          result_.output_errors[output].merge(block.output_errors[output]);
        }
      }
    });
  }

  const Run& run_;
  const SimulateOptions& options_;
  const Observer& observer_;
  Design design_;
  std::uint64_t trials_;
  std::vector<Group> groups_;
  Lockstep lockstep_;
  std::vector<std::unique_ptr<Counter>> counters_;
  std::vector<BlockSums> sums_;  ///< [blocks of a round], kept for their memory
  RunResult result_;
};

}  // namespace

std::size_t worker_count(std::size_t threads, std::uint64_t trials) {
  const std::uint64_t blocks = std::clamp<std::uint64_t>((trials + width - 1) / width, 1, blocks_per_round);
  return static_cast<std::size_t>(
      std::min<std::uint64_t>(threads == 0 ? available_threads() : threads, blocks));
}

RunResult simulate(const Run& run, const SimulateOptions& options, const Observer& observer) {
  return Simulation(run, options, observer).run();
}

std::vector<double> simulate_centre(const Run& run) {
  std::vector<double> path;
  const std::vector<Group> groups{Group{&run, random::Centre{}, {Origins{}}}};
  const auto fold = [&](const Visit& visit) {
    if ((visit.workspace.failures().any() & 1U) != 0) return;
    for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
      for (std::size_t step = 0; step < run.program.steps; ++step)
        path.push_back(visit.workspace.output(output, step)[0]);
    }
  };
  Lockstep(groups, 1).run(0, 1, fold, nullptr);
  return path;
}

}  // namespace leontide::simulation
