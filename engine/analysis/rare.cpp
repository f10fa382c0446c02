#include "analysis/rare.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "analysis/margin_runner.hpp"
#include "analysis/subset.hpp"
#include "base/parallel.hpp"
#include "random/stream.hpp"
#include "statistics/replicated.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr std::size_t repeats = 8;
constexpr double stands_out = 4;  // standard errors from zero
constexpr std::size_t most_pushes = 12;

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
    measure_scales();
    for (std::size_t i = 0; i < threads_; ++i)
      runners_.push_back(std::make_unique<MarginRunner>(run_, question_, scales_, options_.of_miss));
    run_subsets();
    if (!is_cancelled() && out_.is_reached) {
      tilt();
      run_importance();
      out_.agree = out_.importance.low <= out_.subset.high && out_.subset.low <= out_.importance.high;
    }
    for (const auto& runner : runners_)
      out_.tally.add(runner->tally());
    return out_;
  }

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  /// Standard deviation of each condition's value, so that the margins of a joint question can be compared.
  void measure_scales() {
    simulation::SimulateOptions few;
    few.sampling.trials = 4096;
    few.sampling.seed = seed_;
    few.threads = options_.threads;
    const auto result = simulation::simulate(run_, few, {{}, observer_.cancel});
    out_.tally.add(result);
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
    for (std::size_t r = 0; r < repeats && !is_cancelled(); ++r) {
      const SubsetResult subset =
          subset_simulation(dimensions, options_.level_size, random::mix64(seed_, r + 1),
                            [&](const std::vector<double>& scores, std::size_t count, double* margin) {
                              margins_of(scores, count, margin);
                            });
      chances.push_back(subset.chance);
      out_.subset_trials += subset.evaluations;
      out_.levels = std::max(out_.levels, subset.levels);
      out_.is_reached = out_.is_reached && subset.is_reached;
      in_event_.insert(in_event_.end(), subset.in_event.begin(), subset.in_event.end());
      if (observer_.on_round)
        observer_.on_round({(r + 1) * options_.level_size, repeats * options_.level_size, 0, 0});
    }
    out_.subset = statistics::mean_over_replicates(chances);
    out_.subset.low = std::max(0.0, out_.subset.low);
  }

  /// The mean score in the event, where it stands out. Points of a chain repeat each other, so that an eighth
  /// of them counts as independent.
  void tilt() {
    const std::size_t dimensions = run_.plan.coordinates.size();
    const std::size_t points = in_event_.size() / dimensions;
    shifts_.assign(dimensions, 0.0);
    const double error = 1 / std::sqrt(static_cast<double>(points) / 8);
    for (std::size_t d = 0; d < dimensions; ++d) {
      double sum = 0;
      for (std::size_t p = 0; p < points; ++p)
        sum += in_event_[p * dimensions + d];
      const double mean = sum / static_cast<double>(points);
      if (std::fabs(mean) > stands_out * error) shifts_[d] = mean;
    }
    std::vector<std::size_t> order;
    for (std::size_t d = 0; d < dimensions; ++d) {
      if (shifts_[d] != 0) order.push_back(d);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::fabs(shifts_[a]) > std::fabs(shifts_[b]);
    });
    order.resize(std::min(order.size(), most_pushes));
    for (const std::size_t d : order) {
      const random::Coordinate& coordinate = run_.plan.coordinates[d];
      const int year = coordinate.per_step ? reading_.model.time.base + static_cast<int>(coordinate.step) : 0;
      out_.pushes.push_back({label_of(reading_, coordinate), year, shifts_[d]});
    }
  }

  void run_importance() {
    const std::size_t blocks = (options_.trials + width - 1) / width;
    const std::uint64_t trials = blocks * width;
    const random::Points points = random::Tilted{seed_ + 1, shifts_};
    std::vector<double> log_ratios(trials);
    std::vector<std::uint8_t> hits(trials);
    for_each_block(threads_, blocks, [&](std::size_t worker, std::size_t block) {
      if (is_cancelled()) return;
      alignas(lanes::alignment) double margin[width];
      MarginRunner& runner = *runners_[worker];
      runner.at_points(points, block * width, margin);
      for (std::size_t lane = 0; lane < width; ++lane) {
        log_ratios[block * width + lane] = runner.inputs().log_weights()[lane];
        hits[block * width + lane] = margin[lane] >= 0 ? 1 : 0;
      }
    });
    out_.importance = statistics::importance_share(log_ratios, hits);
    out_.importance_trials = trials;
    std::vector<double> of_hits;
    for (std::size_t t = 0; t < trials; ++t) {
      if (hits[t] != 0) of_hits.push_back(log_ratios[t]);
    }
    out_.effective = of_hits.empty() ? 0 : statistics::normalise(of_hits).effective;
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
  std::vector<double> in_event_, shifts_;
  RareChance out_;
};

}  // namespace

RareChance rare_chance(const Prepared& prepared, std::size_t reading, const Question& question,
                       const RareOptions& options, const simulation::Observer& observer) {
  return Rare(prepared, reading, question, options, observer).run();
}

}  // namespace leontide::analysis
