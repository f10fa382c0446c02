#include "analysis/observe.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "simulation/keep.hpp"
#include "statistics/replicated.hpp"
#include "statistics/resample.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

constexpr std::size_t filters = 16;
constexpr double tenths[] = {0.1, 0.5, 0.9};

std::size_t output_of(const simulation::Run& run, const std::string& indicator) {
  std::size_t output = 0;
  while (run.program.outputs[output].name != indicator)
    ++output;
  return output;
}

class Revising {
 public:
  Revising(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
           const simulation::Observer& observer)
      : prepared_(prepared),
        reading_(prepared.scenario.readings[reading]),
        run_(prepared.runs[reading]),
        size_((trials + filters - 1) / filters),
        threads_(threads),
        observer_(observer),
        log_weights_(size_ * filters, 0.0) {
    revision_.reading = reading_.name;
    revision_.title = reading_.title;
    revision_.trials = size_ * filters;
  }

  Revision run() {
    const std::uint64_t seed = prepared_.scenario.sampling.seed;
    sample_ = simulation::collect(run_, random::Independent{seed}, revision_.trials, threads_, observer_,
                                  revision_.tally);
    if (is_cancelled()) return revision_;
    mark_failed();
    const std::vector<double> prior = log_weights_;
    note_before(prior);
    const auto& figures = prepared_.scenario.observed;
    for (std::size_t f = 0; f < figures.size(); ++f) {
      const bool new_year = f > 0 && figures[f].year != figures[f - 1].year;
      if (new_year && !resample_after(figures[f - 1].year, seed)) return revision_;
      weigh(figures[f]);
      revision_.figures[f].effective = effective();
    }
    revision_.effective = effective();
    revision_.has_collapsed = revision_.effective < least_effective;
    if (!revision_.has_collapsed) note_after();
    return revision_;
  }

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  std::span<const double> output(std::size_t output_number, std::size_t step) const {
    return std::span(sample_.outputs)
        .subspan((output_number * run_.program.steps + step) * sample_.trials, sample_.trials);
  }

  std::span<double> of_filter(std::vector<double>& all, std::size_t filter) const {
    return std::span(all).subspan(filter * size_, size_);
  }

  std::size_t step_of(int year) const { return static_cast<std::size_t>(year - reading_.model.time.base); }

  void mark_failed() {
    for (std::uint64_t t = 0; t < sample_.trials; ++t) {
      if (!sample_.is_valid(t)) log_weights_[t] = -std::numeric_limits<double>::infinity();
    }
  }

  void weigh(const scenario::Observed& figure) {
    const auto values = output(output_of(run_, figure.indicator), step_of(figure.year));
    for (std::uint64_t t = 0; t < sample_.trials; ++t) {
      const double apart = (figure.value - values[t]) / figure.sd;
      log_weights_[t] -= apart * apart / 2;
    }
  }

  double effective() {
    double sum = 0;
    for (std::size_t filter = 0; filter < filters; ++filter)
      sum += statistics::normalise(of_filter(log_weights_, filter)).effective;
    return sum;
  }

  /// Resamples the filters that need it and runs the years after `year` anew. False when interrupted.
  bool resample_after(int year, std::uint64_t seed) {
    std::vector<std::uint64_t> chosen(sample_.trials);
    std::iota(chosen.begin(), chosen.end(), std::uint64_t{0});
    bool has_changed = false;
    for (std::size_t filter = 0; filter < filters; ++filter) {
      const auto weights = statistics::normalise(of_filter(log_weights_, filter));
      if (weights.effective <= 0 || weights.effective > static_cast<double>(size_) / 2) continue;
      const double uniform =
          statistics::resampling_uniforms(seed, static_cast<std::uint32_t>(year), filters)[filter];
      const auto survivors = statistics::systematic_resample(weights, size_, uniform);
      for (std::size_t i = 0; i < size_; ++i)
        chosen[filter * size_ + i] = filter * size_ + survivors[i];
      std::fill_n(log_weights_.begin() + static_cast<std::ptrdiff_t>(filter * size_), size_, 0.0);
      has_changed = true;
    }
    if (!has_changed) return true;
    for (auto& generation : generations_) {
      std::vector<std::uint64_t> numbers;
      numbers.reserve(chosen.size());
      for (const std::uint64_t survivor : chosen)
        numbers.push_back(generation.numbers[survivor]);
      generation.numbers = std::move(numbers);
    }
    generations_.push_back({static_cast<std::uint32_t>(step_of(year)), std::move(chosen)});
    const auto shared = std::make_shared<const std::vector<random::Resampled::Generation>>(generations_);
    sample_ = simulation::collect(run_, random::Resampled{seed, shared}, revision_.trials, threads_,
                                  observer_, revision_.tally);
    mark_failed();
    return !is_cancelled();
  }

