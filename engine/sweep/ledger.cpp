#include "sweep/ledger.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/numbers.hpp"
#include "base/parallel.hpp"
#include "simulation/record.hpp"
#include "sweep/ledger_tables.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

constexpr int busy_milliseconds = 60'000;

std::unique_ptr<SQLite::Database> open_file(const std::filesystem::path& file, int flags) {
  return told(file, [&] {
    auto database = std::make_unique<SQLite::Database>(file.string(), flags, busy_milliseconds);
    return database;
  });
}

void set(SQLite::Database& database, const char* name, const std::string& value) {
  SQLite::Statement put(database,
                        "INSERT INTO ledger VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = "
                        "excluded.value");
  put.bind(1, name);
  put.bind(2, value);
  put.exec();
}

std::string get(SQLite::Database& database, const char* name) {
  SQLite::Statement ask(database, "SELECT value FROM ledger WHERE name = ?");
  ask.bind(1, name);
  return ask.executeStep() ? ask.getColumn(0).getString() : "";
}

/// SQLite does not wait for other processes here, so this does.
void set_journal(SQLite::Database& database, const std::string& mode) {
  constexpr int busy = 5;
  for (int tries = 0; database.execAndGet("PRAGMA journal_mode").getString() != mode; ++tries) {
    try {
      database.exec("PRAGMA journal_mode = " + mode);
    } catch (const SQLite::Exception& error) {
      if (error.getErrorCode() != busy || tries > busy_milliseconds / 20) throw;
      pause(std::chrono::milliseconds(20));
    }
  }
}

/// Its pages, and that it is one of ours.
void check(SQLite::Database& database, const std::filesystem::path& file) {
  const std::string how = fmt::format("`leontide ledger repair {}` saves what can be read", file.string());
  std::string said;
  try {
    said = database.execAndGet("PRAGMA quick_check(1)").getString();
    if (said == "ok" && get(database, "format") == Ledger::format) return;
  } catch (const SQLite::Exception& error) {
    if (error.getErrorCode() != 11 && error.getErrorCode() != 26 && error.getErrorCode() != 1) throw;
    said = error.what();
  }
  if (said == "ok") throw UnusableLedger(fmt::format("{}: this is no ledger of a sweep", file.string()));
  throw UnusableLedger(fmt::format("{}: the ledger is damaged ({}); {}", file.string(), said, how));
}

}  // namespace

