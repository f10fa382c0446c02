#include "analysis/evidence/evidence.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "simulation/design.hpp"
#include "simulation/members.hpp"

namespace leontide::analysis {

namespace {

constexpr std::size_t open_questions_shown = 3;

/// Trials spent on levers left out, over all of them, and the step in which each gets its own: many levers
/// would otherwise cost more than the run that they explain.
constexpr std::uint64_t trials_for_levers = 4 * lanes::trials_per_round, step_of_trials = 16 * lanes::width;

std::uint64_t trials_for_each(std::uint64_t asked, std::size_t levers) {
  const std::uint64_t share = trials_for_levers / levers / step_of_trials * step_of_trials;
  return std::min(asked, std::clamp(share, step_of_trials, lanes::trials_per_round));
}

std::uint64_t hits_of(const KeptSample& sample, std::size_t question) {
  return static_cast<std::uint64_t>(
      std::count(sample.hits[question].begin(), sample.hits[question].end(), 1));
}

/// The sample with some of its questions only.
KeptSample with_questions(KeptSample sample, const std::vector<std::size_t>& kept) {
  KeptSample some = std::move(sample);
  std::vector<Question> questions;
  std::vector<std::vector<std::uint8_t>> hits;
  std::vector<std::vector<double>> values;
  for (const std::size_t q : kept) {
    questions.push_back(some.questions[q]);
    hits.push_back(std::move(some.hits[q]));
    values.push_back(std::move(some.values[q]));
  }
  some.questions = std::move(questions);
  some.hits = std::move(hits);
  some.values = std::move(values);
  return some;
}

std::uint64_t masks_of(const Question& question, const simulation::Run& run,
                       const simulation::MemberTable& table, std::size_t member, std::size_t block) {
  return answer_of(question, run, table.completed(member, block),
                   [&](std::uint32_t condition) { return table.met(member, condition, block); });
}

/// With all levers (member 0) less with those of `member`, over the trials that complete under both.
statistics::Estimate added(const Question& question, const simulation::Run& run,
                           const simulation::MemberTable& table, std::size_t member) {
  statistics::FourCells cells;
  const auto count = [](std::uint64_t mask) { return static_cast<std::uint64_t>(std::popcount(mask)); };
  for (std::size_t block = 0; block < table.blocks(); ++block) {
    const std::uint64_t good = table.completed(0, block) & table.completed(member, block);
    const std::uint64_t with = masks_of(question, run, table, 0, block) & good;
    const std::uint64_t without = masks_of(question, run, table, member, block) & good;
    cells.both += count(with & without);
    cells.only_first += count(with & ~without);
    cells.only_second += count(without & ~with);
    cells.neither += count(good & ~with & ~without);
  }
  return statistics::difference_of_paired(cells);
}

void leave_out_levers(const Prepared& prepared, std::size_t threads, const simulation::Observer& observer,
                      Evidence& out) {
  const scenario::Reading& reading = prepared.scenario.readings[out.reading];
  const simulation::Run& run = prepared.runs[out.reading];
  std::vector<std::size_t> on;
  for (std::size_t l = 0; l < reading.levers.size(); ++l) {
    if (reading.levers_on[l]) on.push_back(l);
  }
  if (on.empty()) return;
  scenario::Sampling sampling = prepared.scenario.sampling;
  sampling.until.reset();
  sampling.trials = trials_for_each(sampling.trials, on.size());
  simulation::Ensemble group{&run, simulation::make_points(run.plan, sampling, sampling.trials), {{}}};
  const std::vector<simulation::Origin> all(reading.levers.size(), simulation::Origin::drawn);
  for (const std::size_t lever : on) {
    group.members.emplace_back().levers = all;
    group.members.back().levers[lever] = simulation::Origin::off;
    out.levers.push_back({reading.levers[lever].name, reading.model.levers[lever].title, {}});
  }
  group.members.emplace_back().levers.assign(reading.levers.size(), simulation::Origin::off);
  out.levers.push_back({"", {"All measures together", "全部措施合计"}, {}});
  out.lever_trials = sampling.trials;
  const auto table =
      simulation::run_members(std::span(&group, 1), {sampling.trials, threads}, {{}, observer.cancel});
  for (std::size_t member = 0; member < out.levers.size(); ++member) {
    for (const Question& question : out.questions)
      out.levers[member].adds.push_back(added(question, run, table, member + 1));
  }
}

}  // namespace

std::vector<std::size_t> open_questions(const KeptSample& sample, std::size_t most) {
  std::vector<std::size_t> open;
  const auto share = [&](std::size_t q) {
    return static_cast<double>(hits_of(sample, q)) /
           static_cast<double>(std::max<std::uint64_t>(1, sample.trials));
  };
  for (std::size_t q = 0; q < sample.questions.size(); ++q) {
    if (sample.questions[q].condition && share(q) > 0.01 && share(q) < 0.99) open.push_back(q);
  }
  std::stable_sort(open.begin(), open.end(),
                   [&](std::size_t a, std::size_t b) { return share(a) < share(b); });
  if (open.size() > most) open.resize(most);
  return open;
}

Evidence find_evidence(const Prepared& prepared, std::size_t reading, std::size_t looked_at,
                       std::size_t threads, const simulation::Observer& observer) {
  Evidence out;
  out.reading = reading;
  out.questions = list_questions(prepared.scenario, prepared.runs[reading]);
  if (out.questions.empty()) return out;
  KeptSample sample = keep_sample(prepared, reading, {}, threads, {{}, observer.cancel});
  const auto cancelled = [&] { return observer.cancel != nullptr && observer.cancel->requested(); };
  if (cancelled() || sample.trials == 0) return out;
  out.factors = sample.factors;
  const std::vector<std::size_t> open = open_questions(sample, open_questions_shown);
  sample = with_questions(std::move(sample), open);
  if (!open.empty()) {
    out.sensitivity = sensitivity(prepared, reading, sample, looked_at, threads);
    out.discovered = discover(prepared, reading, sample, true, looked_at, 0, threads);
  }
  if (!cancelled()) leave_out_levers(prepared, threads, observer, out);
  return out;
}

}  // namespace leontide::analysis
