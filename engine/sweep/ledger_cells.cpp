// Cells from claim to numbers.

#include <algorithm>

#include "base/numbers.hpp"
#include "statistics/proportion.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

constexpr const char* of_claimant =
    " AND state = 'running' AND host = ? AND boot = ? AND process = ? AND started = ?";

std::string list_text(const std::vector<double>& numbers) {
  std::string text;
  for (const double number : numbers)
    text += (text.empty() ? "" : ",") + print_number(number);
  return "[" + text + "]";
}

void write_targets(SQLite::Database& database, std::int64_t cell, const std::string& key,
                   const std::vector<TargetRow>& rows) {
  SQLite::Statement put(
      database, "INSERT OR REPLACE INTO target VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const TargetRow& row : rows) {
    const statistics::Proportion& chance = row.chance;
    const bool is_known = chance.draws > 0;
    const auto number = [&](double value) { return is_known ? std::optional(value) : std::nullopt; };
    bind_all(put, cell, key, row.reading, row.id, row.when, number(chance.estimate), number(chance.low),
             number(chance.high), chance.level, std::string(statistics::name_of(chance.method)),
             as_sql(chance.hits), as_sql(chance.draws), as_sql(row.failed), row.mean, row.sd,
             list_text(row.quantiles));
    put.exec();
  }
}

void write_indicators(SQLite::Database& database, std::int64_t cell, const std::string& key,
                      const std::vector<IndicatorRow>& rows) {
  SQLite::Statement put(database, "INSERT OR REPLACE INTO indicator VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  for (const IndicatorRow& row : rows) {
    bind_all(put, cell, key, row.reading, row.name, row.year, row.mean, row.sd, list_text(row.quantiles));
    put.exec();
  }
}

/// Those of earlier numbers are of no use once there are new ones.
void write_marks(SQLite::Database& database, std::int64_t cell, const std::string& key,
                 const std::vector<MarkRow>& rows) {
  SQLite::Statement forget(database, "DELETE FROM marks WHERE cell = ?");
  bind_all(forget, cell);
  forget.exec();
  SQLite::Statement put(database, "INSERT INTO marks VALUES(?, ?, ?, ?, ?, ?)");
  for (const MarkRow& row : rows) {
    bind_all(put, cell, key, row.reading, row.target, row.draws);
    put.bind(6, row.bytes.data(), static_cast<int>(row.bytes.size()));
    put.exec();
  }
}

}  // namespace

void Ledger::free_dead_claims(const Claimant& here) {
  std::vector<Claimant> dead;
  SQLite::Statement ask(
      *database_,
      "SELECT host, boot, process, started, max(heartbeat) FROM cell WHERE state = 'running' "
      "GROUP BY host, boot, process, started");
  const std::int64_t now = seconds_now();
  while (ask.executeStep()) {
    const Claimant claim{ask.getColumn(0).getString(), ask.getColumn(1).getString(),
                         ask.getColumn(2).getInt64(), ask.getColumn(3).getInt64()};
    if (!still_stands(claim, ask.getColumn(4).getInt64(), now, here)) dead.push_back(claim);
  }
  SQLite::Statement free(*database_, std::string("UPDATE cell SET state = 'waiting' WHERE 1") + of_claimant);
  for (const Claimant& claim : dead) {
    bind_all(free, claim.host, claim.boot, claim.process, claim.started);
    free.exec();
  }
}

std::vector<ClaimedCell> Ledger::claim(std::size_t most, const Claimant& who, std::uint64_t shard,
                                       std::uint64_t shards) {
  return told(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    free_dead_claims(who);
    SQLite::Statement take(*database_,
                           "UPDATE cell SET state = 'running', attempts = attempts + 1, fault = NULL, place "
                           "= NULL, what = NULL, "
                           "host = ?, boot = ?, process = ?, started = ?, heartbeat = ? WHERE id IN (SELECT "
                           "id FROM cell WHERE state "
                           "= 'waiting' AND number IS NOT NULL AND (number - 1) % ? = ? AND scenario = "
                           "(SELECT scenario FROM cell "
                           "WHERE state = 'waiting' AND number IS NOT NULL AND (number - 1) % ? = ? ORDER BY "
                           "number LIMIT 1) ORDER BY "
                           "number LIMIT ?) RETURNING id, number");
    bind_all(take, who.host, who.boot, who.process, who.started, seconds_now(), as_sql(shards),
             as_sql(shard - 1), as_sql(shards), as_sql(shard - 1), as_sql(most));
    std::vector<ClaimedCell> cells;
    while (take.executeStep())
      cells.push_back(
          {take.getColumn(0).getInt64(), static_cast<std::uint64_t>(take.getColumn(1).getInt64())});
    take.reset();
    transaction.commit();
    std::sort(cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    return cells;
  });
}

