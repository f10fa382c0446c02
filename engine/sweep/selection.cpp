#include "sweep/selection.hpp"

#include <algorithm>

#include "base/nearest_name.hpp"
#include "sweep/sql.hpp"

namespace leontide::sweep {

std::pair<std::string, std::string> parts_of(const std::string& value) {
  const std::size_t open = value.find('(');
  if (open == std::string::npos || value.back() != ')') return {};
  return {value.substr(0, open), value.substr(open + 1, value.size() - open - 2)};
}

LedgerQuery::LedgerQuery(const Ledger& ledger, const std::vector<std::string>& where,
                         Diagnostics& diagnostics)
    : ledger_(ledger), diagnostics_(diagnostics), paths_(ledger.paths()) {
  for (const std::string& condition : where) {
    const std::size_t equals = condition.find('=');
    check_path("--where", condition.substr(0, equals));
    if (equals == std::string::npos)
      diagnostics.error("value", {"--where", 0, 0, 0}, fmt::format("\"{}\" is no PATH=VALUE", condition));
    else
      where_[condition.substr(0, equals)] = condition.substr(equals + 1);
  }
}

void LedgerQuery::check_path(const char* option, const std::string& path) const {
  std::vector<std::string> known = paths_;
  known.insert(known.end(), {"scenario", "reading"});
  if (std::find(known.begin(), known.end(), path) == known.end())
    diagnostics_.error("unknown-name", {option, 0, 0, 0},
                       fmt::format("\"{}\" does not vary in this sweep", path), suggestion(path, known));
}

void LedgerQuery::check_id(const char* option, const std::string& id, bool is_target) const {
  const std::vector<std::string> known = told(ledger_.file(), [&] {
    std::vector<std::string> names;
    SQLite::Statement ask(
        ledger_.database(),
        is_target ? "SELECT DISTINCT target FROM target"
                  : "SELECT DISTINCT target FROM target UNION SELECT DISTINCT indicator FROM indicator");
    while (ask.executeStep())
      names.push_back(ask.getColumn(0).getString());
    return names;
  });
  if (std::find(known.begin(), known.end(), id) == known.end())
    diagnostics_.error("unknown-name", {option, 0, 0, 0},
                       fmt::format("the cells of this ledger have kept no \"{}\"", id),
                       suggestion(id, known));
}

CellValues LedgerQuery::values_of(std::int64_t cell) const {
  CellValues values;
  SQLite::Statement settings(ledger_.database(), "SELECT path, value FROM setting WHERE cell = ?");
  bind_all(settings, cell);
  while (settings.executeStep())
    values[settings.getColumn(0).getString()] = settings.getColumn(1).getString();
  return values;
}

bool LedgerQuery::is_wanted(const CellValues& values) const {
  return std::all_of(where_.begin(), where_.end(), [&](const auto& condition) {
    const auto found = values.find(condition.first);
    return found != values.end() && found->second == condition.second;
  });
}

}  // namespace leontide::sweep
