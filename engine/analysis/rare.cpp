#include "analysis/rare.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <memory>

#include "analysis/latent/mixture.hpp"
#include "analysis/latent/subset.hpp"
#include "analysis/latent/variation.hpp"
#include "analysis/margin_runner.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "random/stream.hpp"
#include "statistics/replicated.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr std::size_t repeats = 8;
constexpr std::size_t most_pushes = 12;  // shown of each way

std::string label_of(const scenario::Reading& reading, const random::Coordinate& coordinate) {
  using Input = random::Coordinate::Input;
  switch (coordinate.input) {
    case Input::lever: return reading.levers[coordinate.index].name;
    case Input::event: return reading.events[coordinate.index].name;
    default: break;
  }
  const random::Driver& driver = reading.drivers[coordinate.index];
  const std::string& element = driver.elements[coordinate.element];
  return coordinate.input == Input::common || element.empty() ? driver.name
                                                              : driver.name + "[" + element + "]";
}

class Rare {
 public:
  Rare(const Prepared& prepared, std::size_t reading, const Question& question, const RareOptions& options,
       const simulation::Observer& observer)
      : reading_(prepared.scenario.readings[reading]),
        run_(prepared.runs[reading]),
        question_(question),
        options_(options),
        observer_(observer),
        seed_(prepared.scenario.sampling.seed),
        threads_(simulation::worker_count(options.threads, options.trials)) {
    out_.question = question;
    out_.of_miss = options.of_miss;
    out_.reading = reading_.name;
  }

  RareChance run() {
    require_memory(fmt::format("{} trials of importance sampling", options_.trials),
                   {options_.trials, 2 * sizeof(double) + 2 * sizeof(std::uint8_t)});
    require_memory(fmt::format("levels of {} trials of {} random numbers each", options_.level_size,
                               run_.plan.coordinates.size()),
                   {options_.level_size, 3 * sizeof(double), run_.plan.coordinates.size() + 1});
    measure_scales();
    if (completed_share_ == 0) return out_;
    if (!is_random(run_)) {
      tell_certain();
      return out_;
    }
    for (std::size_t i = 0; i < threads_; ++i)
      runners_.push_back(std::make_unique<MarginRunner>(run_, question_, scales_, options_.of_miss));
    run_subsets();
    if (!is_cancelled() && out_.end == SubsetEnd::reached) {
      tilts_ = tilts_of(in_event_, run_.plan.coordinates.size());
      tell_pushes();
      run_importance();
      out_.agree = do_agree();
    }
    if (!is_cancelled() && out_.end != SubsetEnd::reached) count();
    for (const auto& runner : runners_)
      out_.tally.add(runner->tally());
    return out_;
  }

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  /// Nothing is random: one trial is as good as all.
  void tell_certain() {
    MarginRunner runner(run_, question_, scales_, options_.of_miss);
    const lanes::AlignedVector scores(run_.plan.coordinates.size() * width);
    alignas(lanes::alignment) double margin[width];
    runner.at_scores(scores.data(), 1, margin);
    const double chance = margin[0] >= 0 ? 1 : 0;
    out_.subset = {chance, 0, chance, chance, out_.subset.level, out_.subset.method};
    out_.subset_trials = 1;
    out_.end = SubsetEnd::reached;
    out_.is_certain = out_.agree = true;
  }

  /// Standard deviation of each condition's value, so that the margins of a joint question can be compared,
  /// and how many trials complete.
  void measure_scales() {
    simulation::SimulateOptions few;
    few.sampling.trials = 4096;
    few.sampling.seed = seed_;
    few.threads = options_.threads;
    const auto result = simulation::simulate(run_, few, {{}, observer_.cancel});
    out_.tally.add(result);
    completed_share_ = static_cast<double>(result.completed()) / static_cast<double>(result.trials);
    for (const auto& value : result.condition_values)
      scales_.push_back(value.sd() > 0 ? value.sd() : 1);
  }

