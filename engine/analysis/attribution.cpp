#include "analysis/attribution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>

#include "analysis/subset_runner.hpp"
#include "base/memory.hpp"
#include "base/parallel.hpp"
#include "statistics/proportion.hpp"
#include "statistics/shapley.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr std::uint64_t first_blocks = 16;  // before the width is looked at
constexpr std::uint64_t batch_blocks = 64;  // kept at once

std::vector<std::size_t> levers_on(const scenario::Reading& reading) {
  std::vector<std::size_t> levers;
  for (std::size_t l = 0; l < reading.levers.size(); ++l) {
    if (reading.levers_on[l]) levers.push_back(l);
  }
  return levers;
}

/// What one block of trials shows of one question, as sums over its trials.
struct BlockShares {
  std::vector<double> chance, value;  ///< [levers] what each adds
  std::vector<double> alone, last;    ///< [levers]
  double without = 0, with_all = 0;
};

/// A ratio of sums over blocks, with what its error takes (Cochran 1977, *Sampling Techniques*, eq. 6.9).
struct RatioSums {
  double of = 0, squares = 0, products = 0;

  void add(double share, double completed) {
    of += share;
    squares += share * share;
    products += share * completed;
  }
};

/// Each lever's part of a worth known for all subsets of the plan.
std::vector<double> parts_of(const BlockPlan& plan, std::size_t levers, const std::vector<double>& worths) {
  if (plan.orders.empty()) return statistics::shapley_values(worths);
  std::vector<double> parts(levers);
  for (const auto& order : plan.orders) {
    Subset subset = 0;
    for (const std::uint32_t lever : order) {
      const double before = worths[plan.at(subset)];
      subset |= Subset{1} << lever;
      parts[lever] += (worths[plan.at(subset)] - before) / static_cast<double>(plan.orders.size());
    }
  }
  return parts;
}

BlockShares shares_of(const SubsetRunner& runner, const BlockPlan& plan, const Question& question,
                      std::size_t levers) {
  BlockShares shares;
  const Subset all = (Subset{1} << levers) - 1;
  std::vector<double> worths(plan.subsets.size());
  for (std::size_t s = 0; s < worths.size(); ++s)
    worths[s] = runner.hits(question, s);
  shares.chance = parts_of(plan, levers, worths);
  shares.without = worths.front();
  shares.with_all = worths.back();
  for (std::size_t i = 0; i < levers; ++i) {
    shares.alone.push_back(worths[plan.at(Subset{1} << i)] - worths.front());
    shares.last.push_back(worths.back() - worths[plan.at(all & ~(Subset{1} << i))]);
  }
  if (!question.condition) return shares;
  for (std::size_t s = 0; s < worths.size(); ++s)
    worths[s] = runner.value(question, s);
  shares.value = parts_of(plan, levers, worths);
  return shares;
}

class Attributing {
 public:
  Attributing(const Prepared& prepared, std::size_t reading_number, const AttributionOptions& options,
              const simulation::Observer& observer)
      : run_(prepared.runs[reading_number]),
        options_(options),
        observer_(observer),
        seed_(prepared.scenario.sampling.seed),
        levers_(levers_on(prepared.scenario.readings[reading_number])),
        questions_(list_questions(prepared.scenario, run_)),
        totals_(questions_.size()) {
    const scenario::Reading& reading = prepared.scenario.readings[reading_number];
    out_.reading = reading.name;
    out_.title = reading.title;
    for (const std::size_t lever : levers_) {
      out_.levers.push_back(reading.levers[lever].name);
      out_.lever_titles.push_back(reading.model.levers[lever].title);
    }
    out_.need = attribution_need(prepared, reading_number, options);
  }

  Attribution run() {
    if (levers_.empty()) return std::move(out_);
    require_memory("this attribution", {out_.need.bytes});
    const std::size_t threads = simulation::worker_count(options_.threads, out_.need.trials);
    for (std::size_t i = 0; i < threads; ++i)
      runners_.push_back(std::make_unique<SubsetRunner>(run_, levers_, out_.need.runs_a_trial));
    for (Totals& totals : totals_)
      totals = {std::vector<RatioSums>(levers_.size()),
                std::vector<RatioSums>(levers_.size()),
                std::vector<double>(levers_.size()),
                std::vector<double>(levers_.size()),
                0,
                0};
    const std::uint64_t blocks = out_.need.trials / width;
    std::uint64_t look = options_.width ? first_blocks : blocks;
    out_.is_narrow = !options_.width;
    for (std::uint64_t done = 0; done < blocks && !(options_.width && out_.is_narrow); look *= 2) {
      const std::uint64_t until = std::min(look, blocks);
      for (; done < until && !is_cancelled(); done = std::min(done + batch_blocks, until))
        run_batch(done, std::min(done + batch_blocks, until));
      if (is_cancelled()) return std::move(out_);
      out_.trials = done * width;
      finish();
      if (options_.width) out_.is_narrow = widest() <= *options_.width;
    }
    for (const auto& runner : runners_)
      out_.tally.add(runner->tally());
    return std::move(out_);
  }

 private:
  struct Totals {
    std::vector<RatioSums> chance, value;
    std::vector<double> alone, last;
    double without = 0, with_all = 0;
  };

