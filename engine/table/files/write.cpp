#include "table/files/write.hpp"

#include "base/csv.hpp"
#include "base/gzip.hpp"
#include "base/numbers.hpp"

namespace leontide::table {

namespace {

std::string sectors_csv(const Accounts& accounts) {
  std::string out = "code,name_en,name_zh,cluster";
  for (const std::string& name : accounts.sector_columns)
    out += "," + csv_field(name);
  out += "\n";
  for (const Sector& sector : accounts.sectors) {
    out += csv_field(sector.code) + "," + csv_field(sector.name_en) + "," + csv_field(sector.name_zh) + "," +
           csv_field(sector.cluster);
    for (const std::string& text : sector.other)
      out += "," + csv_field(text);
    out += "\n";
  }
  return out;
}

Categories value_added_columns(const Accounts& accounts) {
  Categories columns = accounts.value_added;
  if (!accounts.imported_inputs.empty()) columns.add("imported_inputs", accounts.imported_inputs);
  columns.add("total", accounts.value_added_total);
  return columns;
}

}  // namespace

std::string square_csv(const std::vector<std::string>& codes, const Matrix& matrix) {
  return categories_csv(codes, {codes, matrix});
}

std::string categories_csv(const std::vector<std::string>& codes, const Categories& categories) {
  std::string out = "code";
  for (const std::string& name : categories.names)
    out += "," + csv_field(name);
  out += "\n";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    out += csv_field(codes[i]);
    for (const double value : categories.values.row(i))
      out += "," + print_number(value);
    out += "\n";
  }
  return out;
}

void write(const Accounts& accounts, const std::string& meta, AtomicDirectory& folder, bool gzip) {
  const std::vector<std::string> rows = codes(accounts);
  const auto put = [&](const std::string& name, const std::string& text) {
    folder.write(gzip ? name + ".gz" : name, gzip ? gzipped(text) : text);
  };
  Categories output;
  output.add("output", accounts.output);
  folder.write("sectors.csv", sectors_csv(accounts));
  put("flows.csv", square_csv(rows, accounts.flows));
  put("final_demand.csv", categories_csv(rows, accounts.final_demand));
  put("value_added.csv", categories_csv(rows, value_added_columns(accounts)));
  put("output.csv", categories_csv(rows, output));
  if (!accounts.flows_imported.empty()) {
    put("flows_imported.csv", square_csv(rows, accounts.flows_imported));
  }
  if (!accounts.final_demand_imported.empty()) {
    put("final_demand_imported.csv", categories_csv(rows, accounts.final_demand_imported));
  }
  if (!accounts.other_inputs.empty()) {
    put("other_inputs.csv", categories_csv(rows, accounts.other_inputs));
  }
  if (!accounts.regional_supply.empty()) {
    put("regional_supply.csv", categories_csv(rows, accounts.regional_supply));
  }
  folder.write("meta.json", meta);
}

bool stands_in_table(const std::filesystem::path& file) {
  const std::string meta = beginning_of(file.parent_path() / "meta.json", 1U << 20U);
  const auto has = [&](const char* key) { return meta.find(key) != std::string::npos; };
  return has("\"n_sectors\":") && has("\"checks\":");
}

std::vector<std::string> table_file_names() {
  std::vector<std::string> names{"meta.json"};
  for (const char* name : {"sectors", "flows", "final_demand", "value_added", "output", "flows_imported",
                           "final_demand_imported", "other_inputs", "regional_supply"}) {
    for (const char* ending : {".csv", ".csv.gz"})
      names.push_back(std::string(name) + ending);
  }
  return names;
}

}  // namespace leontide::table
