// Mapping files: which rows and columns of a sheet are what.
#include <catch2/catch.hpp>

#include "support/model_text.hpp"
#include "table/files/mapping_file.hpp"

using namespace leontide;

namespace {

const std::string sound = R"(leontide: mapping/1
title: A table
region: R
year: 2017
unit: 1e4 CNY
currency: CNY
source: a book
origins: local
sheet: flows
codes: {row: 3, column: A}
names: {column: B}
sectors: {rows: 6-47, columns: C-AR}
imported: {rows: 50-91}
final_demand: {household: AT, import: -AZ}
value_added: {wages: 48, subsidies: -49}
value_added_total: 95
imported_inputs: 96
output: {column: BB}
)";

struct Read {
  std::optional<table::SheetMapping> mapping;
  std::string said;
};

Read read(const std::string& text) {
  const test::Folder folder;
  Diagnostics diagnostics;
  auto mapping = table::read_mapping(folder.write("map.yaml", text), "map.yaml", diagnostics);
  return {std::move(mapping), diagnostics.text()};
}

std::string said_of(const std::string& from, const std::string& to) {
  std::string text = sound;
  text.replace(text.find(from), from.size(), to);
  const Read found = read(text);
  CHECK_FALSE(found.mapping);
  return found.said;
}

}  // namespace

TEST_CASE("a mapping says which rows and columns are what, columns counted from 0 and rows from 1") {
  const Read found = read(sound);
  INFO(found.said);
  REQUIRE(found.mapping);
  const table::SheetMapping& m = *found.mapping;
  CHECK(m.file == "map.yaml");
  CHECK(m.sha256.size() == 64);
  CHECK(m.form.sheet == "flows");
  CHECK(m.description.title == "A table");
  CHECK(m.description.region == "R");
  CHECK(m.description.year == 2017);
  CHECK(m.description.unit == "1e4 CNY");
  CHECK(m.description.origins == table::Origins::local);
  CHECK(m.code_rows->first == 3);
  CHECK(m.code_columns->first == 0);
  CHECK(m.name_column->first == 1);
  CHECK(m.sector_rows.first == 6);
  CHECK(m.sector_rows.last == 47);
  CHECK(m.sector_columns.first == 2);
  CHECK(m.sector_columns.last == 43);
  CHECK(m.imported_rows->last == 91);
  CHECK(m.value_added_total->first == 95);
  CHECK(m.imported_inputs->first == 96);
  CHECK(m.output_column->first == 53);
  CHECK_FALSE(m.output_row);
  REQUIRE(m.final_demand.size() == 2);
  CHECK(m.final_demand[0].name == "household");
  CHECK(m.final_demand[0].at == 45);
  CHECK(m.final_demand[0].sign == 1);
  CHECK(m.final_demand[1].at == 51);
  CHECK(m.final_demand[1].sign == -1);
  REQUIRE(m.value_added.size() == 2);
  CHECK(m.value_added[0].at == 48);
  CHECK(m.value_added[1].at == 49);
  CHECK(m.value_added[1].sign == -1);
}

TEST_CASE("a mapping is refused on its line") {
  const auto told = [](const std::string& said, const std::string& part) {
    INFO(said);
    CHECK(said.find(part) != std::string::npos);
  };
  told(said_of("mapping/1", "map/1"), "mapping/1");
  told(said_of("rows: 6-47", "rows: 47-6"), "map.yaml:12:");
  told(said_of("rows: 6-47", "rows: 0-6"), "\"0-6\"");
  told(said_of("rows: 6-47", "rows: C"), "rows are numbers");
  told(said_of("columns: C-AR", "columns: 3-9"), "columns are letters");
  told(said_of("columns: C-AR", "colums: C-AR"), "\"columns\"");
  told(said_of("household: AT", "household: 45"), "columns are letters");
  told(said_of("wages: 48", "wages: AT"), "rows are numbers");
  told(said_of("value_added: {wages: 48, subsidies: -49}", "value_added: 48"), "[value]");
  told(said_of("origins: local", "origins: here"), "here");
  told(said_of("year: 2017", "year: 17"), "map.yaml:4:");
  told(said_of("sheet: flows", "separator: x"), "separator");
  told(said_of("sheet: flows", "decimal: ;"), "decimal");
  told(said_of("sheet: flows", "encoding: latin1"), "encoding");
  told(said_of("{row: 3, column: A}", "{row: 3, rows: 2-3, column: A}"), "instead of \"row\"");
  told(said_of("sheet: flows", "shete: flows"), "\"sheet\"");
}