  void margins_of(const std::vector<double>& scores, std::size_t count, double* margin) {
    const std::size_t dimensions = run_.plan.coordinates.size();
    const std::size_t blocks = (count + width - 1) / width;
    for_each_block(threads_, blocks, [&](std::size_t worker, std::size_t block) {
      if (is_cancelled()) return;
      lanes::AlignedVector lanes_of(dimensions * width);
      const std::size_t first = block * width;
      for (std::size_t lane = 0; lane < width; ++lane) {
        const double* point = scores.data() + std::min(first + lane, count - 1) * dimensions;
        for (std::size_t d = 0; d < dimensions; ++d)
          lanes_of[d * width + lane] = point[d];
      }
      alignas(lanes::alignment) double found[width];
      runners_[worker]->at_scores(lanes_of.data(), std::min(width, count - first), found);
      std::copy_n(found, std::min(width, count - first), margin + first);
    });
  }

  void run_subsets() {
    const std::size_t dimensions = run_.plan.coordinates.size();
    std::vector<double> chances;
    double relative_variance = 0;
    std::uint64_t hits = 0, completed = 0;
    for (std::size_t r = 0; r < repeats && !is_cancelled(); ++r) {
      const SubsetResult subset =
          subset_simulation(dimensions, options_.level_size, random::mix64(seed_, r + 1),
                            [&](const std::vector<double>& scores, std::size_t count, double* margin) {
                              margins_of(scores, count, margin);
                            });
      chances.push_back(subset.chance / completed_share_);
      out_.subset_trials += subset.evaluations;
      relative_variance += subset.relative_variance / double{repeats * repeats};
      hits += subset.hits;
      completed += subset.completed;
      out_.subset_completed += subset.completed;
      out_.levels = std::max(out_.levels, subset.levels);
      out_.end = std::max(out_.end, subset.end);
      in_event_.insert(in_event_.end(), subset.in_event.begin(), subset.in_event.end());
      if (observer_.on_round)
        observer_.on_round({(r + 1) * options_.level_size, repeats * options_.level_size, 0, 0});
    }
    if (out_.end != SubsetEnd::reached || is_cancelled()) return;
    if (out_.levels == 1) {
      out_.subset = statistics::estimate_of(statistics::proportion(hits, completed));
      return;
    }
    out_.subset = statistics::positive_mean_over_replicates(chances, std::sqrt(relative_variance));
    for (double* const bound : {&out_.subset.value, &out_.subset.low, &out_.subset.high})
      *bound = std::min(1.0, *bound);
  }

