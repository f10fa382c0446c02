#include <set>

#include "base/atomic_file.hpp"
#include "sweep/ledger_merge.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

/// A table of a ledger and the columns that order it.
struct LedgerTable {
  const char* name;
  std::vector<std::string> order;
};

const LedgerTable tables[] = {{"ledger", {"name"}},
                              {"scenario", {"name", "digest"}},
                              {"input", {"scenario", "digest", "path"}},
                              {"cell", {"id"}},
                              {"setting", {"cell", "path"}},
                              {"target", {"cell", "key", "reading", "target"}},
                              {"indicator", {"cell", "key", "reading", "indicator", "year"}},
                              {"marks", {"cell", "key", "reading", "target"}}};

/// Copies rows of a table in one direction until one cannot be read.
void copy_until_fault(SQLite::Database& from, SQLite::Database& into, const LedgerTable& table,
                      const char* direction) {
  std::string order;
  for (const std::string& column : table.order)
    order += (order.empty() ? "" : ", ") + column + direction;
  try {
    SQLite::Statement read(from, fmt::format("SELECT * FROM {} ORDER BY {}", table.name, order));
    std::string marks = "?";
    for (int column = 1; column < read.getColumnCount(); ++column)
      marks += ", ?";
    SQLite::Statement write(into, fmt::format("INSERT OR REPLACE INTO {} VALUES({})", table.name, marks));
    while (read.executeStep()) {
      write.reset();
      for (int column = 0; column < read.getColumnCount(); ++column) {
        const SQLite::Column value = read.getColumn(column);
        if (value.isNull()) {
          write.bind(column + 1);
        } else if (value.isInteger()) {
          write.bind(column + 1, static_cast<std::int64_t>(value.getInt64()));
        } else if (value.isFloat()) {
          write.bind(column + 1, value.getDouble());
        } else if (value.isBlob()) {
          write.bind(column + 1, value.getBlob(), value.getBytes());
        } else {
          write.bind(column + 1, value.getString());
        }
      }
      write.exec();
    }
  } catch (const SQLite::Exception&) {
    // What lies behind the fault is read from the other end.
  }
}

/// Cells that say they are done and of whose numbers rows are missing are to be run again.
void distrust_partial_cells(SQLite::Database& database) {
  database.exec(
      "UPDATE cell SET state = 'waiting', done_key = NULL, done_digest = NULL WHERE state = 'running' OR "
      "(state IN ('done', 'stale') AND result_rows != (SELECT count(*) FROM target t WHERE t.cell = cell.id "
      "AND t.key = cell.done_key) + (SELECT count(*) FROM indicator i WHERE i.cell = cell.id AND i.key = "
      "cell.done_key))");
}

Salvage salvaged(const std::filesystem::path& damaged, const std::filesystem::path& into) {
  SQLite::Database from(damaged.string(), SQLite::OPEN_READONLY);
  const Ledger ledger = Ledger::make(into, "", Ledger::Journal::rollback);
  SQLite::Database& database = ledger.database();
  SQLite::Transaction transaction(database);
  for (const LedgerTable& table : tables) {
    copy_until_fault(from, database, table, "");
    copy_until_fault(from, database, table, " DESC");
  }
  distrust_partial_cells(database);
  transaction.commit();
  const LedgerStatus status = ledger.status();
  if (status.all() == 0)
    throw UnusableLedger(fmt::format("{}: no cell of a sweep can be read in it", damaged.string()));
  return {status.done + status.stale, status.waiting};
}

}  // namespace

Salvage repair(const std::filesystem::path& damaged, const std::filesystem::path& into) {
  std::error_code error;
  if (std::filesystem::exists(into, error))
    throw UnusableLedger(fmt::format("{}: something is there already", into.string()));
  return told(damaged, [&] {
    Salvage salvage;
    write_file_at(into, [&](const std::filesystem::path& at) { salvage = salvaged(damaged, at); });
    return salvage;
  });
}

}  // namespace leontide::sweep
