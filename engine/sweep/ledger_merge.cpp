#include "sweep/ledger_merge.hpp"

#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

constexpr const char* copy_cells =
    "INSERT INTO cell(number, scenario, settings, digest, key, done_key, done_digest, state, reason, "
    "attempts, rounds, "
    "trials, failed_trials, too_wide, result_rows, fault, place, what) SELECT number, scenario, settings, "
    "digest, key, "
    "done_key, done_digest, CASE WHEN state = 'running' THEN 'waiting' ELSE state END, reason, attempts, "
    "rounds, "
    "trials, failed_trials, too_wide, result_rows, fault, place, what FROM part.cell WHERE true ON "
    "CONFLICT(scenario, "
    "settings) DO UPDATE SET (done_key, done_digest, state, reason, attempts, rounds, trials, failed_trials, "
    "too_wide, "
    "result_rows, fault, place, what) = (excluded.done_key, excluded.done_digest, excluded.state, "
    "excluded.reason, "
    "excluded.attempts, excluded.rounds, excluded.trials, excluded.failed_trials, excluded.too_wide, "
    "excluded.result_rows, excluded.fault, excluded.place, excluded.what) WHERE excluded.state IN ('done', "
    "'failed', "
    "'stale') AND cell.state != 'done'";

constexpr const char* same_cell =
    " JOIN part.cell p ON p.id = r.cell JOIN cell c ON c.scenario = p.scenario AND "
    "c.settings = p.settings";

void copy_numbers(SQLite::Database& database) {
  const std::string same = same_cell;
  database.exec("INSERT OR IGNORE INTO setting SELECT c.id, r.path, r.value FROM part.setting r" + same);
  database.exec(
      "INSERT OR IGNORE INTO target SELECT c.id, r.key, r.reading, r.target, r.year, r.chance, r.low, "
      "r.high, "
      "r.level, r.method, r.hits, r.trials, r.failed, r.mean, r.sd, r.quantiles FROM part.target r" +
      same);
  database.exec(
      "INSERT OR IGNORE INTO indicator SELECT c.id, r.key, r.reading, r.indicator, r.year, r.mean, r.sd, "
      "r.quantiles FROM part.indicator r" +
      same);
  database.exec(
      "INSERT OR IGNORE INTO marks SELECT c.id, r.key, r.reading, r.target, r.draws, r.bytes FROM part.marks "
      "r" +
      same);
}

bool stands_on_other_files(SQLite::Database& database) {
  return database
             .execAndGet(
                 "SELECT count(*) FROM cell c JOIN part.cell p ON p.scenario = c.scenario AND p.settings = "
                 "c.settings WHERE p.key != c.key")
             .getInt64() > 0;
}

}  // namespace

void merge_shard(Ledger& into, const Ledger& shard) {
  const bool is_first = into.status().all() == 0;
  if (is_first) {
    into.set_paths(shard.paths());
    into.set_quantiles(shard.quantiles());
    into.set_titles(shard.titles());
  }
  if (into.sweep() != shard.sweep() || into.paths() != shard.paths())
    throw UnusableLedger(
        fmt::format("{}: this is a shard of another sweep, \"{}\"", shard.file().string(), shard.sweep()));
  told(shard.file(), [&] {
    SQLite::Database& database = into.database();
    SQLite::Statement attach(database, "ATTACH DATABASE ? AS part");
    bind_all(attach, shard.file().string());
    attach.exec();
    const bool differs = stands_on_other_files(database);
    if (!differs) {
      SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
      database.exec("INSERT OR IGNORE INTO scenario SELECT * FROM part.scenario");
      database.exec("INSERT OR IGNORE INTO input SELECT * FROM part.input");
      database.exec(copy_cells);
      copy_numbers(database);
      transaction.commit();
    }
    database.exec("DETACH DATABASE part");
    if (differs)
      throw UnusableLedger(
          fmt::format("{}: this shard stands on other files, or on another engine, than those before it",
                      shard.file().string()));
  });
}

}  // namespace leontide::sweep
