#pragma once

namespace leontide::sweep {

/// The tables of a ledger. `number` is the cell's place in the sweep as it was last run, NULL where the sweep
/// no longer has it; `key` names what it should stand on, `done_key` what its numbers stand on. Rows of
/// target and indicator belong to the numbers of their `key` (`result_rows` of them to `done_key`); the views
/// show those that a cell holds now. `marks` has a bit for each trial, set where it meets the target (where
/// it completed, for the target with an empty name); equal `draws` mean the same draws.
inline constexpr const char* ledger_tables = R"sql(
CREATE TABLE ledger(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE scenario(name TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(name, digest)) WITHOUT ROWID;
CREATE TABLE input(scenario TEXT NOT NULL, digest TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY(scenario, digest, path)) WITHOUT ROWID;
CREATE TABLE cell(id INTEGER PRIMARY KEY, number INTEGER, scenario TEXT NOT NULL, settings TEXT NOT NULL,
  digest TEXT NOT NULL, key TEXT NOT NULL, done_key TEXT, done_digest TEXT,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK(state IN ('waiting', 'running', 'done', 'failed', 'stale')),
  reason TEXT, attempts INTEGER NOT NULL DEFAULT 0, rounds INTEGER NOT NULL DEFAULT 0,
  trials INTEGER, failed_trials INTEGER, too_wide INTEGER, result_rows INTEGER,
  fault TEXT, place TEXT, what TEXT,
  host TEXT, boot TEXT, process INTEGER, started INTEGER, heartbeat INTEGER,
  UNIQUE(scenario, settings));
CREATE INDEX cell_by_state ON cell(state, number);
CREATE TABLE setting(cell INTEGER NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(cell, path)) WITHOUT ROWID;
CREATE TABLE target(cell INTEGER NOT NULL, key TEXT NOT NULL, reading TEXT NOT NULL, target TEXT NOT NULL,
  year TEXT NOT NULL, chance REAL, low REAL, high REAL, level REAL, method TEXT, hits INTEGER, trials INTEGER,
  failed INTEGER, mean REAL, sd REAL, quantiles TEXT, PRIMARY KEY(cell, key, reading, target)) WITHOUT ROWID;
CREATE TABLE indicator(cell INTEGER NOT NULL, key TEXT NOT NULL, reading TEXT NOT NULL,
  indicator TEXT NOT NULL, year INTEGER NOT NULL, mean REAL, sd REAL, quantiles TEXT,
  PRIMARY KEY(cell, key, reading, indicator, year)) WITHOUT ROWID;
CREATE TABLE record(cell INTEGER NOT NULL, key TEXT NOT NULL, reading INTEGER NOT NULL,
  first_block INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(cell, key, reading, first_block)) WITHOUT ROWID;
CREATE TABLE marks(cell INTEGER NOT NULL, key TEXT NOT NULL, reading TEXT NOT NULL, target TEXT NOT NULL,
  draws TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE(cell, key, reading, target));
CREATE VIEW chances AS SELECT c.number AS cell, c.scenario, c.state, t.reading, t.target, t.year, t.chance,
  t.low, t.high, t.mean, t.hits, t.trials, t.failed FROM cell c JOIN target t ON t.cell = c.id AND
  t.key = c.done_key WHERE c.number IS NOT NULL;
CREATE VIEW indicators AS SELECT c.number AS cell, c.scenario, c.state, i.reading, i.indicator, i.year, i.mean,
  i.sd FROM cell c JOIN indicator i ON i.cell = c.id AND i.key = c.done_key WHERE c.number IS NOT NULL;
)sql";

}  // namespace leontide::sweep
