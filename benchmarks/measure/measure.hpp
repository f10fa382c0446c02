#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/title.hpp"
#include "measure/report.hpp"

namespace leontide::benchmarks {

/// One thing to measure: `body` does `work` units.
struct BenchCase {
  std::string id;              ///< `group/case`
  std::string unit;            ///< of the work, per second
  double work = 1;             ///< units done by one call of `body`
  std::function<void()> body;  ///< what is timed
  std::string limit = {};      ///< id of the figure whose value is its limit
  Title note = {};             ///< for people
};

/// How long and how often.
struct Effort {
  std::size_t repeats = 9;  ///< how often each case is timed
  double seconds = 0.03;    ///< of one repeat
};

/// Time this thread was at work on its core, in seconds: other programs' turns do not count, their use of
/// shared caches and memory does.
double thread_seconds();
/// Time all threads of this process were at work on cores, in seconds.
double process_seconds();
/// Of a clock that does not jump, in seconds.
double wall_seconds();

/// The middle value, or the mean of the two in the middle; at least one.
double median(std::vector<double> values);

/// Warms each case up, then runs all of them in turn, `repeats` times; medians and quartiles of the rates.
/// A case whose limit is one of `limits` has it run right before each repeat, and its share is the median of
/// the repeats' ratios: what disturbs the machine disturbs both. Of another limit the share is that of the
/// medians.
std::vector<Figure> measure(const std::vector<BenchCase>& cases, const Effort& effort,
                            std::span<const BenchCase> limits = {});

/// Keeps this process on one of the cores it may use, until destroyed.
class OneCore {
 public:
  /// The last core of those it may use; the destructor gives the others back.
  OneCore();
  ~OneCore();
  OneCore(const OneCore&) = delete;
  OneCore& operator=(const OneCore&) = delete;

 private:
  std::vector<int> allowed_;
};

/// The cores this thread may use.
std::vector<int> allowed_cores();

/// Keeps this thread on the first of `cores` and all others of this process on the next, `threads` in all:
/// left to share them, two may stay on one for longer than a short run lasts. Threads started later begin
/// where their parent is, so start them before.
void pin_threads(std::size_t threads, std::vector<int> cores);

/// Lets all threads of this process run on any of `cores`.
void release_threads(const std::vector<int>& cores);

}  // namespace leontide::benchmarks
