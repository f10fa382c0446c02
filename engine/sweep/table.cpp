#include "sweep/table.hpp"

#include <algorithm>

#include "sweep/pairing.hpp"
#include "sweep/selection.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

constexpr const char* numbers_of_cells =
    "SELECT c.id, c.scenario, t.reading, t.chance, t.low, t.high, t.mean, t.level FROM cell c JOIN target t "
    "ON "
    "t.cell = c.id AND t.key = c.done_key WHERE c.number IS NOT NULL AND t.target = ? UNION ALL SELECT c.id, "
    "c.scenario, i.reading, NULL, NULL, NULL, i.mean, NULL FROM cell c JOIN (SELECT cell, key, reading, "
    "indicator, mean, max(year) FROM indicator GROUP BY cell, key, reading, indicator) i ON i.cell = c.id "
    "AND "
    "i.key = c.done_key WHERE c.number IS NOT NULL AND i.indicator = ? ORDER BY 1";

/// Where a number of the table comes from.
struct ColumnSource {
  CellQuestion asked;
  double level = 0.95;
};

class TableReader {
 public:
  TableReader(const Ledger& ledger, const TableRequest& request, Diagnostics& diagnostics)
      : ledger_(ledger),
        request_(request),
        diagnostics_(diagnostics),
        selection_(ledger, request.where, diagnostics) {}

  std::optional<LaidOut> read() {
    const auto [what, id] = parts_of(request_.value);
    if (what != "chance" && what != "mean") {
      diagnostics_.error("value", {"--value", 0, 0, 0},
                         fmt::format("\"{}\" is no value of a cell", request_.value),
                         "chance(ID), mean(ID) or mean(INDICATOR)");
      return std::nullopt;
    }
    selection_.check_path("--rows", request_.rows);
    selection_.check_path("--columns", request_.columns);
    selection_.check_id("--value", id, what == "chance");
    out_.is_chance = what == "chance";
    if (request_.shows_regret && !out_.is_chance)
      diagnostics_.error("value", {"--regret", 0, 0, 0}, "regret is of a chance", "--value chance(ID)");
    if (diagnostics_.has_errors()) return std::nullopt;
    told(ledger_.file(), [&, &name = id] {
      fill(name);
      if (out_.rows.empty() && out_.without_trials == 0)
        diagnostics_.error("no-cells", {"--where", 0, 0, 0},
                           "no cell that is done has this reading and these values");
      if (out_.is_chance && !diagnostics_.has_errors()) compare_rows();
    });
    return diagnostics_.has_errors() ? std::nullopt : std::optional(std::move(out_));
  }

 private:
  void fill(const std::string& id) {
    SQLite::Statement ask(ledger_.database(), numbers_of_cells);
    bind_all(ask, id, id);
    while (ask.executeStep()) {
      const std::int64_t cell = ask.getColumn(0).getInt64();
      CellValues values = selection_.values_of(cell);
      values["scenario"] = ask.getColumn(1).getString();
      values["reading"] = ask.getColumn(2).getString();
      if (!is_wanted(values)) continue;
      const SQLite::Column number = ask.getColumn(out_.is_chance ? 3 : 6);
      if (number.isNull()) {
        ++out_.without_trials;
        continue;
      }
      put(values, {number.getDouble(), ask.getColumn(4).getDouble(), ask.getColumn(5).getDouble()},
          {{cell, values.at("reading"), id}, ask.getColumn(7).getDouble()});
    }
  }

  bool is_wanted(const CellValues& values) {
    const bool lays_out_readings = request_.rows == "reading" || request_.columns == "reading";
    if (!lays_out_readings && !selection_.names("reading")) {
      if (reading_.empty()) reading_ = request_.reading.empty() ? values.at("reading") : request_.reading;
      if (values.at("reading") != reading_) return false;
    }
    return selection_.is_wanted(values);
  }

  static std::size_t place_in(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
  }

  void put(const CellValues& values, const TableValue& value, const ColumnSource& source) {
    const std::size_t row = place_in(out_.rows, values.at(request_.rows));
    const std::size_t column = place_in(out_.columns, values.at(request_.columns));
    out_.values.resize(out_.rows.size());
    sources_.resize(out_.rows.size());
    for (std::size_t r = 0; r < out_.rows.size(); ++r) {
      out_.values[r].resize(out_.columns.size());
      sources_[r].resize(out_.columns.size());
    }
    auto& place = out_.values[row][column];
    if (place) {
      std::string others;
      for (const auto& [path, text] : values) {
        if (path != request_.rows && path != request_.columns && !selection_.names(path) && path != "reading")
          others += (others.empty() ? "" : ", ") + path;
      }
      diagnostics_.error("value", {"--where", 0, 0, 0},
                         "several cells would stand in one place of this table",
                         fmt::format("choose one value each of {} by --where PATH=VALUE", others));
      return;
    }
    place = value;
    sources_[row][column] = source;
  }

  /// The place of the largest chance of a row; none in an empty one.
  std::optional<std::size_t> best_in(std::size_t row) const {
    std::optional<std::size_t> best;
    for (std::size_t column = 0; column < out_.columns.size(); ++column) {
      const auto& here = out_.values[row][column];
      if (here && (!best || here->value > out_.values[row][*best]->value)) best = column;
    }
    return best;
  }

  void compare_rows() {
    std::vector<std::vector<std::optional<TableValue>>> regrets = out_.values;
    for (std::size_t row = 0; row < out_.rows.size(); ++row) {
      const auto best = best_in(row);
      std::string names;
      for (std::size_t column = 0; best && column < out_.columns.size(); ++column) {
        if (!out_.values[row][column]) continue;
        const ColumnSource& source = sources_[row][column];
        if (column == *best) {
          names += (names.empty() ? "" : ", ") + out_.columns[column];
          regrets[row][column] = TableValue{};
          continue;
        }
        const auto behind = paired(ledger_, source.asked, sources_[row][*best].asked, source.level);
        if (!behind && request_.shows_regret) return report_without_marks();
        if (behind) regrets[row][column] = TableValue{behind->value, behind->low, behind->high};
        const bool is_tied =
            behind ? behind->low <= 0 : out_.values[row][column]->high >= out_.values[row][*best]->low;
        if (is_tied) names += (names.empty() ? "" : ", ") + out_.columns[column];
      }
      out_.best.push_back(names);
    }
    if (!request_.shows_regret) return;
    out_.values = std::move(regrets);
    for (std::size_t column = 0; column < out_.columns.size(); ++column) {
      std::optional<TableValue> largest;
      for (const auto& row : out_.values) {
        if (row[column] && (!largest || row[column]->value > largest->value)) largest = row[column];
      }
      out_.largest.push_back(largest);
    }
  }

  void report_without_marks() {
    diagnostics_.error("no-trials", {"--regret", 0, 0, 0},
                       "these cells keep no trials, or stand on other draws, so they cannot be compared",
                       "`keep: {trials: yes}` in the sweep, and one `sampling:` for all cells");
  }

  const Ledger& ledger_;
  const TableRequest& request_;
  Diagnostics& diagnostics_;
  LedgerQuery selection_;
  std::string reading_;
  std::vector<std::vector<ColumnSource>> sources_;  ///< [rows][columns]
  LaidOut out_;
};

}  // namespace

std::optional<LaidOut> read_table(const Ledger& ledger, const TableRequest& request,
                                  Diagnostics& diagnostics) {
  return TableReader(ledger, request, diagnostics).read();
}

}  // namespace leontide::sweep
