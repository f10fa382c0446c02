#include "analysis/observe.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <exception>
#include <fmt/format.h>
#include <limits>
#include <memory>
#include <mutex>
#include <numeric>

#include "analysis/latent/island.hpp"
#include "analysis/revision_sample.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "statistics/moments.hpp"
#include "statistics/replicated.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr double tenths[] = {0.1, 0.5, 0.9};

class Revising {
 public:
  Revising(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
           const simulation::Observer& observer)
      : prepared_(prepared),
        reading_(prepared.scenario.readings[reading]),
        run_(prepared.runs[reading]),
        blocks_((trials + island_count * width - 1) / (island_count * width)),
        threads_(simulation::worker_count(threads, trials)),
        observer_(observer),
        seed_(prepared.scenario.sampling.seed),
        figures_(figures_of()) {
    revision_.reading = reading_.name;
    revision_.title = reading_.title;
    revision_.trials = blocks_ * island_count * width;
  }

  Revision run() {
    const std::size_t a_trial =
        run_.program.outputs.size() + run_.conditions.size() + figures_.size() + 1;  // numbers kept of it
    const std::size_t of_islands = std::min(threads_, island_count) * run_.plan.coordinates.size();
    require_memory(fmt::format("{} trials, moved to where they agree with the figures,", revision_.trials),
                   {blocks_ * width, sizeof(double), a_trial * island_count + of_islands});
    RevisionSample sample(run_, figures_, revision_.trials);
    run_prior(sample);
    if (is_cancelled()) return revision_;
    note_before(sample);
    if (revision_.tally.completed() == 0) revision_.end = RevisionEnd::none_completed;
    if (revision_.end != RevisionEnd::revised) return revision_;
    run_islands(sample);
    if (is_cancelled() || revision_.end != RevisionEnd::revised) return revision_;
    revision_.effective = effective_of(sample);
    for (RevisedQuestion& revised : revision_.questions)
      revised.after = chance_after(revised.question, sample);
    for (std::size_t o = 0; o < revision_.indicators.size(); ++o)
      quantiles(sample, sample.last, o, revision_.indicators[o].after);
    return revision_;
  }

 private:
  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  std::vector<Seen> figures_of() const {
    std::vector<Seen> figures;
    for (const scenario::Observed& figure : prepared_.scenario.observed) {
      std::size_t output = 0;
      while (run_.program.outputs[output].name != figure.indicator)
        ++output;
      const auto step = static_cast<std::uint32_t>(figure.year - reading_.model.time.base);
      figures.push_back({output, step, figure.value, figure.sd});
    }
    return figures;
  }

  /// The trials that the islands begin with.
  void run_prior(RevisionSample& sample) {
    const std::size_t coordinates = run_.plan.coordinates.size();
    std::vector<std::unique_ptr<IslandRunner>> runners;
    for (std::size_t i = 0; i < threads_; ++i)
      runners.push_back(std::make_unique<IslandRunner>(run_));
    std::vector<simulation::Tally> tallies(threads_);
    std::vector<lanes::AlignedVector> scores(threads_, lanes::AlignedVector(coordinates * width));
    for_each_block(threads_, sample.completed.size(), [&](std::size_t worker, std::size_t block) {
      if (is_cancelled()) return;
      prior_scores(seed_, block / blocks_, block % blocks_, coordinates, scores[worker].data());
      const std::uint64_t completed = runners[worker]->run(scores[worker].data());
      tallies[worker].add(runners[worker]->workspace.failures(), ~std::uint64_t{0});
      sample.put(block, completed, runners[worker]->workspace);
    });
    for (const simulation::Tally& tally : tallies)
      revision_.tally.add(tally);
    revision_.evaluations = revision_.trials;
  }