void Ledger::beat(const Claimant& who) {
  told(file_, [&] {
    SQLite::Statement beat(*database_, std::string("UPDATE cell SET heartbeat = ? WHERE 1") + of_claimant);
    bind_all(beat, seconds_now(), who.host, who.boot, who.process, who.started);
    beat.exec();
  });
}

bool Ledger::finish(const ClaimedCell& cell, const Claimant& who, const std::string& key,
                    const CellResult& result) {
  return told(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement done(*database_,
                           std::string("UPDATE cell SET state = 'done', done_key = ?, done_digest = "
                                       "digest, reason = NULL, trials = ?, failed_trials = ?, "
                                       "too_wide = ?, result_rows = ?, fault = NULL, place = NULL, what = ? "
                                       "WHERE id = ? AND key = ?") +
                               of_claimant);
    bind_all(done, key, as_sql(result.trials), as_sql(result.failed), result.is_too_wide ? 1 : 0,
             as_sql(result.targets.size() + result.indicators.size()), text_of(result.failures), cell.id, key,
             who.host, who.boot, who.process, who.started);
    if (done.exec() != 1) return false;
    write_targets(*database_, cell.id, key, result.targets);
    write_indicators(*database_, cell.id, key, result.indicators);
    write_marks(*database_, cell.id, key, result.marks);
    SQLite::Statement forget(*database_, "DELETE FROM record WHERE cell = ?");
    bind_all(forget, cell.id);
    forget.exec();
    transaction.commit();
    return true;
  });
}

bool Ledger::fail(const ClaimedCell& cell, const Claimant& who, const Diagnostic& fault) {
  return told(file_, [&] {
    SQLite::Statement failed(
        *database_,
        std::string("UPDATE cell SET state = 'failed', fault = ?, place = ?, what = ? WHERE id = ?") +
            of_claimant);
    bind_all(failed, fault.code, to_string(fault.place), fault.what, cell.id, who.host, who.boot, who.process,
             who.started);
    return failed.exec() == 1;
  });
}

void Ledger::release(const std::vector<ClaimedCell>& cells, const Claimant& who) {
  told(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement free(*database_,
                           std::string("UPDATE cell SET state = 'waiting' WHERE id = ?") + of_claimant);
    for (const ClaimedCell& cell : cells) {
      bind_all(free, cell.id, who.host, who.boot, who.process, who.started);
      free.exec();
    }
    transaction.commit();
  });
}

void Ledger::keep_record(const ClaimedCell& cell, const std::string& key, std::size_t reading,
                         const KeptRecord& record, std::uint64_t rounds) {
  told(file_, [&] {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement put(*database_, "INSERT OR REPLACE INTO record VALUES(?, ?, ?, ?, ?)");
    bind_all(put, cell.id, key, as_sql(reading), as_sql(record.first_block));
    put.bind(5, record.bytes.data(), static_cast<int>(record.bytes.size()));
    put.exec();
    SQLite::Statement count(*database_, "UPDATE cell SET rounds = ? WHERE id = ?");
    bind_all(count, as_sql(rounds), cell.id);
    count.exec();
    transaction.commit();
  });
}

std::vector<KeptRecord> Ledger::records(const ClaimedCell& cell, const std::string& key,
                                        std::size_t reading) const {
  return told(file_, [&] {
    std::vector<KeptRecord> records;
    SQLite::Statement ask(*database_,
                          "SELECT first_block, bytes FROM record WHERE cell = ? AND key = ? AND reading "
                          "= ? ORDER BY first_block");
    bind_all(ask, cell.id, key, as_sql(reading));
    while (ask.executeStep()) {
      const SQLite::Column bytes = ask.getColumn(1);
      records.push_back({static_cast<std::uint64_t>(ask.getColumn(0).getInt64()),
                         std::string(static_cast<const char*>(bytes.getBlob()),
                                     static_cast<std::size_t>(bytes.getBytes()))});
    }
    return records;
  });
}

}  // namespace leontide::sweep
