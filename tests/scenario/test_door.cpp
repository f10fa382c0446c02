// Numbers that a model takes from a table folder: what it gets, and what is refused with its place.
#include <catch2/catch.hpp>

#include "base/atomic_file.hpp"
#include "support/made_up.hpp"
#include "support/model_text.hpp"
#include "table/coefficients.hpp"
#include "table/files/write.hpp"
#include "table/imports.hpp"

namespace leontide::scenario {

namespace {

using test::Folder;

/// Four sectors in two regions and two clusters, with persons as a satellite.
table::Accounts two_regions() {
  table::Accounts accounts = table::made_up(4, 24);
  accounts.sector_columns = {"region", "weight"};
  for (std::size_t i = 0; i < 4; ++i)
    accounts.sectors[i].other = {i < 2 ? "N" : "S", std::to_string(i + 1)};
  return accounts;
}

const std::string meta = R"({"title": "Made up", "unit": "1e8 CNY", "year": 2024})";

void write_table(const Folder& folder, const table::Accounts& accounts, const std::string& meta_text = meta) {
  AtomicDirectory out(folder.path() / "t");
  table::write(accounts, meta_text, out);
  out.write("satellites.csv", "code,persons\ns0,10\ns1,20\ns2,30\ns3,40\n");
  out.commit();
}

std::string model_with(const std::string& tables, const std::string& sets, const std::string& data) {
  return "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nunits: {CNY: currency, person: people}\n"
         "tables:\n" +
         tables + "sets:\n" + sets + "data:\n" + data +
         "parameters:\n  one: 1\nvariables:\n  v: one\nindicators:\n  i: {value: v}\n";
}

const std::string town = "  town: {folder: t}\n";
const std::string all = "  sector: {table: town}\n";

std::optional<Scenario> read(const Folder& folder, const std::string& model, Diagnostics& diagnostics) {
  return read_scenario(folder.write("m.yaml", model), {}, diagnostics);
}

const language::Datum& datum(const Scenario& scenario, const std::string& name) {
  for (const auto& one : scenario.readings[0].model.data) {
    if (one.name == name) return one;
  }
  FAIL("no datum " << name);
  std::abort();
}

/// What reading the model with this one datum says.
std::string faults(const std::string& datum_text, const std::string& tables = town,
                   const std::string& sets = all, const std::string& meta_text = meta) {
  const Folder folder;
  write_table(folder, two_regions(), meta_text);
  Diagnostics diagnostics;
  const auto scenario = read(folder, model_with(tables, sets, "  d: " + datum_text + "\n"), diagnostics);
  CHECK(scenario.has_value() != diagnostics.has_errors());
  return diagnostics.text();
}

}  // namespace

TEST_CASE("Everything that can be taken from a table comes with its numbers, unit, prices and source") {
  const Folder folder;
  const table::Accounts accounts = two_regions();
  write_table(folder, accounts);
  const std::vector<std::pair<std::string, std::vector<double>>> amounts{
      {"output", accounts.output},
      {"flows", accounts.flows.values},
      {"flows_imported", accounts.flows_imported.values},
      {"imports", table::imports_by_product(accounts)},
      {"final_demand.export", accounts.final_demand.column("export")},
      {"final_demand_imported.household", accounts.final_demand_imported.column("household")},
      {"value_added.surplus", accounts.value_added.column("surplus")},
      {"value_added.total", accounts.value_added_total}};
  std::string data =
      "  A: {table: town, take: coefficients, requirements: regional}\n"
      "  T: {table: town, take: coefficients, requirements: total}\n"
      "  weight: {table: town, take: sectors.weight}\n"
      "  persons: {table: town, take: satellites.persons, unit: 1e4 person, source: counted}\n";
  for (std::size_t k = 0; k < amounts.size(); ++k)
    data += "  x" + std::to_string(k) + ": {table: town, take: " + amounts[k].first + "}\n";
  Diagnostics diagnostics;
  const auto scenario = read(folder, model_with(town, all, data), diagnostics);
  INFO(diagnostics.text());
  REQUIRE(scenario);
  CHECK(diagnostics.empty());
  for (std::size_t k = 0; k < amounts.size(); ++k) {
    INFO(amounts[k].first);
    const language::Datum& one = datum(*scenario, "x" + std::to_string(k));
    CHECK(one.values == amounts[k].second);
    CHECK(to_string(one.unit) == "1e8 CNY");
    CHECK(one.basis == language::PriceBasis::constant);
    CHECK(one.source == "Made up");
  }
  const auto of = [&](table::Requirements kind) { return table::coefficients(accounts, kind).values.values; };
  CHECK(datum(*scenario, "A").values == of(table::Requirements::regional));
  CHECK(datum(*scenario, "T").values == of(table::Requirements::total));
  CHECK(datum(*scenario, "A").unit == language::Unit{});
  CHECK(datum(*scenario, "A").requirements == language::StatedRequirements::regional);
  CHECK(datum(*scenario, "weight").values == std::vector<double>{1, 2, 3, 4});
  CHECK(datum(*scenario, "persons").values == std::vector<double>{10, 20, 30, 40});
  CHECK(to_string(datum(*scenario, "persons").unit) == "1e4 person");
  CHECK(datum(*scenario, "persons").source == "counted");
  // Every file of the folder is an input of the result.
  std::size_t files = 0;
  for (const InputFile& input : scenario->inputs)
    files += input.path.starts_with("t/") ? 1 : 0;
  CHECK(files == 9);
}

TEST_CASE("A region cuts a block, and columns of sectors.csv group it") {
  const Folder folder;
  const table::Accounts accounts = two_regions();
  write_table(folder, accounts);
  Diagnostics diagnostics;
  const auto scenario =
      read(folder,
           model_with(town,
                      "  north: {table: town, region: N}\n  south: {table: town, region: S}\n"
                      "  cluster: {of: north, by: cluster}\n  last: {of: south, codes: [s3]}\n",
                      "  x: {table: town, take: output, region: S}\n"
                      "  z: {table: town, take: flows, from: N, to: S}\n"
                      "  a: {table: town, take: flows, region: N}\n"
                      "  l: {table: town, take: output, over: [last]}\n"),
           diagnostics);
  INFO(diagnostics.text());
  REQUIRE(scenario);
  const table::Matrix& f = accounts.flows;
  CHECK(datum(*scenario, "x").values == std::vector<double>{accounts.output[2], accounts.output[3]});
  CHECK(datum(*scenario, "z").values == std::vector<double>{f(0, 2), f(0, 3), f(1, 2), f(1, 3)});
  CHECK(datum(*scenario, "a").values == std::vector<double>{f(0, 0), f(0, 1), f(1, 0), f(1, 1)});
  CHECK(datum(*scenario, "l").values == std::vector<double>{accounts.output[3]});
  const auto& sets = scenario->readings[0].model.sets;
  CHECK(sets[0].codes == std::vector<std::string>{"s0", "s1"});
  CHECK(sets[2].codes == std::vector<std::string>{"c0"});
}

TEST_CASE("What a table does not hold is refused at its line with the nearest name") {
  using Catch::Contains;
  CHECK_THAT(faults("{table: town, take: final_demand.exprot}"),
             Contains("m.yaml:10:26: error: final_demand of the table \"t\" has no column \"exprot\"") &&
                 Contains("did you mean \"export\"?"));
  CHECK_THAT(faults("{table: town, take: outputs}"), Contains("did you mean \"output\"?"));
  CHECK_THAT(faults("{table: town, take: output.x}"), Contains("\"output.x\" has no columns"));
  CHECK_THAT(faults("{table: town, take: final_demand}"), Contains("\"final_demand\" names no column"));
  CHECK_THAT(faults("{table: town, take: coefficients}"), Contains("coefficients need `requirements:`"));
  CHECK_THAT(faults("{table: town, take: output, requirements: total}"),
             Contains("`requirements:` belongs to coefficients"));
  CHECK_THAT(faults("{table: twon, take: output}"), Contains("did you mean \"town\"?"));
  CHECK_THAT(faults("{table: town}"), Contains("need the key \"take\""));
  CHECK_THAT(faults("{table: town, take: output, unit: 1e4 CNY}"), Contains("comes from the table"));
  CHECK_THAT(faults("{table: town, take: output, file: t/output.csv}"), Contains("exclude each other"));
  CHECK_THAT(faults("{table: town, take: output, region: W}"), Contains("has no region \"W\""));
  CHECK_THAT(faults("{table: town, take: output, from: N}"), Contains("`from:` cuts a matrix"));
  CHECK_THAT(faults("{table: town, take: sectors.name_en}"), Contains("is not a finite number"));
  CHECK_THAT(faults("{table: town, take: output, over: [sector, sector]}"), Contains("names 2 sets"));
  CHECK_THAT(faults("{table: town, take: output}", town, "  s: {codes: [s0]}\n"),
             Contains("no set holds the sectors of table \"town\""));
  CHECK_THAT(faults("{table: town, take: output, over: [s]}", town, "  s: {codes: [s9]}\n"),
             Contains("has no sector \"s9\", a member of set \"s\""));
  CHECK_THAT(faults("{table: town, take: output}", "  town: {folder: nowhere}\n"),
             Contains("m.yaml:6:18: error: the folder \"nowhere\" cannot be read"));
}

TEST_CASE("Unit and prices are the table's, and what the model needs of them is held against it") {
  using Catch::Contains;
  const std::string output = "{table: town, take: output}";
  const std::string dollars = R"({"title": "Made up", "unit": "1e6 USD", "year": 2024})";
  CHECK_THAT(faults(output, town, all, dollars),
             Contains("m.yaml:6:18: error: the unit of the table \"t\", \"1e6 USD\""));
  const std::string smaller = R"({"title": "Made up", "unit": "1e4 CNY", "year": 2024})";
  CHECK_THAT(faults(output, "  town: {folder: t, unit: 1e8 CNY}\n", all, smaller),
             Contains("m.yaml:6:27: error: the model takes the table \"t\" to be in 1e8 CNY, but its "
                      "meta.json says 1e4 CNY"));
  const std::string words = R"({"title": "Made up", "unit": "100 million yuan", "year": 2024})";
  CHECK(faults(output, "  town: {folder: t, unit: 1e8 CNY}\n", all, words).empty());

  const std::string older = R"({"title": "Made up", "unit": "1e8 CNY", "year": 2017})";
  CHECK_THAT(faults(output, town, all, older),
             Contains("m.yaml:6:18: error: the table \"t\" is at the prices of 2017, and the base year of "
                      "the model is 2024"));
  CHECK(faults(output, "  town: {folder: t, prices: constant}\n", all, older).empty());
  CHECK(faults("{table: town, take: output, prices: current}", town, all, older).empty());
  const std::string of_no_year = R"({"title": "Made up", "unit": "1e8 CNY"})";
  CHECK_THAT(faults(output, town, all, of_no_year), Contains("is of no stated year"));
  // Coefficients have no prices.
  CHECK(faults("{table: town, take: coefficients, requirements: total}", town, all, older).empty());
}

TEST_CASE("A table that fails its check is refused at the line that names it") {
  using Catch::Contains;
  const Folder folder;
  table::Accounts accounts = two_regions();
  accounts.final_demand.values(1, 2) += 300;
  write_table(folder, accounts);
  Diagnostics diagnostics;
  CHECK_FALSE(read(folder, model_with(town, all, "  x: {table: town, take: output}\n"), diagnostics));
  CHECK_THAT(diagnostics.text(), Contains("m.yaml:6:18: error: the table \"t\" fails its check") &&
                                     Contains("of the row of \"s1\"") &&
                                     Contains("t/final_demand.csv: error: "));
}

TEST_CASE("A table with warnings is taken, and its largest difference told") {
  using Catch::Contains;
  const Folder folder;
  table::Accounts accounts = two_regions();
  accounts.final_demand.values(1, 2) += 0.3;
  write_table(
      folder, accounts,
      R"({"title": "Made up", "unit": "1e8 CNY", "year": 2024, "checks": {"row_identity_max_abs": 0.5}})");
  Diagnostics diagnostics;
  CHECK(read(folder, model_with(town, all, "  x: {table: town, take: output}\n"), diagnostics));
  CHECK_THAT(diagnostics.text(), Contains("m.yaml:6:18: warning: the table \"t\" is usable") &&
                                     Contains("% of the row of \"s1\""));
}

TEST_CASE("A coefficient stored beside the flows is told where it is not their quotient") {
  using Catch::Contains;
  const Folder folder;
  const table::Accounts accounts = two_regions();
  write_table(folder, accounts);
  table::Matrix stored = table::coefficients(accounts, table::Requirements::regional).values;
  const std::string model =
      model_with(town, all, "  A: {table: town, take: coefficients, requirements: regional}\n");
  for (const double changed_by : {0.0, 0.001}) {
    stored(2, 1) += changed_by;
    write_file(folder.path() / "t/coefficients_regional.csv",
               table::square_csv(table::codes(accounts), stored));
    Diagnostics diagnostics;
    const auto scenario = read(folder, model, diagnostics);
    REQUIRE(scenario);
    CHECK(datum(*scenario, "A").values ==
          table::coefficients(accounts, table::Requirements::regional).values.values);
    CHECK(diagnostics.empty() == (changed_by == 0));
    if (changed_by > 0)
      CHECK_THAT(diagnostics.text(),
                 Contains("t/coefficients_regional.csv: warning: the coefficient of \"s2\" in \"s1\""));
  }
}

TEST_CASE("A data file is read in the encodings, separators and number forms that the importer knows") {
  const auto values = [](const std::string& bytes) {
    const Folder folder;
    folder.write("d.csv", bytes);
    Diagnostics diagnostics;
    const auto scenario = read_scenario(
        folder.write(
            "m.yaml",
            "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nsets: {s: {codes: [\"工业\", b]}}\n"
            "data:\n  d: {file: d.csv, over: [s]}\nvariables:\n  v: sum(d)\nindicators:\n  i: {value: v}\n"),
        {}, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(scenario);
    return datum(*scenario, "d").values;
  };
  const std::vector<double> expected{1234.5, 2};
  CHECK(values("code,x\n工业,1234.5\nb,2\n") == expected);
  CHECK(values("\xEF\xBB\xBF"
               "code,x\r\n工业,1234.5\r\nb,2\r\n") == expected);
  CHECK(values("code;x\n工业;1,234.5\nb;2\n") == expected);
  CHECK(values("code\tx\n工业\t1 234.5\nb\t2\n") == expected);
  CHECK(values("code,x\n工业,\"1,234.5\"\nb,2\n") == expected);
  // GB 2312: 工 is B9 A4, 业 is D2 B5.
  CHECK(values("code,x\n\xB9\xA4\xD2\xB5,1234.5\nb,2\n") == expected);
}

}  // namespace leontide::scenario
