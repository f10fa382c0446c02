#include "sweep/work.hpp"

#include <algorithm>
#include <chrono>

#include "simulation/transport/record_bytes.hpp"
#include "sweep/cell_result.hpp"
#include "sweep/group.hpp"

namespace leontide::sweep {

namespace {

/// A claimed cell, ready to run.
struct Job {
  ClaimedCell cell;
  std::string key;
  Variant variant;
  CellResult result;
};

bool same_sampling(const scenario::Sampling& one, const scenario::Sampling& other) {
  return one.method == other.method && one.trials == other.trials && one.seed == other.seed &&
         one.replicates == other.replicates && one.level == other.level && one.until == other.until;
}

class Work {
 public:
  Work(Ledger& ledger, const Cells& cells, const Variants& variants, const Keep& keep,
       const WorkOptions& options, const WorkObserver& observer)
      : ledger_(ledger),
        heart_(ledger.again()),
        cells_(cells),
        variants_(variants),
        keep_(keep),
        options_(options),
        observer_(observer),
        who_(this_process_claims()) {}

  WorkEnd run() {
    const Repeated heart(std::chrono::seconds(heartbeat_seconds), [this] { beat(); });
    while (!cancelled()) {
      const auto claimed = ledger_.claim(cells_together, who_, options_.shard, options_.shards);
      if (claimed.empty()) {
        if (ledger_.status(options_.shard, options_.shards).running == 0) return WorkEnd::done;
        pause(std::chrono::milliseconds(200));  // another process is at the rest
        continue;
      }
      run_batch(claimed);
      if (stops_) return WorkEnd::failed;
    }
    return WorkEnd::cancelled;
  }

 private:
  bool cancelled() const { return observer_.cancel != nullptr && observer_.cancel->requested(); }

  /// From another thread, and so on a connection of its own.
  void beat() {
    try {
      heart_.beat(who_);
    } catch (const UnusableLedger&) {
      // The next write of the work itself says it.
    }
  }

  void run_batch(const std::vector<ClaimedCell>& claimed) {
    std::vector<Job> jobs = prepare(claimed);
    std::size_t readings = 0;
    for (const Job& job : jobs)
      readings = std::max(readings, job.variant.runs.size());
    bool is_whole = !cancelled() && !stops_;
    for (std::size_t reading = 0; is_whole && reading < readings; ++reading)
      is_whole = run_reading(jobs, reading);
    if (!is_whole) return ledger_.release(claimed, who_);
    for (const Job& job : jobs) {
      ledger_.finish(job.cell, who_, job.key, job.result);
      ++finished_;
    }
    if (observer_.on_progress) observer_.on_progress(finished_, rounds_);
  }

  /// All at once, for each takes as long as some thousand trials; those that are at fault are told in order.
  std::vector<Job> prepare(const std::vector<ClaimedCell>& claimed) {
    std::vector<std::optional<Variant>> variants(claimed.size());
    std::vector<Diagnostics> diagnostics(claimed.size());
    for_each_block(simulation::worker_count(options_.threads, claimed.size() * lanes::width), claimed.size(),
                   [&](std::size_t, std::size_t i) {
                     if (!cancelled())
                       variants[i] = variants_.make(cells_.at(claimed[i].number - 1), diagnostics[i]);
                   });
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < claimed.size() && !cancelled() && !stops_; ++i) {
      if (variants[i])
        jobs.push_back(
            {claimed[i], variants_.key(cells_.at(claimed[i].number - 1)), std::move(*variants[i]), {}});
      else
        fail(claimed[i], diagnostics[i]);
    }
    return jobs;
  }

  void fail(const ClaimedCell& claimed, const Diagnostics& diagnostics) {
    const auto& faults = diagnostics.list();
    const auto first = std::find_if(faults.begin(), faults.end(),
                                    [](const Diagnostic& d) { return d.severity == Severity::error; });
    const Diagnostic fault = first == faults.end() ? Diagnostic{} : *first;
    ledger_.fail(claimed, who_, fault);
    if (observer_.on_fault) observer_.on_fault(claimed.number, fault);
    stops_ = options_.fail_fast;
  }

