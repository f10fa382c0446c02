#include "analysis/kept_sample.hpp"

#include <algorithm>

#include "base/parallel.hpp"
#include "statistics/classes.hpp"

namespace leontide::analysis {

namespace {

/// What every trial drew, a column an input, and its order.
void take_inputs(const simulation::KeptTrials& kept, const std::vector<std::uint64_t>& completed,
                 std::size_t threads, KeptSample& sample) {
  sample.orders.resize(sample.factors.size());
  for_each_block(threads, sample.factors.size(), [&](std::size_t, std::size_t f) {
    sample.x[f].reserve(completed.size());
    for (const std::uint64_t trial : completed)
      sample.x[f].push_back(kept.factors[f * kept.trials + trial]);
    sample.orders[f] = statistics::ascending(sample.x[f]);
  });
}

}  // namespace

KeptSample keep_sample(const Prepared& prepared, std::size_t reading, std::vector<Question> questions,
                       std::size_t threads, const simulation::Observer& observer) {
  const simulation::Run& run = prepared.runs[reading];
  KeptSample sample;
  sample.factors = simulation::list_factors(prepared.scenario.readings[reading], run.plan);
  sample.questions = questions.empty() ? list_questions(prepared.scenario, run) : std::move(questions);
  simulation::SimulateOptions options;
  options.sampling = prepared.scenario.sampling;
  options.sampling.until.reset();
  options.sampling.trials =
      std::min<std::uint64_t>(prepared.scenario.sampling.trials, lanes::trials_per_round);
  options.threads = threads;
  options.keeps_trials = true;
  options.factors = sample.factors;
  const simulation::RunResult result = simulation::simulate(run, options, observer);
  const simulation::KeptTrials& kept = result.kept;
  sample.tally.add(result);

  sample.x.resize(sample.factors.size());
  sample.hits.resize(sample.questions.size());
  sample.values.resize(sample.questions.size());
  const std::size_t blocks = kept.valid.size();
  std::vector<std::uint64_t> completed;
  for (std::uint64_t trial = 0; trial < kept.trials; ++trial) {
    if (!kept.is_valid(trial)) continue;
    completed.push_back(trial);
    const std::uint64_t lane = trial % lanes::width;
    for (std::size_t q = 0; q < sample.questions.size(); ++q) {
      const std::uint64_t met = answer_of(sample.questions[q], run, ~std::uint64_t{0}, [&](std::uint32_t c) {
        return kept.met[c * blocks + trial / lanes::width];
      });
      sample.hits[q].push_back((met >> lane) & 1U);
      if (sample.questions[q].condition)
        sample.values[q].push_back(kept.values[*sample.questions[q].condition * kept.trials + trial]);
    }
  }
  for (std::size_t q = 0; q < sample.questions.size(); ++q) {
    if (const auto condition = sample.questions[q].condition)
      simulation::level_rounding(sample.values[q], run.conditions[*condition].slack);
  }
  sample.trials = completed.size();
  take_inputs(kept, completed, threads, sample);
  return sample;
}

}  // namespace leontide::analysis
