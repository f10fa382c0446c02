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

#include "analysis/latent/density_tail.hpp"
#include "analysis/latent/pilot.hpp"
#include "analysis/revision_sample.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "statistics/moments.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t least_pilot = 1024;  // trials, a multiple of 64

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
    RevisionSample sample(run_, figures_, revision_.trials, island_count);
    run_prior(sample);
    if (is_cancelled()) return revision_;
    note_before(sample);
    if (revision_.tally.completed() == 0) revision_.end = RevisionEnd::none_completed;
    if (revision_.end != RevisionEnd::revised) return revision_;
    const std::optional<Journey> journey = lay_journey();
    if (!journey || is_cancelled()) return revision_;
    run_islands(*journey, sample);
    if (is_cancelled() || revision_.end != RevisionEnd::revised) return revision_;
    revision_.effective = effective_of(sample);
    for (RevisedQuestion& revised : revision_.questions)
      revised.after = chance_after(revised.question, sample);
    for (std::size_t o = 0; o < revision_.indicators.size(); ++o)
      sample.quantiles(sample.last, o, revision_.indicators[o].after);
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

  /// The journey that the islands follow; empty where it does not arrive, with what it met on its way.
  std::optional<Journey> lay_journey() {
    Island island(run_, figures_, std::max(blocks_ * width, least_pilot), seed_, island_count,
                  observer_.cancel);
    Pilot pilot(island, figures_);
    const bool has_arrived = pilot.run([&](double share) { tell(island_count, share); });
    revision_.evaluations += island.evaluations();
    if (has_arrived) return pilot.journey();
    revision_.end = RevisionEnd::not_reached;
    for (std::size_t f = 0; f < figures_.size(); ++f) {
      revision_.figures[f].tail_given = island.tails()[f].two_sided();
      judge(revision_.figures[f]);
    }
    return std::nullopt;
  }

  /// Hears how much of one island is done.
  void tell(std::size_t island, double share) {
    const std::lock_guard lock(telling_);
    done_[island] = share;
    if (!observer_.on_round) return;
    const double whole = std::accumulate(done_.begin(), done_.end(), 0.0) / static_cast<double>(done_.size());
    observer_.on_round(
        {static_cast<std::uint64_t>(whole * static_cast<double>(revision_.trials)), revision_.trials, 0, 0});
  }

  /// Each island is one worker's from its first trial to its last, so that nothing passes between them.
  void run_islands(const Journey& journey, RevisionSample& sample) {
    std::vector<std::vector<Tails>> tails(island_count);
    std::vector<std::vector<double>> before(island_count);
    std::vector<double> evidence(island_count, -infinity);
    std::vector<std::uint64_t> evaluations(island_count);
    std::vector<std::exception_ptr> faults(island_count);  // memory may run out
    for_each_block(std::min(threads_, island_count), island_count, [&](std::size_t, std::size_t number) {
      try {
        Island island(run_, figures_, blocks_ * width, seed_, number, observer_.cancel);
        if (island.follow(journey, [&](double share) { tell(number, share); })) {
          evidence[number] = island.log_evidence();
          island.visit([&](std::size_t block, std::uint64_t completed, const kernel::Workspace& workspace) {
            sample.put(number * blocks_ + block, completed, workspace);
          });
        }
        tails[number] = island.tails();
        before[number] = island.evidence_before();
        evaluations[number] = island.evaluations();
      } catch (...) {
        faults[number] = std::current_exception();
      }
    });
    for (const std::exception_ptr& fault : faults) {
      if (fault) std::rethrow_exception(fault);
    }
    revision_.evaluations += std::accumulate(evaluations.begin(), evaluations.end(), std::uint64_t{0});
    sample.weights.emplace(evidence);
    if (is_cancelled()) return;
    if (sample.weights->effective() == 0) revision_.end = RevisionEnd::none_completed;
    for (std::size_t f = 0; f < figures_.size(); ++f) {
      std::vector<double> known(before.size());
      std::transform(before.begin(), before.end(), known.begin(),
                     [f](const auto& of_island) { return of_island[f]; });
      const IslandWeights given(known);
      Tails all;
      for (std::size_t island = 0; island < island_count; ++island)
        all.add(tails[island][f], given[island]);
      revision_.figures[f].tail_given = all.two_sided();
      judge(revision_.figures[f]);
    }
    if (revision_.end == RevisionEnd::revised) judge_nearest(sample);
  }

  /// Figures that no trial comes near; where one is far out already, the others may be drawn away by it.
  void judge_nearest(const RevisionSample& sample) {
    for (std::size_t f = 0; f < figures_.size(); ++f) {
      FigureCheck& check = revision_.figures[f];
      check.nearest = sample.nearest(f);
      if (!(check.nearest > farthest_nearest())) continue;
      check.contradicts = true;
      revision_.end = RevisionEnd::contradicted;
    }
  }

  void judge(FigureCheck& check) {
    check.contradicts =
        check.tail < least_tail || check.tail_given < least_tail || check.tail_of_density < least_tail;
    if (check.contradicts) revision_.end = RevisionEnd::contradicted;
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
      sample.quantiles(sample.last, o, revised.before);
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
    double found[3];
    sample.quantiles(sample.seen, f, found);
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
    check.tail_of_density = density_tail(sample.with_errors(f, seed_), figures_[f].value);
    judge(check);
    revision_.figures.push_back(std::move(check));
  }

  /// The least over the targets' values; of the indicators where there are no targets.
  double effective_of(const RevisionSample& sample) const {
    auto least = static_cast<double>(sample.trials) * sample.weights->effective() / double{island_count};
    const auto look = [&](const std::vector<double>& all, std::size_t row) {
      const auto found = sample.effective_of(std::span(all).subspan(row * sample.trials, sample.trials));
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
    const IslandWeights::Mean mean = sample.weights->mean_of(means);
    const double p = std::clamp(mean.value, 0.0, 1.0), spread = p * (1 - p);
    if (spread < 1e-12) {  // the shares of the islands sum to 1 but for rounding
      const auto draws = static_cast<std::uint64_t>(std::max(1.0, std::floor(revision_.effective)));
      return estimate_of(statistics::clopper_pearson(p > 0.5 ? draws : 0, draws));
    }
    constexpr double level = 0.95;
    const double variance = std::max(mean.error * mean.error, spread / static_cast<double>(sample.trials));
    const double degrees = std::max(1.0, sample.weights->effective() - 1);
    const double ratio = statistics::normal_reach(level) / statistics::student_reach(level, degrees);
    const auto bounds = statistics::wilson_bounds(p, spread / variance * ratio * ratio, level);
    return {p,          std::sqrt(variance),
            bounds.low, bounds.high,
            level,      statistics::IntervalMethod::student_over_replicates};
  }

  const Prepared& prepared_;
  const scenario::Reading& reading_;
  const simulation::Run& run_;
  std::size_t blocks_;  ///< of 64 trials an island
  std::size_t threads_;
  const simulation::Observer& observer_;
  std::uint64_t seed_;
  std::vector<Seen> figures_;
  std::mutex telling_;
  std::vector<double> done_ = std::vector<double>(island_count + 1);  ///< [islands and the pilot] shares
  Revision revision_;
};

}  // namespace

double farthest_nearest() {
  return statistics::normal_reach(1 - least_tail);
}

double least_effective(std::uint64_t trials) {
  const double share = static_cast<double>(trials) / static_cast<double>(observe_trials);
  return std::max(100.0, 1000 * std::min(1.0, share));
}

Revision observe(const Prepared& prepared, std::size_t reading, std::uint64_t trials, std::size_t threads,
                 const simulation::Observer& observer) {
  return Revising(prepared, reading, trials, threads, observer).run();
}

}  // namespace leontide::analysis
