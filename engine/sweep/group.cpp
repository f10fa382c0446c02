#include "sweep/group.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "simulation/rounds.hpp"
#include "simulation/stop_rule.hpp"

namespace leontide::sweep {

namespace {

using lanes::blocks_per_round;
using simulation::blocks_of;
using simulation::design_of;
using simulation::most_trials;
using simulation::RoundRecord;

/// A run on its way.
struct Member {
  std::size_t number;  ///< in the group
  const simulation::Run* run;
  simulation::RecordFolder folder;
  simulation::StopRule rule;

  std::uint64_t rounds() const { return (folder.blocks() + blocks_per_round - 1) / blocks_per_round; }
};

class Group {
 public:
  Group(std::vector<GroupRun> runs, const simulation::SimulateOptions& options, const GroupObserver& observer)
      : options_(options), observer_(observer), blocks_(blocks_of(most_trials(options.sampling))) {
    const std::uint64_t trials = most_trials(options.sampling);
    results_.resize(runs.size());
    for (std::size_t i = 0; i < runs.size(); ++i) {
      members_.push_back(std::make_unique<Member>(Member{i,
                                                         runs[i].run,
                                                         {*runs[i].run, design_of(options.sampling), trials},
                                                         {*runs[i].run, options.sampling}}));
      for (RoundRecord& record : runs[i].records)
        members_.back()->folder.add(std::move(record));
    }
  }

  std::optional<std::vector<simulation::RunResult>> run() {
    end_finished();
    while (!members_.empty()) {
      // Those that are least far go first, until all stand at one block.
      const std::uint64_t first =
          (*std::min_element(members_.begin(), members_.end(), [](const auto& a, const auto& b) {
            return a->folder.blocks() < b->folder.blocks();
          }))->folder.blocks();
      if (!advance(first)) return std::nullopt;
      end_finished();
    }
    return std::move(results_);
  }

 private:
  bool advance(std::uint64_t first) {
    std::vector<Member*> at_work;
    std::vector<const simulation::Run*> runs;
    std::uint64_t end = blocks_;
    for (const auto& member : members_) {
      if (member->folder.blocks() > first) {
        end = std::min(end, member->folder.blocks());
        continue;
      }
      at_work.push_back(member.get());
      runs.push_back(member->run);
    }
    if (runs != runs_) {
      runs_ = runs;
      rounds_.reset();
      rounds_ = std::make_unique<simulation::Rounds>(runs_, options_);
    }
    end = std::min(end, (first / blocks_per_round + rounds_a_call_) * blocks_per_round);
    const auto began = std::chrono::steady_clock::now();
    std::vector<RoundRecord> records = rounds_->run_all({first, end - first}, observer_.cancel);
    if (records.empty()) return false;
    for (std::size_t i = 0; i < at_work.size(); ++i)
      take(*at_work[i], std::move(records[i]));
    plan_next(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    return true;
  }

  void take(Member& member, RoundRecord record) {
    const bool ends = record.blocks.end() >= blocks_;
    if (!ends && observer_.keep) observer_.keep(member.number, record);
    const std::uint64_t before = member.rounds();
    member.folder.add(std::move(record));
    rounds_done_ += member.rounds() - before;
    if (observer_.on_rounds) observer_.on_rounds(rounds_done_);
  }

  /// As many rounds as fill the time between records; one where a rule looks after each.
  void plan_next(double seconds) {
    if (options_.sampling.until) return;
    if (seconds < seconds_between_records / 2)
      rounds_a_call_ = std::min<std::uint64_t>(rounds_a_call_ * 2, 64);
    if (seconds > seconds_between_records && rounds_a_call_ > 1) rounds_a_call_ /= 2;
  }

  void end_finished() {
    std::erase_if(members_, [this](const auto& member) {
      if (member->folder.blocks() < blocks_ &&
          !member->rule.is_enough(member->folder.so_far(), member->rounds()))
        return false;
      results_[member->number] = member->folder.finish();
      results_[member->number].stop = member->rule.stop(results_[member->number]);
      return true;
    });
  }

  const simulation::SimulateOptions& options_;
  const GroupObserver& observer_;
  std::uint64_t blocks_;
  std::uint64_t rounds_a_call_ = 1;
  std::uint64_t rounds_done_ = 0;
  std::vector<std::unique_ptr<Member>> members_;
  std::vector<const simulation::Run*> runs_;
  std::unique_ptr<simulation::Rounds> rounds_;
  std::vector<simulation::RunResult> results_;
};

}  // namespace

std::optional<std::vector<simulation::RunResult>> run_group(std::vector<GroupRun> group,
                                                            const simulation::SimulateOptions& options,
                                                            const GroupObserver& observer) {
  return Group(std::move(group), options, observer).run();
}

}  // namespace leontide::sweep
