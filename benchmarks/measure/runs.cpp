#include "measure/runs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fnmatch.h>
#include <fstream>

#include "base/numbers.hpp"
#include "base/parallel.hpp"
#include "lanes/width.hpp"
#include "measure/cases.hpp"
#include "measure/measure.hpp"
#include "simulation/simulate.hpp"

namespace leontide::benchmarks {

namespace {

/// The most memory this process has had resident since `forget_memory`, in bytes.
double most_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return 1024 * parse_number(line.substr(6, line.size() - 9)).value_or(0);
  }
  return 0;
}

void forget_memory() {
  std::ofstream("/proc/self/clear_refs") << 5;
}

struct Timing {
  std::vector<double> wall, processor;
  std::vector<double> arithmetic;  ///< wall of arithmetic alone on as many threads
};

/// Wall time of a tenth of a second's arithmetic in registers on each of `threads` threads: what they lose to
/// one another there, no program can win back.
double arithmetic_seconds(std::size_t threads) {
  constexpr double each = 0.1;
  static const BenchCase arithmetic = limit_cases().front().make();
  static const auto turns = [] {
    const double begun = wall_seconds();
    std::size_t done = 0;
    for (; wall_seconds() - begun < each; ++done)
      arithmetic.body();
    return done;
  }();
  const double begun = wall_seconds();
  for_each_block(threads, threads, [](std::size_t, std::size_t) {
    for (std::size_t turn = 0; turn < turns; ++turn)
      arithmetic.body();
  });
  return wall_seconds() - begun;
}

/// The median of the time one thread takes over that of several, times `share`, in runs that followed one
/// another.
double efficiency_of(const std::vector<double>& alone, const std::vector<double>& together, double share) {
  std::vector<double> efficiencies;
  for (std::size_t repeat = 0; repeat < together.size(); ++repeat)
    efficiencies.push_back(alone[repeat] / (together[repeat] * share));
  return median(efficiencies);
}

}  // namespace

bool fits(const std::string& id, const std::string& pattern) {
  return pattern.empty() || fnmatch(pattern.c_str(), id.c_str(), 0) == 0;
}

std::vector<RunFigure> measure_runs(const analysis::Prepared& prepared, const RunPlan& plan,
                                    std::vector<Title>& left_out) {
  const simulation::Run& run = prepared.runs.front();
  const std::vector<int> cores = allowed_cores();
  std::vector<RunFigure> figures;
  double slowest = 0;  // of the last number of trials
  for (const std::uint64_t trials : plan.trials) {
    const std::size_t first = figures.size();
    const double each = first == 0 ? 0 : slowest / static_cast<double>(figures.back().trials);
    if (each * static_cast<double>(trials) > plan.most_seconds) {
      const double needed = each * static_cast<double>(trials);
      left_out.push_back({fmt::format("{} trials of {}: they would take some {:.0f} s (see --largest)",
                                      trials, prepared.scenario.name, needed),
                          fmt::format("{} 的 {} 次模拟：约需 {:.0f} 秒（见 --largest）",
                                      prepared.scenario.name, trials, needed)});
      continue;
    }
    slowest = 0;
    std::vector<Timing> timings(plan.threads.size());
    for (const std::size_t threads : plan.threads) {
      RunFigure& figure = figures.emplace_back();
      figure.model = prepared.scenario.name;
      for (const auto& system : run.constants.systems)
        figure.sectors = std::max(figure.sectors, system.n);
      figure.trials = trials;
      figure.threads = threads;
    }
    simulation::SimulateOptions options;
    options.sampling = prepared.scenario.sampling;
    options.sampling.until.reset();
    for (std::size_t repeat = 0; repeat < 5; ++repeat) {
      double spent = 0;
      for (std::size_t i = 0; i < plan.threads.size(); ++i) {
        options.threads = plan.threads[i];
        options.sampling.trials = std::max<std::uint64_t>(256, lanes::width * options.threads);
        simulation::simulate(run, options, {});  // starts the threads
        pin_threads(options.threads, cores);
        options.sampling.trials = trials;
        forget_memory();
        const double wall = wall_seconds(), processor = process_seconds();
        simulation::simulate(run, options, {});
        timings[i].wall.push_back(wall_seconds() - wall);
        timings[i].processor.push_back(process_seconds() - processor);
        figures[first + i].memory = std::max(figures[first + i].memory, most_memory());
        spent += timings[i].wall.back();
        slowest = std::max(slowest, timings[i].wall.back());
        timings[i].arithmetic.push_back(arithmetic_seconds(options.threads));
      }
      if (spent * static_cast<double>(repeat + 2) > plan.seconds) break;
    }
    for (std::size_t i = 0; i < plan.threads.size(); ++i) {
      RunFigure& figure = figures[first + i];
      figure.repeats = timings[i].wall.size();
      figure.wall = median(timings[i].wall);
      figure.processor = median(timings[i].processor);
      if (i == 0 || plan.threads[0] != 1) continue;
      figure.efficiency =
          efficiency_of(timings[0].wall, timings[i].wall, static_cast<double>(figure.threads));
      figure.machine_efficiency = efficiency_of(timings[0].arithmetic, timings[i].arithmetic, 1);
    }
  }
  release_threads(cores);
  return figures;
}

}  // namespace leontide::benchmarks
