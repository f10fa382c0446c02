#include "analysis/attribution.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "simulation/members.hpp"
#include "statistics/replicated.hpp"
#include "statistics/resample.hpp"
#include "statistics/shapley.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;
using simulation::MemberTable;
using simulation::Origin;

/// A set of levers as bits over those that are on.
using Subset = std::uint64_t;

simulation::InputOrigins origins_of(const std::vector<std::size_t>& levers, std::size_t all, Subset subset) {
  simulation::InputOrigins origins;
  origins.levers.assign(all, Origin::off);
  for (std::size_t i = 0; i < levers.size(); ++i) {
    if (((subset >> i) & 1U) != 0) origins.levers[levers[i]] = Origin::drawn;
  }
  return origins;
}

/// The worth of a member in one block: its chance, or the mean of the value compared.
double worth(const MemberTable& table, const simulation::Run& run, const Question& question, bool of_value,
             std::size_t member, std::size_t block) {
  if (of_value) return table.moments(member, *question.condition, block).mean;
  const std::uint64_t good = table.completed(member, block);
  const std::uint64_t met = answer_of(
      question, run, good, [&](std::uint32_t condition) { return table.met(member, condition, block); });
  const int draws = std::popcount(good);
  return draws == 0 ? 0 : std::popcount(met) / static_cast<double>(draws);
}

/// Worths of all members, the mean over blocks weighted by the trials asked for.
std::vector<double> mean_worths(const MemberTable& table, const simulation::Run& run,
                                const Question& question) {
  std::vector<double> worths(table.members());
  for (std::size_t m = 0; m < table.members(); ++m) {
    for (std::size_t block = 0; block < table.blocks(); ++block)
      worths[m] += worth(table, run, question, false, m, block) / static_cast<double>(table.blocks());
  }
  return worths;
}

/// All subsets: Shapley's value block by block, then Student over blocks.
std::vector<statistics::Estimate> split_exactly(const MemberTable& table, const simulation::Run& run,
                                                const Question& question, bool of_value, std::size_t levers) {
  std::vector<std::vector<double>> by_lever(levers);
  std::vector<double> worths(table.members());
  for (std::size_t block = 0; block < table.blocks(); ++block) {
    for (std::size_t m = 0; m < table.members(); ++m)
      worths[m] = worth(table, run, question, of_value, m, block);
    const std::vector<double> values = statistics::shapley_values(worths);
    for (std::size_t i = 0; i < levers; ++i)
      by_lever[i].push_back(values[i]);
  }
  std::vector<statistics::Estimate> shares;
  shares.reserve(by_lever.size());
  for (const auto& values : by_lever)
    shares.push_back(statistics::mean_over_replicates(values));
  return shares;
}

/// Orders of arrival: member o × (levers + 1) + k holds the first k levers of order o.
std::vector<statistics::Estimate> split_by_orders(const MemberTable& table, const simulation::Run& run,
                                                  const Question& question, bool of_value,
                                                  const std::vector<std::vector<std::uint32_t>>& orders) {
  const std::size_t levers = orders.front().size();
  std::vector<double> increments(orders.size() * levers);
  const auto mean = [&](std::size_t member) {
    double sum = 0;
    for (std::size_t block = 0; block < table.blocks(); ++block)
      sum += worth(table, run, question, of_value, member, block);
    return sum / static_cast<double>(table.blocks());
  };
  for (std::size_t o = 0; o < orders.size(); ++o) {
    double before = mean(o * (levers + 1));
    for (std::size_t k = 0; k < levers; ++k) {
      const double after = mean(o * (levers + 1) + k + 1);
      increments[o * levers + orders[o][k]] = after - before;
      before = after;
    }
  }
  return statistics::shapley_from_orders(increments, levers);
}

}  // namespace

Attribution attribute(const Prepared& prepared, std::size_t reading_number, const AttributionOptions& options,
                      const simulation::Observer& observer) {
  const scenario::Reading& reading = prepared.scenario.readings[reading_number];
  const simulation::Run& run = prepared.runs[reading_number];
  Attribution attribution{reading.name, reading.title, {}, true, 0, {}, {}};
  std::vector<std::size_t> levers;
  for (std::size_t l = 0; l < reading.levers.size(); ++l) {
    if (!reading.levers_on[l]) continue;
    levers.push_back(l);
    attribution.levers.push_back(reading.levers[l].name);
  }
  const std::size_t count = levers.size();
  attribution.is_exact = count <= most_exact_levers;
  // Whole blocks, so that each weighs the same.
  attribution.trials = (options.trials + width - 1) / width * width;
  if (count == 0) return attribution;

  simulation::Ensemble group{&run, random::Independent{prepared.scenario.sampling.seed}, {}};
  std::vector<std::vector<std::uint32_t>> orders;
  if (attribution.is_exact) {
    for (Subset subset = 0; subset < (Subset{1} << count); ++subset)
      group.members.push_back(origins_of(levers, reading.levers.size(), subset));
  } else {
    for (std::uint32_t o = 0; o < options.orders; ++o) {
      orders.push_back(statistics::permutation(prepared.scenario.sampling.seed, o, count));
      Subset subset = 0;
      group.members.push_back(origins_of(levers, reading.levers.size(), subset));
      for (const std::uint32_t lever : orders.back()) {
        subset |= Subset{1} << lever;
        group.members.push_back(origins_of(levers, reading.levers.size(), subset));
      }
    }
  }
  const MemberTable table =
      simulation::run_members(std::span(&group, 1), {attribution.trials, options.threads}, observer);
  if (observer.cancel != nullptr && observer.cancel->requested()) return attribution;
  attribution.tally = table.tally();
  for (const Question& question : list_questions(prepared.scenario, run)) {
    LeverShares shares{question, 0, 0, {}, {}, {}, {}};
    const std::vector<double> worths = mean_worths(table, run, question);
    const std::size_t all = attribution.is_exact ? worths.size() - 1 : count;
    shares.without = worths[0];
    shares.with_all = worths[all];
    const auto split = [&](bool of_value) {
      return attribution.is_exact ? split_exactly(table, run, question, of_value, count)
                                  : split_by_orders(table, run, question, of_value, orders);
    };
    shares.chance = split(false);
    if (question.condition) shares.value = split(true);
    for (std::size_t i = 0; attribution.is_exact && i < count; ++i) {
      shares.alone.push_back(worths[Subset{1} << i] - worths[0]);
      shares.last.push_back(worths[all] - worths[all & ~(Subset{1} << i)]);
    }
    attribution.questions.push_back(std::move(shares));
  }
  return attribution;
}

}  // namespace leontide::analysis
