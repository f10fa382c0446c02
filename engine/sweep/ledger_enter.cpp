// Which cells a sweep has, and what their numbers stand on.

#include <algorithm>
#include <map>

#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

using Inputs = std::map<std::string, std::string>;

Inputs inputs_of(SQLite::Database& database, const std::string& scenario, const std::string& digest) {
  Inputs inputs;
  SQLite::Statement ask(database, "SELECT path, sha256 FROM input WHERE scenario = ? AND digest = ?");
  bind_all(ask, scenario, digest);
  while (ask.executeStep())
    inputs[ask.getColumn(0).getString()] = ask.getColumn(1).getString();
  return inputs;
}

/// What is different between what a cell's numbers stand on and what they would stand on now.
std::string reason_of(const Inputs& then, const Inputs& now) {
  std::vector<std::string> changed;
  for (const auto& [path, hash] : now) {
    const auto known = then.find(path);
    if (known == then.end()) {
      changed.push_back(path + " is new");
    } else if (known->second != hash) {
      changed.push_back(path + " has changed");
    }
  }
  for (const auto& [path, hash] : then) {
    if (!now.contains(path)) changed.push_back(path + " is gone");
  }
  if (changed.empty()) return "the sampling or the engine's results have changed";
  std::string text;
  for (const std::string& one : changed)
    text += (text.empty() ? "" : "; ") + one;
  return text;
}

class Entering {
 public:
  Entering(SQLite::Database& database, const std::vector<WantedScenario>& scenarios)
      : database_(database),
        find_(database,
              "SELECT id, state, done_key, done_digest, key FROM cell WHERE scenario = ? AND settings = ?"),
        add_(database, "INSERT INTO cell(number, scenario, settings, digest, key) VALUES(?, ?, ?, ?, ?)"),
        set_(database, "INSERT INTO setting VALUES(?, ?, ?)"),
        renew_(database,
               "UPDATE cell SET number = ?, digest = ?, key = ?, state = ?, reason = ? WHERE id = ?") {
    for (const WantedScenario& scenario : scenarios)
      enter(scenario);
  }

  void enter(const WantedCell& cell) {
    bind_all(find_, cell.scenario, cell.settings);
    if (!find_.executeStep()) return add(cell);
    const std::int64_t id = find_.getColumn(0).getInt64();
    std::string state = find_.getColumn(1).getString();
    const std::string done_key = find_.getColumn(2).getString();
    const std::string done_digest = find_.getColumn(3).getString();
    const bool is_same_key = find_.getColumn(4).getString() == cell.key;
    std::string reason;
    if (state == "done" || state == "stale") {
      state = done_key == cell.key ? "done" : "stale";
      if (state == "stale") reason = reason_between(cell.scenario, done_digest);
    } else if (state == "failed" && !is_same_key) {
      state = "waiting";  // it may not fail any more
    }
    bind_all(renew_, as_sql(cell.number), digests_[cell.scenario], cell.key, state, reason, id);
    renew_.exec();
  }

 private:
  void enter(const WantedScenario& scenario) {
    digests_[scenario.name] = scenario.digest;
    SQLite::Statement put(database_, "INSERT OR IGNORE INTO scenario VALUES(?, ?)");
    bind_all(put, scenario.name, scenario.digest);
    put.exec();
    SQLite::Statement input(database_, "INSERT OR IGNORE INTO input VALUES(?, ?, ?, ?)");
    for (const auto& [path, hash] : scenario.inputs) {
      bind_all(input, scenario.name, scenario.digest, path, hash);
      input.exec();
      now_[scenario.name][path] = hash;
    }
  }

  void add(const WantedCell& cell) {
    bind_all(add_, as_sql(cell.number), cell.scenario, cell.settings, digests_[cell.scenario], cell.key);
    add_.exec();
    const std::int64_t id = database_.getLastInsertRowid();
    for (const auto& [path, value] : cell.values) {
      bind_all(set_, id, path, value);
      set_.exec();
    }
  }

  const std::string& reason_between(const std::string& scenario, const std::string& then) {
    auto& reason = reasons_[{scenario, then}];
    if (reason.empty()) reason = reason_of(inputs_of(database_, scenario, then), now_[scenario]);
    return reason;
  }

  SQLite::Database& database_;
  SQLite::Statement find_, add_, set_, renew_;
  std::map<std::string, std::string> digests_;
  std::map<std::string, Inputs> now_;
  std::map<std::pair<std::string, std::string>, std::string> reasons_;
};

}  // namespace

void Ledger::enter(const std::vector<WantedScenario>& scenarios, std::uint64_t cells,
                   const std::function<WantedCell(std::uint64_t)>& cell_at) {
  told(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    database_->exec("UPDATE cell SET number = NULL WHERE state != 'running'");
    Entering entering(*database_, scenarios);
    for (std::uint64_t place = 0; place < cells; ++place)
      entering.enter(cell_at(place));
    transaction.commit();
  });
}

void Ledger::retry_failed() {
  told(file_, [&] {
    database_->exec("UPDATE cell SET state = 'waiting' WHERE state = 'failed' AND number IS NOT NULL");
  });
}

void Ledger::rerun_stale() {
  told(file_, [&] {
    database_->exec("UPDATE cell SET state = 'waiting' WHERE state = 'stale' AND number IS NOT NULL");
  });
}

}  // namespace leontide::sweep