Ledger::Ledger(std::filesystem::path file, std::unique_ptr<SQLite::Database> database)
    : file_(std::move(file)), database_(std::move(database)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::make(const std::filesystem::path& file, const std::string& sweep, Journal journal) {
  auto database = open_file(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  return told(file, [&] {
    set_journal(*database, journal == Journal::wal ? "wal" : "delete");
    database->exec("PRAGMA synchronous = NORMAL");
    SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
    // Another process may have made it meanwhile.
    if (!database->tableExists("ledger")) {
      database->exec(ledger_tables);
      set(*database, "format", std::string(format));
      set(*database, "sweep", sweep);
      set(*database, "leontide", LEONTIDE_VERSION);
      set(*database, "results_version", std::to_string(simulation::results_version));
    }
    transaction.commit();
    check(*database, file);
    return Ledger(file, std::move(database));
  });
}

Ledger Ledger::open(const std::filesystem::path& file, Access access) {
  auto database = open_file(file, access == Access::read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE);
  return told(file, [&] {
    check(*database, file);
    if (access == Access::write) database->exec("PRAGMA synchronous = NORMAL");
    return Ledger(file, std::move(database));
  });
}

void Ledger::settle() {
  try {
    database_->exec("PRAGMA journal_mode = delete");
  } catch (const SQLite::Exception&) {
    // Another process reads or writes it, and settles it when it ends.
  }
}

Ledger Ledger::again() const {
  return {file_, open_file(file_, SQLite::OPEN_READWRITE)};
}

LedgerStatus Ledger::status(std::uint64_t shard, std::uint64_t shards) const {
  return told(file_, [&] {
    LedgerStatus status;
    SQLite::Statement ask(
        *database_,
        "SELECT state, count(*), sum(coalesce(too_wide, 0)), "
        "sum(coalesce(failed_trials, 0) * 1000 > coalesce(trials, 0)), sum(rounds) FROM cell "
        "WHERE number IS NOT NULL AND (number - 1) % ? = ? GROUP BY state");
    bind_all(ask, as_sql(shards), as_sql(shard - 1));
    while (ask.executeStep()) {
      const std::string state = ask.getColumn(0).getString();
      const auto count = static_cast<std::uint64_t>(ask.getColumn(1).getInt64());
      status.rounds += static_cast<std::uint64_t>(ask.getColumn(4).getInt64());
      if (state == "waiting") status.waiting = count;
      if (state == "running") status.running = count;
      if (state == "failed") status.failed = count;
      if (state == "stale") status.stale = count;
      if (state != "done") continue;
      status.done = count;
      status.too_wide = static_cast<std::uint64_t>(ask.getColumn(2).getInt64());
      status.with_failed_trials = static_cast<std::uint64_t>(ask.getColumn(3).getInt64());
    }
    return status;
  });
}

std::vector<LedgerFault> Ledger::faults() const {
  return told(file_, [&] {
    std::vector<LedgerFault> faults;
    SQLite::Statement ask(
        *database_,
        "SELECT count(*), min(number), place, what FROM cell WHERE state = 'failed' AND number "
        "IS NOT NULL GROUP BY fault ORDER BY min(number)");
    while (ask.executeStep())
      faults.push_back({static_cast<std::uint64_t>(ask.getColumn(0).getInt64()),
                        static_cast<std::uint64_t>(ask.getColumn(1).getInt64()), ask.getColumn(2).getString(),
                        ask.getColumn(3).getString()});
    return faults;
  });
}

std::vector<std::string> Ledger::stale_reasons() const {
  return told(file_, [&] {
    std::vector<std::string> reasons;
    SQLite::Statement ask(
        *database_,
        "SELECT DISTINCT reason FROM cell WHERE state = 'stale' AND number IS NOT NULL ORDER BY "
        "reason");
    while (ask.executeStep())
      reasons.push_back(ask.getColumn(0).getString());
    return reasons;
  });
}

std::string Ledger::sweep() const {
  return told(file_, [&] { return get(*database_, "sweep"); });
}

void Ledger::set_paths(const std::vector<std::string>& paths) {
  told(file_, [&] { set(*database_, "paths", fmt::format("{}", fmt::join(paths, "\n"))); });
}

std::vector<std::string> Ledger::paths() const {
  return told(file_, [&] { return lines_of(get(*database_, "paths")); });
}

void Ledger::set_quantiles(const std::vector<double>& shares) {
  std::string text;
  for (const double share : shares)
    text += (text.empty() ? "" : "\n") + print_number(share);
  told(file_, [&] { set(*database_, "quantiles", text); });
}

std::vector<double> Ledger::quantiles() const {
  return told(file_, [&] {
    std::vector<double> shares;
    for (const std::string& text : lines_of(get(*database_, "quantiles")))
      shares.push_back(parse_number(text).value_or(0));
    return shares;
  });
}

void Ledger::set_titles(const Titles& titles) {
  // A line each, its parts between tabs.
  const auto plain = [](std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return text;
  };
  std::string text;
  for (const auto& [name, title] : titles)
    text += plain(name) + '\t' + plain(title.en) + '\t' + plain(title.zh) + '\n';
  told(file_, [&] { set(*database_, "titles", text); });
}

Titles Ledger::titles() const {
  return told(file_, [&] {
    Titles titles;
    for (const std::string& line : lines_of(get(*database_, "titles"))) {
      const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
      titles[line.substr(0, first)] = {line.substr(first + 1, second - first - 1), line.substr(second + 1)};
    }
    return titles;
  });
}

}  // namespace leontide::sweep
