#include "measure/measure.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <sched.h>

namespace leontide::benchmarks {

namespace {

double seconds_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double run_for(const BenchCase& one, std::size_t calls) {
  const double start = thread_seconds();
  for (std::size_t i = 0; i < calls; ++i)
    one.body();
  return thread_seconds() - start;
}

/// Calls that take about `seconds`; the trials to find it are the warm-up.
std::size_t calls_for(const BenchCase& one, double seconds) {
  for (std::size_t calls = 1;; calls *= 4) {
    const double taken = run_for(one, calls);
    if (taken > seconds / 8)
      return std::max<std::size_t>(
          1, static_cast<std::size_t>(std::lround(static_cast<double>(calls) * seconds / taken)));
  }
}

/// Cases with the number of calls that takes one repeat's time.
class Timed {
 public:
  Timed(std::span<const BenchCase> cases, double seconds) : cases_(cases) {
    for (const BenchCase& one : cases)
      calls_.push_back(calls_for(one, seconds));
  }
  double rate(std::size_t i) const {
    return static_cast<double>(calls_[i]) * cases_[i].work / run_for(cases_[i], calls_[i]);
  }

 private:
  std::span<const BenchCase> cases_;
  std::vector<std::size_t> calls_;
};

double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - std::floor(at)) * (sorted[above] - sorted[below]);
}

void allow(int thread, const std::vector<int>& cores) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int core : cores)
    CPU_SET(core, &set);
  sched_setaffinity(thread, sizeof set, &set);
}

std::vector<int> threads_of_process() {
  std::vector<int> threads;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
    const std::string name = entry.path().filename();
    int id = 0;
    std::from_chars(name.data(), name.data() + name.size(), id);
    threads.push_back(id);
  }
  std::sort(threads.begin(), threads.end());
  return threads;
}

}  // namespace

std::vector<int> allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  }
  return cores;
}

double thread_seconds() {
  return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

double process_seconds() {
  return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double wall_seconds() {
  return seconds_of(CLOCK_MONOTONIC);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return quantile(values, 0.5);
}

std::vector<Figure> measure(const std::vector<BenchCase>& cases, const Effort& effort,
                            std::span<const BenchCase> limits) {
  const Timed timed_limits(limits, effort.seconds), timed_cases(cases, effort.seconds);
  std::vector<std::vector<double>> rates(cases.size()), shares(cases.size());
  for (std::size_t repeat = 0; repeat < effort.repeats; ++repeat) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
      const auto limit = std::find_if(limits.begin(), limits.end(),
                                      [&](const BenchCase& one) { return one.id == cases[i].limit; });
      const double most =
          limit == limits.end() ? 0 : timed_limits.rate(static_cast<std::size_t>(limit - limits.begin()));
      rates[i].push_back(timed_cases.rate(i));
      if (most > 0) shares[i].push_back(rates[i].back() / most);
    }
  }
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    std::sort(rates[i].begin(), rates[i].end());
    figures.push_back({.id = cases[i].id,
                       .unit = cases[i].unit,
                       .value = quantile(rates[i], 0.5),
                       .low = quantile(rates[i], 0.25),
                       .high = quantile(rates[i], 0.75),
                       .limit = cases[i].limit,
                       .note = cases[i].note});
    if (!shares[i].empty()) figures.back().share = median(shares[i]);
  }
  for (Figure& figure : figures) {
    for (const Figure& limit : figures) {
      if (limit.id == figure.limit) figure.share = figure.value / limit.value;
    }
  }
  return figures;
}

OneCore::OneCore() : allowed_(allowed_cores()) {
  allow(0, {allowed_.back()});
}

OneCore::~OneCore() {
  allow(0, allowed_);
}

void pin_threads(std::size_t threads, std::vector<int> cores) {
  cores.resize(std::min(threads, cores.size()));
  const std::vector<int> others(cores.begin() + (cores.size() > 1 ? 1 : 0), cores.end());
  release_threads(others);
  allow(0, {cores.front()});
}

void release_threads(const std::vector<int>& cores) {
  for (const int thread : threads_of_process())
    allow(thread, cores);
}

}  // namespace leontide::benchmarks
