#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_reader.hpp"
#include "scenario/table_take.hpp"
#include "scenario/unit_reader.hpp"
#include "table/stated_unit.hpp"

namespace leontide::scenario {

using language::Datum;
using language::PriceBasis;
using language::Set;
using language::SetId;

namespace {

std::string text_at(const yaml::Node& node, const char* key, Diagnostics& diagnostics) {
  const yaml::Node* value = node.find(key);
  return value == nullptr ? std::string() : read_text(*value, diagnostics).value_or("");
}

std::optional<PriceBasis> prices_at(const yaml::Node& node, Diagnostics& diagnostics) {
  const yaml::Node* prices = node.find("prices");
  if (prices == nullptr) return std::nullopt;
  const auto choice = read_choice(*prices, {"current", "constant"}, diagnostics);
  if (!choice) return std::nullopt;
  return *choice == 0 ? PriceBasis::current : PriceBasis::constant;
}

/// The sectors of the table that the members of a set are, among those of a region.
std::optional<std::vector<std::size_t>> rows_of(const Set& set, const TableFolder& table,
                                                const std::vector<std::size_t>& region, const Place& asked_at,
                                                Diagnostics& diagnostics) {
  std::map<std::string, std::size_t> at;
  std::vector<std::string> known;
  for (const std::size_t i : region) {
    at.emplace(table.accounts.sectors[i].code, i);
    known.push_back(table.accounts.sectors[i].code);
  }
  std::vector<std::size_t> rows;
  for (const std::string& code : set.codes) {
    const auto found = at.find(code);
    if (found == at.end()) {
      diagnostics.error("missing-code", asked_at,
                        fmt::format("the table \"{}\" has no sector \"{}\", a member of set \"{}\"",
                                    table.shown, code, set.name),
                        suggestion(code, known));
      return std::nullopt;
    }
    rows.push_back(found->second);
  }
  return rows;
}

TableTotals totals_of(const NamedTable& table, SetId set, const std::vector<std::size_t>& members) {
  const table::Accounts& accounts = table.folder->accounts;
  TableTotals totals;
  totals.table = table.name;
  totals.set = set;
  totals.unit = *table.unit;
  totals.year = accounts.year;
  for (const std::size_t i : members) {
    totals.output += accounts.output[i];
    totals.value_added += accounts.value_added_total[i];
    totals.names.push_back({accounts.sectors[i].name_en, accounts.sectors[i].name_zh});
    totals.outputs.push_back(accounts.output[i]);
    if (members.size() > TableTotals::most_drawn) continue;
    for (const std::size_t j : members)
      totals.flows.push_back(accounts.flows(i, j));
  }
  if (members.size() < accounts.size()) return totals;
  totals.gdp = table::sum(accounts.final_demand.values.values) - table::sum(accounts.flows_imported.values) -
               table::sum(accounts.imported_inputs);
  return totals;
}

/// Whether a table's own words for its unit, which are no unit of the model, contradict what the model takes
/// it for.
bool contradicts(const table::Accounts& accounts, const language::Unit& wanted) {
  const auto names_currency = [&](std::string_view code) {
    return !table::is_currency_code(code) || wanted.exponents.contains(std::string(code)) ||
           std::none_of(wanted.exponents.begin(), wanted.exponents.end(),
                        [](const auto& base) { return table::is_currency_code(base.first); });
  };
  if (!names_currency(accounts.currency)) return true;
  const auto stated = table::stated_unit(accounts.unit);
  return stated && (stated->power_of_ten != wanted.power_of_ten || !names_currency(stated->symbol));
}

}  // namespace

void ModelReader::read_table(const yaml::Node& name, const yaml::Node& node) {
  NamedTable table;
  table.name = name.text;
  table.place = name.place;
  const yaml::Node* folder = nullptr;
  if (check_keys(node, keys::table(), fmt::format("table \"{}\"", name.text), diagnostics_))
    folder = node.find("folder");
  if (folder != nullptr) {
    table.place = folder->place;
    if (read_text(*folder, diagnostics_))
      table.folder = files_.table(resolved(*folder), folder->place, diagnostics_);
  }
  table.basis = prices_at(node, diagnostics_);
  if (table.folder != nullptr) {
    const std::string& stated = table.folder->accounts.unit;
    table.unit = language::parse_unit(stated, out_.draft.symbols);
    const yaml::Node* unit = node.find("unit");
    const std::string expected = unit != nullptr ? read_text(*unit, diagnostics_).value_or("") : "";
    const auto wanted = language::parse_unit(expected, out_.draft.symbols);
    if (unit != nullptr && !wanted) {
      diagnostics_.error("unit", unit->place, fmt::format("\"{}\" is not a unit", expected),
                         "a power of ten and declared symbols, e.g. `1e8 CNY`");
    } else if (wanted &&
               (table.unit ? *table.unit != *wanted : contradicts(table.folder->accounts, *wanted))) {
      diagnostics_.error(
          "unit", unit->place,
          fmt::format("the model takes the table \"{}\" to be in {}, but its meta.json says {}",
                      table.folder->shown, to_string(*wanted), table.unit ? to_string(*table.unit) : stated),
          "one of the two is wrong");
    } else if (!table.unit && !wanted) {
      diagnostics_.error("unit", table.place,
                         fmt::format("the unit of the table \"{}\", \"{}\", is not a unit of this model",
                                     table.folder->shown, stated),
                         "declare its symbol under `units:`, or state it here: {folder: …, unit: 1e4 CNY}");
    }
    if (wanted) table.unit = wanted;
  }
  tables_.push_back(std::move(table));
}

const NamedTable* ModelReader::find_table(const yaml::Node& node) {
  std::vector<std::string> known;
  for (const NamedTable& table : tables_) {
    if (node.is_scalar() && table.name == node.text) return &table;
    known.push_back(table.name);
  }
  diagnostics_.error("unknown-name", node.place, fmt::format("there is no table \"{}\"", node.text),
                     known.empty() ? "name it under `tables:`" : suggestion(node.text, known));
  return nullptr;
}

void ModelReader::read_table_set(const yaml::Node& node, Set& set) {
  const NamedTable* table = find_table(*node.find("table"));
  set.is_faulty = table == nullptr || table->folder == nullptr;
  if (set.is_faulty) return;
  const std::string region = text_at(node, "region", diagnostics_);
  const auto members = members_of_region(*table->folder, region, node.place, diagnostics_);
  if (!members) return;
  const auto id = static_cast<SetId>(out_.draft.sets.size());
  set_origins_[id] = {table->name, region};
  SetColumns& columns = set_columns_[id];
  columns.headings = sector_headings(table->folder->accounts);
  for (const std::string& heading : columns.headings) {
    const auto texts = sector_texts(table->folder->accounts, heading);
    auto& own = columns.texts.emplace_back();
    for (const std::size_t i : *members)
      own.push_back((*texts)[i]);
  }
  for (const std::size_t i : *members)
    set.codes.push_back(table->folder->accounts.sectors[i].code);
  if (table->unit) out_.totals.push_back(totals_of(*table, id, *members));
}

std::optional<std::vector<SetId>> ModelReader::sets_of(const yaml::Node& node, const std::string& table,
                                                       const std::vector<std::string>& regions) {
  if (node.find("over") != nullptr) {
    auto over = read_over(node, 2);
    if (over && over->size() != regions.size()) {
      diagnostics_.error("shape", node.find("over")->place,
                         fmt::format("`take:` gives {}, but `over:` names {} sets",
                                     regions.size() == 1 ? "a vector" : "a matrix", over->size()));
      return std::nullopt;
    }
    return over;
  }
  std::vector<SetId> sets;
  for (const std::string& region : regions) {
    const TableOrigin origin{table, region};
    const auto same = [&](const auto& known) { return known.second == origin; };
    const auto found = std::find_if(set_origins_.begin(), set_origins_.end(), same);
    if (found == set_origins_.end()) {
      diagnostics_.error("missing-key", node.place,
                         fmt::format("no set holds the sectors of table \"{}\"{}", table,
                                     region.empty() ? "" : fmt::format(" in region \"{}\"", region)),
                         "declare one, {table: NAME}, or state `over:`");
      return std::nullopt;
    }
    sets.push_back(found->first);
  }
  return sets;
}

void ModelReader::settle_amount(const yaml::Node& node, const NamedTable& table, const std::string& what,
                                Datum& datum) {
  if (const yaml::Node* unit = node.find("unit")) {
    diagnostics_.error("unit", unit->place, fmt::format("the unit of {} comes from the table", what),
                       "leave `unit:` out");
  }
  datum.unit = *table.unit;
  const auto own = prices_at(node, diagnostics_);
  if (!language::holds_currency(datum.unit, out_.draft.symbols)) return;
  const int year = table.folder->accounts.year;
  const int base = out_.draft.time.base;
  if (own || table.basis) {
    datum.basis = own.value_or(table.basis.value_or(PriceBasis::none));
  } else if (year == base || out_.draft.time.is_faulty) {
    datum.basis = PriceBasis::constant;
  } else {
    diagnostics_.error(
        "price-basis", table.place,
        fmt::format("the table \"{}\" is {}, and the base year of the model is {}", table.folder->shown,
                    year == 0 ? "of no stated year" : fmt::format("at the prices of {}", year), base),
        "say which prices its amounts are taken for: {folder: …, prices: constant} or current");
  }
}

std::optional<std::vector<std::string>> ModelReader::read_regions(const yaml::Node& node, std::size_t rank) {
  std::vector<std::string> regions(rank, text_at(node, "region", diagnostics_));
  bool sound = true;
  for (const auto& [key, axis] : {std::pair("from", std::size_t{0}), std::pair("to", std::size_t{1})}) {
    const yaml::Node* region = node.find(key);
    if (region == nullptr) continue;
    if (rank == 2 && node.find("region") == nullptr) {
      regions[axis] = read_text(*region, diagnostics_).value_or("");
      continue;
    }
    sound = false;
    diagnostics_.error("value", region->place,
                       fmt::format("`{}:` cuts a matrix, and stands without `region:`", key),
                       "`region:` cuts both rows and columns");
  }
  return sound ? std::optional(std::move(regions)) : std::nullopt;
}

std::optional<TableBlock> ModelReader::read_block(const yaml::Node& node, const NamedTable& table,
                                                  std::size_t rank) {
  const auto regions = read_regions(node, rank);
  if (!regions) return std::nullopt;
  std::vector<std::vector<std::size_t>> members;
  for (const std::string& region : *regions) {
    auto found = members_of_region(*table.folder, region, node.place, diagnostics_);
    if (!found) return std::nullopt;
    members.push_back(std::move(*found));
  }
  auto over = sets_of(node, table.name, *regions);
  if (!over) return std::nullopt;
  TableBlock block{std::move(*over), {}};
  for (std::size_t axis = 0; axis < rank; ++axis) {
    auto rows =
        rows_of(out_.draft.sets[block.sets[axis]], *table.folder, members[axis], node.place, diagnostics_);
    if (!rows) return std::nullopt;
    block.members.push_back(std::move(*rows));
  }
  return block;
}

void ModelReader::read_table_datum(const yaml::Node& node, Datum& datum) {
  for (const char* key : {"file", "column", "value", "values", "default"}) {
    if (const yaml::Node* other = node.find(key))
      diagnostics_.error("value", other->place, fmt::format("`{}:` and `table:` exclude each other", key));
  }
  const NamedTable* table = find_table(*node.find("table"));
  const yaml::Node* take = node.find("take");
  if (take == nullptr) {
    diagnostics_.error("missing-key", node.place, "numbers from a table need the key \"take\"",
                       "output, coefficients, final_demand.COLUMN, …");
    return;
  }
  const auto what = read_text(*take, diagnostics_);
  if (table == nullptr || table->folder == nullptr || !what) return;
  std::optional<table::Requirements> requirements;
  if (datum.requirements != language::StatedRequirements::none) {
    requirements = datum.requirements == language::StatedRequirements::regional
                       ? table::Requirements::regional
                       : table::Requirements::total;
  }
  const auto taken = take_from(*table->folder, *what, requirements, take->place, diagnostics_);
  const auto block = taken ? read_block(node, *table, taken->rank) : std::nullopt;
  if (!block) return;
  if (taken->is_amount) {
    if (!table->unit) return;  // what is wrong with it was reported
    settle_amount(node, *table, fmt::format("\"{}\"", *what), datum);
  } else {
    const UnitAndPrices unit =
        read_unit(node, out_.draft.symbols, fmt::format("data \"{}\"", datum.name), diagnostics_);
    datum.unit = unit.unit;
    datum.basis = unit.basis;
  }
  datum.shape.sets = block->sets;
  datum.file = table->folder->shown;
  if (datum.source.empty()) datum.source = table->folder->accounts.title;
  const std::size_t n = table->folder->accounts.size();
  for (const std::size_t i : block->members[0]) {
    if (taken->rank == 1) {
      datum.values.push_back(taken->values[i]);
      continue;
    }
    for (const std::size_t j : block->members[1])
      datum.values.push_back(taken->values[i * n + j]);
  }
}

}  // namespace leontide::scenario