  /// Each island is one worker's from its first trial to its last, so that nothing passes between them.
  void run_islands(RevisionSample& sample) {
    std::vector<std::vector<Tails>> tails(island_count);
    std::vector<std::uint64_t> evaluations(island_count);
    std::vector<std::uint8_t> has_arrived(island_count);
    std::vector<std::exception_ptr> faults(island_count);  // memory may run out
    std::vector<double> done(island_count);
    std::mutex telling;
    for_each_block(std::min(threads_, island_count), island_count, [&](std::size_t, std::size_t number) {
      try {
        Island island(run_, figures_, blocks_ * width, seed_, number, observer_.cancel);
        has_arrived[number] = island.run([&](double share) {
          const std::lock_guard lock(telling);
          done[number] = share;
          if (!observer_.on_round) return;
          const double whole = std::accumulate(done.begin(), done.end(), 0.0) / double{island_count};
          observer_.on_round({static_cast<std::uint64_t>(whole * static_cast<double>(revision_.trials)),
                              revision_.trials, 0, 0});
        });
        if (has_arrived[number] != 0) {
          island.visit([&](std::size_t block, std::uint64_t completed, const kernel::Workspace& workspace) {
            sample.put(number * blocks_ + block, completed, workspace);
          });
        }
        tails[number] = island.tails();
        evaluations[number] = island.evaluations();
      } catch (...) {
        faults[number] = std::current_exception();
      }
    });
    for (const std::exception_ptr& fault : faults) {
      if (fault) std::rethrow_exception(fault);
    }
    for (std::size_t f = 0; f < figures_.size(); ++f) {
      Tails all;
      for (const auto& of_island : tails)
        all.add(of_island[f]);
      revision_.figures[f].tail_given = all.two_sided();
      judge(revision_.figures[f]);
    }
    revision_.evaluations += std::accumulate(evaluations.begin(), evaluations.end(), std::uint64_t{0});
    if (revision_.end == RevisionEnd::revised && std::count(has_arrived.begin(), has_arrived.end(), 0) > 0)
      revision_.end = RevisionEnd::not_reached;
  }

  void judge(FigureCheck& check) {
    check.contradicts = check.tail < least_tail || check.tail_given < least_tail;
    if (check.contradicts) revision_.end = RevisionEnd::contradicted;
  }

  void quantiles(const RevisionSample& sample, const std::vector<double>& all, std::size_t row,
                 double* out) const {
    std::vector<double> log_weights(sample.trials, 0.0);
    for (std::uint64_t t = 0; t < sample.trials; ++t) {
      if (!sample.is_completed(t)) log_weights[t] = -std::numeric_limits<double>::infinity();
    }
    const auto found =
        statistics::weighted_quantiles(statistics::normalise(log_weights),
                                       std::span(all).subspan(row * sample.trials, sample.trials), tenths);
    std::copy(found.begin(), found.end(), out);
  }

  void note_before(const RevisionSample& sample) {
    const std::uint64_t completed = revision_.tally.completed();
    for (const Question& question : list_questions(prepared_.scenario, run_)) {
      std::uint64_t hits = 0;
      for (std::size_t block = 0; block < sample.completed.size(); ++block)
        hits += static_cast<std::uint64_t>(std::popcount(sample.answer(question, block)));
      revision_.questions.push_back({question, estimate_of(statistics::proportion(hits, completed)), {}});
    }
    for (std::size_t o = 0; o < run_.program.outputs.size(); ++o) {
      const auto& indicator = reading_.model.indicators[run_.program.outputs[o].indicator];
      RevisedIndicator revised{run_.program.outputs[o].name, indicator.title, to_string(indicator.unit),
                               reading_.model.time.end};
      quantiles(sample, sample.last, o, revised.before);
      revision_.indicators.push_back(std::move(revised));
    }
    for (std::size_t f = 0; f < figures_.size(); ++f)
      note_figure(sample, f);
  }

