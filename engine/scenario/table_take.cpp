#include "scenario/table_take.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "table/imports.hpp"
#include "table/refusal.hpp"

namespace leontide::scenario {

namespace {

const std::vector<std::string>& takes() {
  static const std::vector<std::string> all{
      "output",       "flows",       "flows_imported",        "coefficients", "imports",
      "final_demand", "value_added", "final_demand_imported", "sectors",      "satellites"};
  return all;
}

bool has_columns(const std::string& kind) {
  return kind == "final_demand" || kind == "final_demand_imported" || kind == "value_added" ||
         kind == "sectors" || kind == "satellites";
}

class Taker {
 public:
  Taker(const TableFolder& table, const Place& asked_at, Diagnostics& diagnostics)
      : table_(table), accounts_(table.accounts), asked_at_(asked_at), diagnostics_(diagnostics) {}

  std::optional<Taken> take(const std::string& what, std::optional<table::Requirements> requirements) {
    const std::size_t dot = what.find('.');
    const std::string kind = what.substr(0, dot);
    const std::string column = dot == std::string::npos ? "" : what.substr(dot + 1);
    if (std::find(takes().begin(), takes().end(), kind) == takes().end())
      return refuse("unknown-name", fmt::format("\"{}\" is nothing that can be taken from a table", what),
                    suggestion(kind, takes()));
    if (has_columns(kind) != (dot != std::string::npos))
      return refuse("value",
                    fmt::format("\"{}\" {}", what, has_columns(kind) ? "names no column" : "has no columns"),
                    has_columns(kind) ? fmt::format("write {}.COLUMN", kind) : fmt::format("write {}", kind));
    if ((kind == "coefficients") != requirements.has_value())
      return refuse("value",
                    requirements ? fmt::format("`requirements:` belongs to coefficients, not to {}", kind)
                                 : "coefficients need `requirements:`",
                    requirements ? "leave it out" : "regional, or total");
    if (kind == "output") return Taken{1, true, accounts_.output};
    if (kind == "imports") return Taken{1, true, table::imports_by_product(accounts_)};
    if (kind == "coefficients")
      return Taken{2, false, table::coefficients(accounts_, *requirements).values.values};
    if (kind == "flows") return Taken{2, true, accounts_.flows.values};
    if (kind == "flows_imported") {
      if (accounts_.flows_imported.empty()) return refuse_missing("flows_imported.csv");
      return Taken{2, true, accounts_.flows_imported.values};
    }
    if (kind == "sectors") return sector_numbers(column);
    return category(kind, column);
  }

 private:
  std::nullopt_t refuse(const char* code, std::string what, std::string hint) {
    diagnostics_.error(code, asked_at_, std::move(what), std::move(hint));
    return std::nullopt;
  }

  std::nullopt_t refuse_missing(const std::string& file) {
    return refuse("missing-file", fmt::format("the table \"{}\" has no {}", table_.shown, file),
                  "take something else, or add the file");
  }

  std::nullopt_t refuse_column(const std::string& kind, const std::string& column,
                               const std::vector<std::string>& known) {
    return refuse("unknown-column",
                  fmt::format("{} of the table \"{}\" has no column \"{}\"", kind, table_.shown, column),
                  suggestion(column, known));
  }

  std::optional<Taken> category(const std::string& kind, const std::string& column) {
    const table::Categories& all = kind == "final_demand"  ? accounts_.final_demand
                                   : kind == "value_added" ? accounts_.value_added
                                   : kind == "satellites"  ? table_.satellites
                                                           : accounts_.final_demand_imported;
    if (kind == "value_added" && column == "total") return Taken{1, true, accounts_.value_added_total};
    if (all.empty()) return refuse_missing(kind + ".csv");
    if (!all.find(column)) return refuse_column(kind, column, all.names);
    return Taken{1, kind != "satellites", all.column(column)};
  }

  std::optional<Taken> sector_numbers(const std::string& column) {
    const auto texts = sector_texts(accounts_, column);
    if (!texts) return refuse_column("sectors", column, sector_headings(accounts_));
    Taken out;
    for (std::size_t i = 0; i < texts->size(); ++i) {
      const auto number = parse_printed_number((*texts)[i]);
      if (!number)
        return refuse("not-a-number",
                      fmt::format("\"{}\" of sector \"{}\" in {}/sectors.csv is not a finite number",
                                  (*texts)[i], accounts_.sectors[i].code, table_.shown),
                      "a column of words makes groups: {of: SET, by: COLUMN}");
      out.values.push_back(*number);
    }
    return out;
  }

  const TableFolder& table_;
  const table::Accounts& accounts_;
  const Place& asked_at_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Taken> take_from(const TableFolder& table, const std::string& what,
                               std::optional<table::Requirements> requirements, const Place& asked_at,
                               Diagnostics& diagnostics) {
  try {
    return Taker(table, asked_at, diagnostics).take(what, requirements);
  } catch (const table::Refusal& refusal) {
    diagnostics.error(table::to_string(refusal.reason()), asked_at, refusal.what(),
                      fmt::format("the table is in {}", table.shown));
    return std::nullopt;
  }
}

std::optional<std::vector<std::string>> sector_texts(const table::Accounts& accounts,
                                                     const std::string& heading) {
  const auto& columns = accounts.sector_columns;
  const auto further =
      static_cast<std::size_t>(std::find(columns.begin(), columns.end(), heading) - columns.begin());
  if (heading != "name_en" && heading != "name_zh" && heading != "cluster" && further == columns.size())
    return std::nullopt;
  std::vector<std::string> out;
  for (const table::Sector& sector : accounts.sectors) {
    out.push_back(heading == "name_en"   ? sector.name_en
                  : heading == "name_zh" ? sector.name_zh
                  : heading == "cluster" ? sector.cluster
                                         : sector.other[further]);
  }
  return out;
}

std::vector<std::string> sector_headings(const table::Accounts& accounts) {
  std::vector<std::string> out{"name_en", "name_zh", "cluster"};
  out.insert(out.end(), accounts.sector_columns.begin(), accounts.sector_columns.end());
  return out;
}

std::optional<std::vector<std::size_t>> members_of_region(const TableFolder& table, const std::string& region,
                                                          const Place& asked_at, Diagnostics& diagnostics) {
  std::vector<std::size_t> members(table.accounts.size());
  std::iota(members.begin(), members.end(), std::size_t{0});
  if (region.empty()) return members;
  const auto regions = sector_texts(table.accounts, "region");
  if (!regions) {
    diagnostics.error("unknown-column", asked_at, fmt::format("the table \"{}\" has no regions", table.shown),
                      "sectors.csv of a table with regions has a column \"region\"");
    return std::nullopt;
  }
  std::erase_if(members, [&](std::size_t i) { return (*regions)[i] != region; });
  if (!members.empty()) return members;
  std::vector<std::string> known = *regions;
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  diagnostics.error("unknown-name", asked_at,
                    fmt::format("the table \"{}\" has no region \"{}\"", table.shown, region),
                    suggestion(region, known));
  return std::nullopt;
}

}  // namespace leontide::scenario
