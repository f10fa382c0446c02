#include "sweep/result_rows.hpp"

#include <algorithm>
#include <map>

#include "base/numbers.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

constexpr const char* rows_of_cells =
    "SELECT c.number, c.scenario, c.state, c.id, 0 AS kind, t.reading, t.target AS name, t.year AS year, "
    "t.chance, t.low, t.high, t.mean, t.sd, t.quantiles, t.hits, t.trials, t.failed FROM cell c JOIN target "
    "t ON "
    "t.cell = c.id AND t.key = c.done_key WHERE c.number IS NOT NULL UNION ALL SELECT c.number, c.scenario, "
    "c.state, c.id, 1, i.reading, i.indicator, i.year, NULL, NULL, NULL, i.mean, i.sd, i.quantiles, NULL, "
    "NULL, "
    "NULL FROM cell c JOIN indicator i ON i.cell = c.id AND i.key = c.done_key WHERE c.number IS NOT NULL "
    "ORDER "
    "BY 1, 6, 5, 7, 8";

std::optional<double> number_in(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

std::optional<std::int64_t> count_in(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional<std::int64_t>(column.getInt64());
}

/// `[1,2,3]`
std::vector<double> list_in(const std::string& text) {
  std::vector<double> numbers;
  for (std::size_t begin = 1; begin + 1 < text.size();) {
    const std::size_t end = std::min(text.find_first_of(",]", begin), text.size());
    numbers.push_back(parse_number(std::string_view(text).substr(begin, end - begin)).value_or(0));
    begin = end + 1;
  }
  return numbers;
}

std::vector<std::string> values_of(SQLite::Statement& ask, std::int64_t cell,
                                   const std::vector<std::string>& paths) {
  std::map<std::string, std::string> settings;
  bind_all(ask, cell);
  while (ask.executeStep())
    settings[ask.getColumn(0).getString()] = ask.getColumn(1).getString();
  std::vector<std::string> values(paths.size());
  std::transform(paths.begin(), paths.end(), values.begin(), [&](const std::string& path) {
    const auto set = settings.find(path);
    return set == settings.end() ? std::string() : set->second;
  });
  return values;
}

}  // namespace

void each_row(const Ledger& ledger, const std::function<void(const ResultRow& row)>& take) {
  told(ledger.file(), [&] {
    const std::vector<std::string> paths = ledger.paths();
    SQLite::Statement settings(ledger.database(), "SELECT path, value FROM setting WHERE cell = ?");
    SQLite::Statement ask(ledger.database(), rows_of_cells);
    std::int64_t cell = -1;
    ResultRow row;
    while (ask.executeStep()) {
      if (ask.getColumn(3).getInt64() != cell) {
        cell = ask.getColumn(3).getInt64();
        row.values = values_of(settings, cell, paths);
      }
      row.cell = static_cast<std::uint64_t>(ask.getColumn(0).getInt64());
      row.scenario = ask.getColumn(1).getString();
      row.state = ask.getColumn(2).getString();
      row.is_target = ask.getColumn(4).getInt() == 0;
      row.reading = ask.getColumn(5).getString();
      row.name = ask.getColumn(6).getString();
      row.year = ask.getColumn(7).getString();
      row.chance = number_in(ask.getColumn(8));
      row.low = number_in(ask.getColumn(9));
      row.high = number_in(ask.getColumn(10));
      row.mean = number_in(ask.getColumn(11));
      row.sd = number_in(ask.getColumn(12));
      row.quantiles = list_in(ask.getColumn(13).getString());
      row.hits = count_in(ask.getColumn(14));
      row.trials = count_in(ask.getColumn(15));
      row.failed = count_in(ask.getColumn(16));
      take(row);
    }
  });
}

}  // namespace leontide::sweep
