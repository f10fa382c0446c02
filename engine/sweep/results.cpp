#include "sweep/results.hpp"

#include <fmt/format.h>
#include <map>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "base/sha256.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

std::string cell_text(const SQLite::Column& column) {
  if (column.isNull()) return "";
  if (column.isFloat()) return print_number(column.getDouble());
  if (column.isInteger()) return std::to_string(column.getInt64());
  return csv_field(column.getString());
}

/// `[1,2,3]` as cells; as many empty ones where there are none.
std::string quantile_cells(const std::string& list, std::size_t count) {
  if (list.size() > 2) return list.substr(1, list.size() - 2);
  return count == 0 ? "" : std::string(count - 1, ',');
}

/// Gathers lines, so that not each is a call of the system.
class Lines {
 public:
  explicit Lines(const std::function<void(std::string_view)>& put) : put_(put) {}
  ~Lines() = default;
  void add(const std::string& line) {
    text_ += line;
    if (text_.size() > (1U << 16U)) flush();
  }
  void flush() {
    put_(text_);
    text_.clear();
  }

 private:
  const std::function<void(std::string_view)>& put_;
  std::string text_;
};

constexpr const char* table_rows =
    "SELECT c.number, c.scenario, c.state, c.id, 0 AS kind, t.reading, t.target AS name, t.year AS year, "
    "t.chance, "
    "t.low, t.high, t.mean, t.sd, t.quantiles, t.hits, t.trials, t.failed FROM cell c JOIN target t ON "
    "t.cell = c.id "
    "AND t.key = c.done_key WHERE c.number IS NOT NULL UNION ALL SELECT c.number, c.scenario, c.state, c.id, "
    "1, "
    "i.reading, i.indicator, i.year, NULL, NULL, NULL, i.mean, i.sd, i.quantiles, NULL, NULL, NULL FROM cell "
    "c JOIN "
    "indicator i ON i.cell = c.id AND i.key = c.done_key WHERE c.number IS NOT NULL ORDER BY 1, 6, 5, 7, 8";

std::map<std::string, std::string> settings_of(SQLite::Statement& ask, std::int64_t cell) {
  std::map<std::string, std::string> settings;
  bind_all(ask, cell);
  while (ask.executeStep())
    settings[ask.getColumn(0).getString()] = ask.getColumn(1).getString();
  return settings;
}

}  // namespace

void write_table(const Ledger& ledger, const std::function<void(std::string_view)>& put) {
  told(ledger.file(), [&] {
    const std::vector<std::string> paths = ledger.paths();
    const std::vector<double> shares = ledger.quantiles();
    Lines lines(put);
    std::string heads = "cell,scenario,state";
    for (const std::string& path : paths)
      heads += "," + csv_field(path);
    heads += ",reading,target,indicator,year,chance,low,high,mean,sd";
    for (const double share : shares)
      heads += ",q" + print_number(100 * share);
    lines.add(heads + ",hits,trials,failed\n");
    SQLite::Statement settings(ledger.database(), "SELECT path, value FROM setting WHERE cell = ?");
    SQLite::Statement ask(ledger.database(), table_rows);
    std::int64_t cell = -1;
    std::string varied;
    while (ask.executeStep()) {
      if (ask.getColumn(3).getInt64() != cell) {
        cell = ask.getColumn(3).getInt64();
        const auto values = settings_of(settings, cell);
        varied.clear();
        for (const std::string& path : paths)
          varied += "," + (values.contains(path) ? csv_field(values.at(path)) : "");
      }
      std::string line = fmt::format("{},{},{}{}", ask.getColumn(0).getInt64(), cell_text(ask.getColumn(1)),
                                     cell_text(ask.getColumn(2)), varied);
      const bool is_target = ask.getColumn(4).getInt() == 0;
      const std::string name = cell_text(ask.getColumn(6));
      line += "," + cell_text(ask.getColumn(5)) + "," + (is_target ? name + "," : "," + name);
      for (int column = 7; column <= 12; ++column)
        line += "," + cell_text(ask.getColumn(column));
      if (!shares.empty()) line += "," + quantile_cells(ask.getColumn(13).getString(), shares.size());
      for (int column = 14; column <= 16; ++column)
        line += "," + cell_text(ask.getColumn(column));
      lines.add(line + "\n");
    }
    lines.flush();
  });
}

void write_export(const Ledger& ledger, const std::function<void(std::string_view)>& put) {
  told(ledger.file(), [&] {
    Lines lines(put);
    const auto rows = [&](const char* kind, const char* query) {
      SQLite::Statement ask(ledger.database(), query);
      while (ask.executeStep()) {
        std::string line = kind;
        for (int column = 0; column < ask.getColumnCount(); ++column)
          line += "," + cell_text(ask.getColumn(column));
        lines.add(line + "\n");
      }
    };
    rows("cell",
         "SELECT scenario, settings, key, state, trials, failed_trials, too_wide, fault, place, what FROM "
         "cell WHERE number IS NOT NULL ORDER BY scenario, settings");
    rows("target",
         "SELECT c.scenario, c.settings, t.key, reading, target, year, chance, low, high, level, method, "
         "hits, t.trials, failed, mean, sd, quantiles FROM target t JOIN cell c ON c.id = t.cell WHERE "
         "c.number IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6");
    rows("indicator",
         "SELECT c.scenario, c.settings, i.key, reading, indicator, year, mean, sd, quantiles FROM "
         "indicator i JOIN cell c ON c.id = i.cell WHERE c.number IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6");
    SQLite::Statement marks(ledger.database(),
                            "SELECT c.scenario, c.settings, m.key, reading, target, draws, bytes FROM marks "
                            "m JOIN cell c ON c.id "
                            "= m.cell WHERE c.number IS NOT NULL ORDER BY 1, 2, 3, 4, 5");
    while (marks.executeStep()) {
      std::string line = "marks";
      for (int column = 0; column < 6; ++column)
        line += "," + cell_text(marks.getColumn(column));
      const SQLite::Column bytes = marks.getColumn(6);
      lines.add(
          line + "," +
          sha256({static_cast<const char*>(bytes.getBlob()), static_cast<std::size_t>(bytes.getBytes())}) +
          "\n");
    }
    lines.flush();
  });
}

}  // namespace leontide::sweep