  /// One reading of all cells, those together that have a program and a sampling in common.
  bool run_reading(std::vector<Job>& jobs, std::size_t reading) {
    std::vector<bool> taken(jobs.size());
    for (std::size_t first = 0; first < jobs.size(); ++first) {
      if (taken[first] || reading >= jobs[first].variant.runs.size()) continue;
      std::vector<Job*> group;
      for (std::size_t i = first; i < jobs.size(); ++i) {
        if (taken[i] || reading >= jobs[i].variant.runs.size() || !fits(jobs[first], jobs[i], reading))
          continue;
        taken[i] = true;
        group.push_back(&jobs[i]);
      }
      if (!run_together(group, reading)) return false;
    }
    return true;
  }

  static bool fits(const Job& one, const Job& other, std::size_t reading) {
    return one.variant.runs[reading].structure == other.variant.runs[reading].structure &&
           same_sampling(one.variant.scenario.sampling, other.variant.scenario.sampling);
  }

  bool run_together(const std::vector<Job*>& group, std::size_t reading) {
    simulation::SimulateOptions how;
    how.sampling = group.front()->variant.scenario.sampling;
    how.threads = options_.threads;
    how.outputs = kept_outputs(group.front()->variant.runs[reading], keep_);
    how.marks = kept_marks(group.front()->variant.runs[reading], keep_);
    std::vector<GroupRun> runs;
    std::vector<std::uint64_t> rounds;
    for (const Job* job : group) {
      runs.push_back({&job->variant.runs[reading], records_of(*job, reading, how)});
      rounds.push_back(0);
    }
    const std::uint64_t before = rounds_;
    GroupObserver inner;
    inner.cancel = observer_.cancel;
    inner.on_rounds = [&](std::uint64_t done) {
      rounds_ = before + done;
      if (observer_.on_progress) observer_.on_progress(finished_, rounds_);
    };
    inner.keep = [&](std::size_t number, const simulation::RoundRecord& record) {
      rounds[number] = record.blocks.end() / lanes::blocks_per_round;
      ledger_.keep_record(group[number]->cell, group[number]->key, reading,
                          {record.blocks.first, to_bytes(record)}, rounds[number]);
    };
    const auto results = run_group(std::move(runs), how, inner);
    if (!results) return false;
    for (std::size_t i = 0; i < group.size(); ++i) {
      const scenario::Scenario& scenario = group[i]->variant.scenario;
      const simulation::Run& run = group[i]->variant.runs[reading];
      add_reading(scenario, reading, run, (*results)[i], keep_, group[i]->result);
      add_marks(scenario, reading, run, (*results)[i].marks, keep_, group[i]->result);
    }
    return true;
  }

  /// What a stopped process has left, up to the first record that does not follow or is damaged.
  std::vector<simulation::RoundRecord> records_of(const Job& job, std::size_t reading,
                                                  const simulation::SimulateOptions& how) const {
    std::vector<simulation::RoundRecord> records;
    std::uint64_t end = 0;
    for (const KeptRecord& kept : ledger_.records(job.cell, job.key, reading)) {
      if (kept.first_block != end) break;
      try {
        auto record = record_of(kept.bytes, job.variant.runs[reading], simulation::design_of(how.sampling));
        if (record.marks.questions != how.marks.size()) break;
        records.push_back(std::move(record));
      } catch (const simulation::RecordFault&) {
        break;
      }
      end = records.back().blocks.end();
    }
    return records;
  }

  Ledger& ledger_;
  Ledger heart_;
  const Cells& cells_;
  const Variants& variants_;
  const Keep& keep_;
  const WorkOptions& options_;
  const WorkObserver& observer_;
  Claimant who_;
  std::uint64_t finished_ = 0, rounds_ = 0;
  bool stops_ = false;
};

}  // namespace

WorkEnd work(Ledger& ledger, const Cells& cells, const Variants& variants, const Keep& keep,
             const WorkOptions& options, const WorkObserver& observer) {
  return Work(ledger, cells, variants, keep, options, observer).run();
}

}  // namespace leontide::sweep
