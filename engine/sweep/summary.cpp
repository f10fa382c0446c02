#include "sweep/summary.hpp"

#include <algorithm>

#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

TargetRange& range_of(std::vector<TargetRange>& ranges, const std::string& reading,
                      const std::string& target) {
  const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const TargetRange& one) {
    return one.reading == reading && one.target == target;
  });
  if (found != ranges.end()) return *found;
  ranges.emplace_back();
  ranges.back().reading = reading;
  ranges.back().target = target;
  return ranges.back();
}

}  // namespace

std::vector<TargetRange> ranges_of(const Ledger& ledger) {
  return told(ledger.file(), [&] {
    std::vector<TargetRange> ranges;
    SQLite::Statement ask(
        ledger.database(),
        "SELECT c.number, t.reading, t.target, t.chance, t.low, t.high FROM cell c JOIN target t "
        "ON t.cell = c.id AND t.key = c.done_key WHERE c.number IS NOT NULL AND t.chance IS NOT NULL "
        "ORDER BY c.number, t.reading, t.target != 'joint', t.target");
    while (ask.executeStep()) {
      TargetRange& range = range_of(ranges, ask.getColumn(1).getString(), ask.getColumn(2).getString());
      const auto number = static_cast<std::uint64_t>(ask.getColumn(0).getInt64());
      const TableValue here{ask.getColumn(3).getDouble(), ask.getColumn(4).getDouble(),
                            ask.getColumn(5).getDouble()};
      if (range.cells == 0 || here.value < range.least.value) range.least = here, range.least_cell = number;
      if (range.cells == 0 || here.value > range.most.value) range.most = here, range.most_cell = number;
      ++range.cells;
    }
    return ranges;
  });
}

SweepBasis basis_of(const Ledger& ledger) {
  return told(ledger.file(), [&] {
    SweepBasis basis;
    SQLite::Statement trials(
        ledger.database(),
        "SELECT scenario, sum(coalesce(trials, 0)), sum(coalesce(failed_trials, 0)) FROM cell "
        "WHERE number IS NOT NULL AND done_key IS NOT NULL GROUP BY scenario ORDER BY min(number)");
    while (trials.executeStep())
      basis.scenarios.push_back({trials.getColumn(0).getString(),
                                 static_cast<std::uint64_t>(trials.getColumn(1).getInt64()),
                                 static_cast<std::uint64_t>(trials.getColumn(2).getInt64()),
                                 {}});
    SQLite::Statement causes(
        ledger.database(),
        "SELECT scenario, what FROM cell WHERE number IS NOT NULL AND done_key IS NOT "
        "NULL AND state = 'done' AND failed_trials > 0 AND what IS NOT NULL ORDER BY number");
    while (causes.executeStep()) {
      for (ScenarioTrials& one : basis.scenarios) {
        if (one.scenario == causes.getColumn(0).getString())
          add_failures(failures_in(causes.getColumn(1).getString()), one.failures);
      }
    }
    SQLite::Statement inputs(
        ledger.database(),
        "SELECT DISTINCT i.path, i.sha256 FROM input i JOIN (SELECT DISTINCT scenario, done_digest "
        "FROM cell WHERE number IS NOT NULL AND done_key IS NOT NULL) c ON c.scenario = i.scenario "
        "AND c.done_digest = i.digest ORDER BY i.path, i.sha256");
    while (inputs.executeStep())
      basis.inputs.emplace_back(inputs.getColumn(0).getString(), inputs.getColumn(1).getString());
    return basis;
  });
}

}  // namespace leontide::sweep