  void note_figure(const RevisionSample& sample, std::size_t f) {
    const auto& indicator = reading_.model.indicators[run_.program.outputs[figures_[f].output].indicator];
    FigureCheck check;
    check.figure = prepared_.scenario.observed[f];
    check.title = indicator.title;
    check.unit = to_string(indicator.unit);
    check.tail = check.tail_given = std::nan("");
    double found[3];
    quantiles(sample, sample.seen, f, found);
    check.p10 = found[0];
    check.p50 = found[1];
    check.p90 = found[2];
    Tails tails;
    for (std::uint64_t t = 0; t < sample.trials; ++t) {
      if (!sample.is_completed(t)) continue;
      const double value = sample.seen[f * sample.trials + t];
      tails.add(value, figures_[f]);
      check.share_below += value < figures_[f].value ? 1 : 0;
    }
    check.share_below /= static_cast<double>(tails.trials);
    check.tail = tails.two_sided();
    judge(check);
    revision_.figures.push_back(std::move(check));
  }

  /// Of the islands' means of some numbers of every trial.
  std::optional<double> effective_of(const RevisionSample& sample, std::span<const double> numbers) const {
    statistics::Moments all;
    std::vector<double> means;
    for (std::size_t island = 0; island < island_count; ++island) {
      statistics::Moments its;
      for (std::size_t block = island * blocks_; block < (island + 1) * blocks_; ++block)
        its = statistics::merge(
            its, statistics::moments_of(numbers.subspan(block * width, width), sample.completed[block]));
      means.push_back(its.mean);
      all = statistics::merge(all, its);
    }
    if (!statistics::varies(all)) return std::nullopt;
    const double sd = all.sd();
    const double error = statistics::mean_over_replicates(means).error;
    return error > 0 ? sd / error * (sd / error) : static_cast<double>(sample.trials);
  }

  /// The least over the targets' values; of the indicators where there are no targets.
  double effective_of(const RevisionSample& sample) const {
    auto least = static_cast<double>(sample.trials);
    const auto look = [&](const std::vector<double>& all, std::size_t row) {
      const auto found = effective_of(sample, std::span(all).subspan(row * sample.trials, sample.trials));
      least = std::min(least, found.value_or(least));
    };
    for (const std::uint32_t condition : run_.joint)
      look(sample.values, condition);
    for (std::size_t o = 0; run_.joint.empty() && o < run_.program.outputs.size(); ++o)
      look(sample.last, o);
    return least;
  }

  statistics::Estimate chance_after(const Question& question, const RevisionSample& sample) const {
    std::vector<double> means(island_count, 0.0);
    for (std::size_t block = 0; block < sample.completed.size(); ++block)
      means[block / blocks_] += std::popcount(sample.answer(question, block)) / double(blocks_ * width);
    statistics::Estimate chance = statistics::mean_over_replicates(means);
    const double p = chance.value, spread = p * (1 - p);
    if (spread <= 0) {
      const auto draws = static_cast<std::uint64_t>(std::max(1.0, std::floor(revision_.effective)));
      auto exact = statistics::clopper_pearson(p > 0 ? draws : 0, draws);
      return estimate_of(exact);
    }
    const double variance =
        std::max(chance.error * chance.error, spread / static_cast<double>(sample.trials));
    const double ratio =
        statistics::normal_reach(chance.level) / statistics::student_reach(chance.level, island_count - 1);
    const auto bounds = statistics::wilson_bounds(p, spread / variance * ratio * ratio, chance.level);
    return {p, std::sqrt(variance), bounds.low, bounds.high, chance.level, chance.method};
  }

  const Prepared& prepared_;
  const scenario::Reading& reading_;
  const simulation::Run& run_;
  std::size_t blocks_;  ///< of 64 trials an island
  std::size_t threads_;
  const simulation::Observer& observer_;
  std::uint64_t seed_;
  std::vector<Seen> figures_;
  Revision revision_;
};

}  // namespace

double least_effective(std::uint64_t trials) {
  const double share = static_cast<double>(trials) / static_cast<double>(observe_trials);
  return std::max(100.0, 1000 * std::min(1.0, share));
}

Revision observe(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
                 const simulation::Observer& observer) {
  return Revising(prepared, reading, trials, threads, observer).run();
}

}  // namespace leontide::analysis
