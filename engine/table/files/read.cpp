#include "table/files/read.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/limits.hpp"
#include "base/reading.hpp"
#include "base/source_text.hpp"
#include "table/files/labelled.hpp"

namespace leontide::table {

namespace {

using nlohmann::json;

struct TooDeep {};

std::string text_of(const json& meta, const char* key) {
  const auto found = meta.find(key);
  return found != meta.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void read_origins(const json& meta, const std::string& file, Accounts& accounts, Diagnostics& diagnostics) {
  accounts.origins = Origins::local;
  if (accounts.flows_imported.empty() && accounts.final_demand.find("import")) {
    accounts.origins = Origins::all;
  }
  const auto found = meta.find("origins");
  if (found == meta.end()) return;
  if (*found == "all") {
    accounts.origins = Origins::all;
  } else if (*found == "local") {
    accounts.origins = Origins::local;
  } else {
    diagnostics.error("origins", {file, 0, 0, 0}, "\"origins\" is " + found->dump(),
                      "expected \"all\" or \"local\"");
  }
}

json parse_meta(const std::string& text, const std::string& file, Diagnostics& diagnostics) {
  try {
    json meta = json::parse(text, [](int depth, json::parse_event_t, json&) {
      if (depth > static_cast<int>(limits::deepest_document)) throw TooDeep{};
      return true;
    });
    if (meta.is_object()) return meta;
    diagnostics.error("json-syntax", {file, 1, 1, 0}, "this file is not a JSON object");
  } catch (const json::parse_error& error) {
    const SourceText source(file, text);
    const std::size_t offset = error.byte > 0 ? error.byte - 1 : 0;
    diagnostics.error("json-syntax", source.place(std::min(offset, text.size())),
                      "this file is not well-formed JSON");
  } catch (const TooDeep&) {
    diagnostics.error("nesting", {file, 0, 0, 0},
                      fmt::format("more than {} lists and objects stand in each other in this file",
                                  limits::deepest_document));
  } catch (const json::exception&) {  // a number beyond what a double holds
    diagnostics.error("json-syntax", {file, 0, 0, 0}, "a number in this file is too large");
  }
  return json::object();
}

std::vector<double> row_totals(const Categories& categories) {
  return row_sums(categories.values);
}

// Takes `total` and `imported_inputs` out of the components.
void split_value_added(const Categories& all, Accounts& accounts) {
  for (const std::string& name : all.names) {
    if (name == "total") continue;
    const std::vector<double> column = all.column(name);
    if (name == "imported_inputs") {
      accounts.imported_inputs = column;
    } else {
      accounts.value_added.add(name, column);
    }
  }
  accounts.value_added_total = all.find("total") ? all.column("total") : row_totals(accounts.value_added);
}

}  // namespace

void read_meta(const std::filesystem::path& folder, const std::string& shown_as, LabelledReader& reader,
               Accounts& accounts, Diagnostics& diagnostics) {
  const std::string file = shown_as + "/meta.json";
  json meta = json::object();
  ReadFault fault;
  if (const auto text = read_bytes(folder / "meta.json", &fault)) {
    meta = parse_meta(*text, file, diagnostics);
    reader.add_source("meta.json", *text);
  } else if (fault.code != "missing-file") {
    report_unread(fault, file, {file, 0, 0, 0}, diagnostics);
  } else {
    diagnostics.warning("missing-file", {file, 0, 0, 0}, "the table's title, year and unit are not known",
                        "write meta.json with title, year, unit, region and source");
  }
  accounts.title = text_of(meta, "title");
  accounts.region = text_of(meta, "region");
  accounts.unit = text_of(meta, "unit");
  accounts.currency = text_of(meta, "currency");
  accounts.source = text_of(meta, "source");
  const auto year = meta.find("year");
  if (year != meta.end() && year->is_number_integer()) accounts.year = year->get<int>();
  const auto history = meta.find("history");
  if (history != meta.end() && history->is_array()) {
    for (const json& line : *history) {
      if (line.is_string()) accounts.history.push_back(line.get<std::string>());
    }
  }
  read_origins(meta, file, accounts, diagnostics);
}

std::optional<Accounts> read(const std::filesystem::path& folder, const std::string& shown_as,
                             Diagnostics& diagnostics) {
  if (!require_folder(folder, shown_as, {shown_as, 0, 0, 0}, "this folder cannot be read",
                      "a table is a folder of CSV files", diagnostics))
    return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  LabelledReader reader(folder, shown_as, diagnostics);
  Accounts accounts;
  auto sectors = reader.sectors(accounts.sector_columns);
  if (!sectors) return std::nullopt;
  accounts.sectors = std::move(*sectors);
  const std::vector<std::string> rows = codes(accounts);

  accounts.flows = reader.matrix("flows", rows, rows).value_or(Matrix());
  accounts.final_demand = reader.categories("final_demand", rows).value_or(Categories());
  const Categories value_added = reader.categories("value_added", rows).value_or(Categories());
  const Categories output = reader.categories("output", rows).value_or(Categories());
  if (reader.has("flows_imported")) {
    accounts.flows_imported = reader.matrix("flows_imported", rows, rows).value_or(Matrix());
  }
  if (reader.has("final_demand_imported")) {
    accounts.final_demand_imported = reader.categories("final_demand_imported", rows).value_or(Categories());
  }
  if (reader.has("other_inputs")) {
    accounts.other_inputs = reader.categories("other_inputs", rows).value_or(Categories());
  }
  if (reader.has("regional_supply")) {
    accounts.regional_supply = reader.categories("regional_supply", rows).value_or(Categories());
  }
  if (!output.empty() && !output.find("output")) {
    diagnostics.error("missing-column", {shown_as + "/output.csv", 1, 0, 0}, "there is no column \"output\"");
  }
  read_meta(folder, shown_as, reader, accounts, diagnostics);
  if (diagnostics.error_count() > errors_before) return std::nullopt;

  split_value_added(value_added, accounts);
  accounts.output = output.column("output");
  accounts.inputs = reader.sources();
  return accounts;
}

}  // namespace leontide::table
