#include "sweep/table.hpp"

#include <algorithm>
#include <map>

#include "base/nearest_name.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

namespace {

/// `chance(joint)` as its two parts; empty where it is none.
std::pair<std::string, std::string> parts_of(const std::string& value) {
  const std::size_t open = value.find('(');
  if (open == std::string::npos || value.back() != ')') return {};
  return {value.substr(0, open), value.substr(open + 1, value.size() - open - 2)};
}

class TableReader {
 public:
  TableReader(const Ledger& ledger, const TableRequest& request, Diagnostics& diagnostics)
      : ledger_(ledger), request_(request), diagnostics_(diagnostics), paths_(ledger.paths()) {}

  std::optional<LaidOut> read() {
    const auto [what, id] = parts_of(request_.value);
    if (what != "chance" && what != "mean") {
      diagnostics_.error("value", {"--value", 0, 0, 0},
                         fmt::format("\"{}\" is no value of a cell", request_.value),
                         "chance(ID), mean(ID) or mean(INDICATOR)");
      return std::nullopt;
    }
    check_path("--rows", request_.rows);
    check_path("--columns", request_.columns);
    for (const std::string& condition : request_.where) {
      const std::size_t equals = condition.find('=');
      check_path("--where", condition.substr(0, equals));
      if (equals == std::string::npos)
        diagnostics_.error("value", {"--where", 0, 0, 0}, fmt::format("\"{}\" is no PATH=VALUE", condition));
      else
        where_[condition.substr(0, equals)] = condition.substr(equals + 1);
    }
    check_id(id, what == "chance");
    if (diagnostics_.has_errors()) return std::nullopt;
    out_.is_chance = what == "chance";
    told(ledger_.file(), [&, &name = id] { fill(name); });
    return diagnostics_.has_errors() ? std::nullopt : std::optional(std::move(out_));
  }

 private:
  void check_path(const char* option, const std::string& path) {
    std::vector<std::string> known = paths_;
    known.insert(known.end(), {"scenario", "reading"});
    if (std::find(known.begin(), known.end(), path) == known.end())
      diagnostics_.error("unknown-name", {option, 0, 0, 0},
                         fmt::format("\"{}\" does not vary in this sweep", path), suggestion(path, known));
  }

  void check_id(const std::string& id, bool is_chance) {
    std::vector<std::string> known;
    SQLite::Statement ask(
        ledger_.database(),
        is_chance ? "SELECT DISTINCT target FROM target"
                  : "SELECT DISTINCT target FROM target UNION SELECT DISTINCT indicator FROM indicator");
    while (ask.executeStep())
      known.push_back(ask.getColumn(0).getString());
    if (std::find(known.begin(), known.end(), id) == known.end())
      diagnostics_.error("unknown-name", {"--value", 0, 0, 0},
                         fmt::format("the cells of this ledger have kept no \"{}\"", id),
                         suggestion(id, known));
  }

  void fill(const std::string& id) {
    SQLite::Statement ask(ledger_.database(),
                          "SELECT c.id, c.scenario, t.reading, t.chance, t.low, t.high, t.mean FROM cell c "
                          "JOIN target t ON t.cell = "
                          "c.id AND t.key = c.done_key WHERE c.number IS NOT NULL AND t.target = ? UNION ALL "
                          "SELECT c.id, c.scenario, "
                          "i.reading, NULL, NULL, NULL, i.mean FROM cell c JOIN (SELECT cell, key, reading, "
                          "indicator, mean, max(year) "
                          "FROM indicator GROUP BY cell, key, reading, indicator) i ON i.cell = c.id AND "
                          "i.key = c.done_key WHERE "
                          "c.number IS NOT NULL AND i.indicator = ? ORDER BY 1");
    bind_all(ask, id, id);
    while (ask.executeStep()) {
      auto values = settings_of(ask.getColumn(0).getInt64());
      values["scenario"] = ask.getColumn(1).getString();
      values["reading"] = ask.getColumn(2).getString();
      if (!is_wanted(values)) continue;
      const SQLite::Column number = ask.getColumn(out_.is_chance ? 3 : 6);
      if (number.isNull()) continue;
      put(values, {number.getDouble(), ask.getColumn(4).getDouble(), ask.getColumn(5).getDouble()});
    }
  }

  std::map<std::string, std::string> settings_of(std::int64_t cell) {
    std::map<std::string, std::string> values;
    SQLite::Statement ask(ledger_.database(), "SELECT path, value FROM setting WHERE cell = ?");
    bind_all(ask, cell);
    while (ask.executeStep())
      values[ask.getColumn(0).getString()] = ask.getColumn(1).getString();
    return values;
  }

  bool is_wanted(const std::map<std::string, std::string>& values) {
    const bool lays_out_readings = request_.rows == "reading" || request_.columns == "reading";
    if (!lays_out_readings && !where_.contains("reading")) {
      if (reading_.empty()) reading_ = request_.reading.empty() ? values.at("reading") : request_.reading;
      if (values.at("reading") != reading_) return false;
    }
    return std::all_of(where_.begin(), where_.end(), [&](const auto& condition) {
      const auto found = values.find(condition.first);
      return found != values.end() && found->second == condition.second;
    });
  }

  static std::size_t place_in(std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
  }

  void put(const std::map<std::string, std::string>& values, const TableValue& value) {
    const std::size_t row = place_in(out_.rows, values.at(request_.rows));
    const std::size_t column = place_in(out_.columns, values.at(request_.columns));
    out_.values.resize(out_.rows.size());
    for (auto& cells : out_.values)
      cells.resize(out_.columns.size());
    auto& place = out_.values[row][column];
    if (place) {
      std::string others;
      for (const auto& [path, text] : values) {
        if (path != request_.rows && path != request_.columns && !where_.contains(path) && path != "reading")
          others += (others.empty() ? "" : ", ") + path;
      }
      diagnostics_.error("value", {"--where", 0, 0, 0},
                         "several cells would stand in one place of this table",
                         fmt::format("choose one value each of {} by --where PATH=VALUE", others));
      return;
    }
    place = value;
  }

  const Ledger& ledger_;
  const TableRequest& request_;
  Diagnostics& diagnostics_;
  std::vector<std::string> paths_;
  std::map<std::string, std::string> where_;
  std::string reading_;
  LaidOut out_;
};

}  // namespace

std::string LaidOut::best_of(std::size_t row) const {
  const auto& cells = values[row];
  const TableValue* best = nullptr;
  for (const auto& cell : cells) {
    if (cell && (best == nullptr || cell->value > best->value)) best = &*cell;
  }
  std::string names;
  for (std::size_t column = 0; best != nullptr && column < cells.size(); ++column) {
    if (cells[column] && cells[column]->high >= best->low)
      names += (names.empty() ? "" : ", ") + columns[column];
  }
  return names;
}

std::optional<LaidOut> read_table(const Ledger& ledger, const TableRequest& request,
                                  Diagnostics& diagnostics) {
  return TableReader(ledger, request, diagnostics).read();
}

}  // namespace leontide::sweep