  bool is_cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  void run_batch(std::uint64_t first, std::uint64_t end) {
    const std::size_t count = end - first;
    std::vector<std::vector<BlockShares>> shares(count, std::vector<BlockShares>(questions_.size()));
    std::vector<std::uint64_t> completed(count), runs(count);
    for_each_block(runners_.size(), count, [&](std::size_t worker, std::size_t i) {
      if (is_cancelled()) return;
      const BlockPlan plan = subsets_of(levers_.size(), out_.need.is_exact, seed_, first + i);
      SubsetRunner& runner = *runners_[worker];
      runner.run(plan, seed_, first + i);
      completed[i] = static_cast<std::uint64_t>(std::popcount(runner.completed()));
      runs[i] = plan.subsets.size() * width;
      for (std::size_t q = 0; q < questions_.size(); ++q)
        shares[i][q] = shares_of(runner, plan, questions_[q], levers_.size());
    });
    for (std::size_t i = 0; i < count; ++i) {
      out_.completed += completed[i];
      out_.runs += runs[i];
      const auto good = static_cast<double>(completed[i]);
      completed_squares_ += good * good;
      ++blocks_;
      for (std::size_t q = 0; q < questions_.size() && !is_cancelled(); ++q)
        add(shares[i][q], good, totals_[q]);
    }
    if (observer_.on_round) observer_.on_round({out_.runs, out_.need.runs(), 0, 0});
  }

  void add(const BlockShares& shares, double good, Totals& totals) const {
    totals.without += shares.without;
    totals.with_all += shares.with_all;
    for (std::size_t i = 0; i < levers_.size(); ++i) {
      totals.chance[i].add(shares.chance[i], good);
      if (!shares.value.empty()) totals.value[i].add(shares.value[i], good);
      totals.alone[i] += shares.alone[i];
      totals.last[i] += shares.last[i];
    }
  }

  /// `least` is the narrowest half of an interval.
  statistics::Estimate ratio(const RatioSums& sums, double least) const {
    const auto good = static_cast<double>(out_.completed);
    const auto n = static_cast<double>(blocks_);
    const double value = sums.of / good;
    const double rest =
        std::max(0.0, sums.squares - 2 * value * sums.products + value * value * completed_squares_);
    const double error = std::sqrt(rest / (n * (n - 1))) / (good / n);
    auto estimate = statistics::symmetric(value, error, statistics::student_reach(0.95, n - 1), 0.95,
                                          statistics::IntervalMethod::student_over_groups);
    if (estimate.high - value < least) {
      estimate.low = value - least;
      estimate.high = value + least;
      estimate.method = statistics::IntervalMethod::clopper_pearson;
    }
    return estimate;
  }

  void finish() {
    out_.questions.clear();
    const auto good = static_cast<double>(out_.completed);
    const double least = statistics::clopper_pearson(0, std::max<std::uint64_t>(1, out_.completed)).high;
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      const Totals& totals = totals_[q];
      LeverShares shares{questions_[q], totals.without / good, totals.with_all / good, {}, {}, {}, {}};
      for (std::size_t i = 0; i < levers_.size(); ++i) {
        shares.chance.push_back(ratio(totals.chance[i], least));
        if (questions_[q].condition) shares.value.push_back(ratio(totals.value[i], 0));
        shares.alone.push_back(totals.alone[i] / good);
        shares.last.push_back(totals.last[i] / good);
      }
      out_.questions.push_back(std::move(shares));
    }
  }

  double widest() const {
    double widest = 0;
    for (const LeverShares& shares : out_.questions) {
      const auto& asked = options_.asked;
      if (!asked.empty() && std::find(asked.begin(), asked.end(), shares.question.id) == asked.end())
        continue;
      for (const statistics::Estimate& share : shares.chance)
        widest = std::max(widest, share.high - share.low);
    }
    return widest;
  }

  const simulation::Run& run_;
  const AttributionOptions& options_;
  const simulation::Observer& observer_;
  std::uint64_t seed_;
  std::vector<std::size_t> levers_;
  std::vector<Question> questions_;
  std::vector<Totals> totals_;  ///< [questions]
  std::vector<std::unique_ptr<SubsetRunner>> runners_;
  double completed_squares_ = 0;
  std::uint64_t blocks_ = 0;
  Attribution out_;
};

}  // namespace

AttributionNeed attribution_need(const Prepared& prepared, std::size_t reading,
                                 const AttributionOptions& options) {
  const simulation::Run& run = prepared.runs[reading];
  AttributionNeed need;
  need.levers = levers_on(prepared.scenario.readings[reading]).size();
  if (need.levers == 0) return need;
  need.is_exact = need.levers <= most_exact_levers;
  // Both orders have none and all in common, their second and last but one stand among those alone and last.
  need.runs_a_trial = need.is_exact ? std::size_t{1} << need.levers : 4 * need.levers - 4;
  const std::uint64_t trials = options.trials > 0
                                   ? options.trials
                                   : std::max<std::uint64_t>(options.runs / need.runs_a_trial, 2 * width);
  need.trials = options.trials > 0 ? (trials + width - 1) / width * width : trials / width * width;
  const std::size_t a_worker = need.runs_a_trial * run.conditions.size() * (1 + width);
  const std::size_t a_block = (run.joint.size() + 1) * (4 * need.levers + 2);
  need.bytes = sizeof(double) *
               (simulation::worker_count(options.threads, need.trials) * a_worker + batch_blocks * a_block);
  return need;
}

Attribution attribute(const Prepared& prepared, std::size_t reading, const AttributionOptions& options,
                      const simulation::Observer& observer) {
  return Attributing(prepared, reading, options, observer).run();
}

}  // namespace leontide::analysis