  /// The mean over filters of a weighted quantity of each, with its interval.
  template <class Of>
  statistics::Estimate over_filters(std::vector<double>& log_weights, const Of& of) {
    std::vector<double> means;
    for (std::size_t filter = 0; filter < filters; ++filter) {
      const auto weights = statistics::normalise(of_filter(log_weights, filter));
      double sum = 0;
      for (std::size_t i = 0; i < size_; ++i) {
        if (weights.shares[i] > 0) sum += weights.shares[i] * of(filter * size_ + i);
      }
      means.push_back(sum);
    }
    statistics::Estimate estimate = statistics::mean_over_replicates(means);
    estimate.low = std::max(0.0, estimate.low);
    estimate.high = std::min(1.0, estimate.high);
    return estimate;
  }

  statistics::Estimate chance(const Question& question, std::vector<double>& log_weights) {
    const std::size_t blocks = sample_.valid.size();
    return over_filters(log_weights, [&](std::uint64_t trial) {
      const std::uint64_t met = answer_of(question, run_, ~std::uint64_t{0}, [&](std::uint32_t c) {
        return sample_.met[c * blocks + trial / lanes::width];
      });
      return static_cast<double>((met >> (trial % lanes::width)) & 1U);
    });
  }

  void quantiles(std::span<const double> values, const std::vector<double>& log_weights, double* out) const {
    const auto found = statistics::weighted_quantiles(statistics::normalise(log_weights), values, tenths);
    std::copy(found.begin(), found.end(), out);
  }

  void note_before(const std::vector<double>& prior) {
    std::vector<double> weights = prior;
    for (const Question& question : list_questions(prepared_.scenario, run_))
      revision_.questions.push_back({question, chance(question, weights), {}});
    const std::size_t last = run_.program.steps - 1;
    for (std::size_t o = 0; o < run_.program.outputs.size(); ++o) {
      const auto& indicator = reading_.model.indicators[run_.program.outputs[o].indicator];
      RevisedIndicator revised;
      revised.name = run_.program.outputs[o].name;
      revised.title = indicator.title;
      revised.unit = to_string(indicator.unit);
      revised.year = reading_.model.time.end;
      quantiles(output(o, last), weights, revised.before);
      revision_.indicators.push_back(std::move(revised));
    }
    for (const scenario::Observed& figure : prepared_.scenario.observed) {
      FigureCheck check{figure, "", 0, 0, 0, 0, 0};
      const std::size_t o = output_of(run_, figure.indicator);
      check.unit = to_string(reading_.model.indicators[run_.program.outputs[o].indicator].unit);
      const auto values = output(o, step_of(figure.year));
      double found[3];
      quantiles(values, weights, found);
      check.p10 = found[0];
      check.p50 = found[1];
      check.p90 = found[2];
      check.share_below =
          over_filters(weights, [&](std::uint64_t t) { return values[t] < figure.value ? 1.0 : 0.0; }).value;
      revision_.figures.push_back(std::move(check));
    }
  }

  void note_after() {
    for (RevisedQuestion& revised : revision_.questions)
      revised.after = chance(revised.question, log_weights_);
    const std::size_t last = run_.program.steps - 1;
    // Filters weigh the same, whatever their evidence: their weights are set to one sum.
    std::vector<double> level = log_weights_;
    for (std::size_t filter = 0; filter < filters; ++filter) {
      const double log_mean = statistics::normalise(of_filter(log_weights_, filter)).log_mean;
      for (double& weight : of_filter(level, filter))
        weight -= log_mean;
    }
    for (std::size_t o = 0; o < revision_.indicators.size(); ++o)
      quantiles(output(o, last), level, revision_.indicators[o].after);
  }

  const Prepared& prepared_;
  const scenario::Reading& reading_;
  const simulation::Run& run_;
  std::size_t size_;  ///< trials a filter
  std::size_t threads_;
  const simulation::Observer& observer_;
  simulation::KeptTrials sample_;
  std::vector<double> log_weights_;
  std::vector<random::Resampled::Generation> generations_;
  Revision revision_;
};

}  // namespace

Revision observe(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
                 const simulation::Observer& observer) {
  return Revising(prepared, reading, trials, threads, observer).run();
}

}  // namespace leontide::analysis
