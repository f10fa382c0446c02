#include "simulation/members.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/memory.hpp"

namespace leontide::simulation {

using lanes::trials_per_round;
using lanes::width;

namespace {

/// The members, once there is room for what is kept of them.
std::size_t with_room(std::size_t members, std::size_t conditions, const MembersOptions& options) {
  const std::size_t blocks = (options.trials + width - 1) / width;
  const std::size_t a_block = sizeof(std::uint64_t) * (1 + conditions) +
                              sizeof(statistics::Moments) * conditions +
                              (options.keeps_values ? sizeof(double) * conditions * width : 0);
  const std::string what = fmt::format("{} trials of {} variants", options.trials, members);
  require_memory(what, {members, blocks, a_block});
  require_memory(what, {members * blocks * a_block + options.columns * blocks * width * sizeof(double)});
  return members;
}

}  // namespace

MemberTable::MemberTable(std::size_t members, std::size_t conditions, const MembersOptions& options)
    : members_(with_room(members, conditions, options)),
      conditions_(conditions),
      blocks_((options.trials + width - 1) / width),
      trials_(options.trials),
      completed_(members * blocks_),
      met_(members * conditions * blocks_),
      moments_(members * conditions * blocks_),
      values_(options.keeps_values ? members * conditions * options.trials : 0) {}

statistics::Moments MemberTable::moments(std::size_t member, std::size_t condition) const {
  statistics::Moments all;
  for (std::size_t block = 0; block < blocks_; ++block)
    all = statistics::merge(all, moments(member, condition, block));
  return all;
}

std::span<const double> MemberTable::values(std::size_t member, std::size_t condition) const {
  return std::span(values_).subspan(at(member, condition) * trials_, trials_);
}

void MemberTable::put(std::size_t member, const Visit& visit, const Run& run) {
  const std::size_t block = visit.first_trial / width;
  const std::uint64_t good = visit.valid & ~visit.workspace.failures().any();
  completed_[member * blocks_ + block] = good;
  alignas(lanes::alignment) double value[width];
  for (std::size_t c = 0; c < conditions_; ++c) {
    const std::size_t cell = at(member, c);
    met_[cell * blocks_ + block] = evaluate(run.conditions[c], visit.workspace, value).met & good;
    moments_[cell * blocks_ + block] = statistics::moments_of(value, good);
    if (values_.empty()) continue;
    const std::size_t count = std::min<std::size_t>(width, trials_ - visit.first_trial);
    std::copy_n(value, count, values_.data() + cell * trials_ + visit.first_trial);
  }
}

MemberTable run_members(std::span<const Ensemble> ensembles, const MembersOptions& options,
                        const Observer& observer) {
  const Run& run = *ensembles.front().run;
  std::vector<std::size_t> first_member;
  std::size_t members = 0;
  for (const Ensemble& ensemble : ensembles) {
    first_member.push_back(members);
    members += ensemble.members.size();
  }
  MemberTable table(members, run.conditions.size(), options);
  if (members == 0) return table;
  Lockstep lockstep(ensembles, worker_count(options.threads, options.trials));
  // Many members make long rounds: shorter ones, so that progress moves.
  const std::uint64_t step =
      std::max<std::uint64_t>(2 * width * lockstep.workers(), trials_per_round / members / width * width);
  std::vector<Tally> tallies(lockstep.workers());
  const auto put = [&](const Visit& visit) {
    tallies[visit.worker].add(visit.workspace.failures(), visit.valid);
    table.put(first_member[visit.ensemble] + visit.member, visit, run);
  };
  for (std::uint64_t first = 0; first < options.trials; first += step) {
    const std::uint64_t count = std::min<std::uint64_t>(step, options.trials - first);
    if (!lockstep.run(first, count, put, observer.cancel)) break;
    if (observer.on_round) {
      const std::uint64_t done = (first + count) * members;
      observer.on_round({done, options.trials * members, 0, 0});
    }
  }
  for (const Tally& tally : tallies)
    table.add(tally);
  return table;
}

}  // namespace leontide::simulation