  void tell_pushes() {
    out_.ways = tilts_.size();
    for (std::size_t way = 0; way < tilts_.size(); ++way) {
      const std::vector<double>& shift = tilts_[way].shift;
      std::vector<std::size_t> order;
      for (std::size_t d = 0; d < shift.size(); ++d) {
        if (shift[d] != 0) order.push_back(d);
      }
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::fabs(shift[a]) > std::fabs(shift[b]);
      });
      order.resize(std::min(order.size(), most_pushes));
      for (const std::size_t d : order) {
        const random::Coordinate& coordinate = run_.plan.coordinates[d];
        const int year =
            coordinate.per_step ? reading_.model.time.base + static_cast<int>(coordinate.step) : 0;
        out_.pushes.push_back({way + 1, label_of(reading_, coordinate), year, shift[d]});
      }
    }
  }

  /// Trials of a mixture of known shares, each weighed by the density of the whole mixture.
  void run_importance() {
    const std::size_t dimensions = run_.plan.coordinates.size();
    const std::size_t blocks = (options_.trials + width - 1) / width;
    const std::uint64_t key = random::mix64(seed_, random::fnv1a64("importance"));
    const TiltedMixture mixture(tilts_, dimensions, blocks, key);
    std::vector<double> log_ratios(blocks * width);
    std::vector<std::uint8_t> hits(log_ratios.size()), completed(log_ratios.size());
    for_each_block(threads_, blocks, [&](std::size_t worker, std::size_t block) {
      if (is_cancelled()) return;
      lanes::AlignedVector scores(dimensions * width);
      mixture.draw(block, scores.data());
      alignas(lanes::alignment) double margin[width];
      runners_[worker]->at_scores(scores.data(), width, margin);
      std::vector<double> point(dimensions);
      for (std::size_t lane = 0; lane < width; ++lane) {
        for (std::size_t d = 0; d < dimensions; ++d)
          point[d] = scores[d * width + lane];
        const std::size_t trial = block * width + lane;
        log_ratios[trial] = mixture.log_ratio(point);
        hits[trial] = margin[lane] >= 0 ? 1 : 0;
        completed[trial] = std::isinf(margin[lane]) ? 0 : 1;
      }
    });
    const auto nominal =
        std::count(completed.begin(), completed.begin() + static_cast<std::ptrdiff_t>(mixture.draws()[0]), 1);
    out_.importance = statistics::importance_share(
        {log_ratios, hits, completed, static_cast<std::uint64_t>(nominal), mixture.draws()});
    out_.importance_trials = log_ratios.size();
    out_.unmet =
        statistics::clopper_pearson(0, static_cast<std::uint64_t>(nominal) + out_.subset_completed).high;
    std::vector<double> of_hits;
    for (std::size_t t = 0; t < hits.size(); ++t) {
      if (hits[t] != 0) of_hits.push_back(log_ratios[t]);
    }
    out_.effective = of_hits.empty() ? 0 : statistics::normalise(of_hits).effective;
  }

  /// Logarithms, since the errors of small chances are relative. That of the descent comes from as many runs
  /// as it was repeated, unless its trials were counted.
  /// At 99 %, for both errors are estimates themselves and a sound answer is not to be doubted one time in
  /// twenty.
  bool do_agree() const {
    constexpr double sure = 0.99;
    const statistics::Estimate& subset = out_.subset;
    const statistics::Proportion& importance = out_.importance;
    if (!(subset.value > 0) || !(importance.estimate > 0)) return false;
    // What could be anything agrees with everything.
    if (subset.high > widest_interval * subset.low || importance.high > widest_interval * importance.low)
      return false;
    const double reach = statistics::normal_reach(importance.level);
    const double of_subset = subset.error / subset.value;
    const double of_importance = (importance.high - importance.low) / 2 / reach / importance.estimate;
    const double error = std::hypot(of_subset, of_importance);
    const double part = out_.levels == 1 ? 0 : of_subset / error;
    const double degrees = (repeats - 1) / std::max(1e-9, part * part * part * part);
    return std::fabs(std::log(subset.value / importance.estimate)) <=
           statistics::student_reach(sure, degrees) * error;
  }

  /// Plain trials: what is left where the descent says nothing.
  void count() {
    simulation::SimulateOptions plain;
    plain.sampling.trials = options_.trials;
    plain.sampling.seed = random::mix64(seed_, random::fnv1a64("counted"));
    plain.threads = options_.threads;
    const auto result = simulation::simulate(run_, plain, {{}, observer_.cancel});
    out_.tally.add(result);
    const std::uint64_t met = question_.condition ? result.hits(*question_.condition) : result.joint.all();
    const std::uint64_t completed = result.completed();
    out_.counted = statistics::proportion(options_.of_miss ? completed - met : met, completed);
  }

  const scenario::Reading& reading_;
  const simulation::Run& run_;
  const Question& question_;
  const RareOptions& options_;
  const simulation::Observer& observer_;
  std::uint64_t seed_;
  std::size_t threads_;
  std::vector<double> scales_;
  std::vector<std::unique_ptr<MarginRunner>> runners_;
  double completed_share_ = 0;
  std::vector<double> in_event_;
  std::vector<Tilt> tilts_;
  RareChance out_;
};

}  // namespace

RareChance rare_chance(const Prepared& prepared, std::size_t reading, const Question& question,
                       const RareOptions& options, const simulation::Observer& observer) {
  return Rare(prepared, reading, question, options, observer).run();
}

}  // namespace leontide::analysis
