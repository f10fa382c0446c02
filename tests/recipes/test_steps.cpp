// A recipe on a small province, driven from C++: what each step promises.
#include "recipes/product.hpp"
#include "support/province.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/files/read.hpp"

namespace leontide::table {

TEST_CASE("A recipe gives a table that balances and meets the official totals") {
  const Sources sources;
  const recipes::Workbench bench = run(Steps().recipe(), sources);
  const CheckReport found = check(bench.table, {1e-12});
  INFO(to_json(found));
  CHECK(found.passed());
  CHECK(total_of(bench, 0) == Approx(500).epsilon(1e-12));
  CHECK(total_of(bench, 1) == Approx(300).epsilon(1e-12));
  CHECK(bench.table.unit == "2e4 CNY");
  CHECK(bench.history.size() == 8);
  CHECK_THAT(bench.history[0], Catch::Contains("import: Province") && Catch::Contains("[test]"));
  CHECK(bench.sources.inputs.size() == 14);  // seven files a table
  // Expenditure gives value added too: all uses less what comes from outside.
  const double uses = sum(bench.table.final_demand.values.values);
  CHECK(uses - sum(bench.table.flows_imported.values) == Approx(800).epsilon(1e-12));
}

TEST_CASE("Exports meet their total under the cap, and outflow its bound") {
  const Sources sources;
  Steps steps;
  steps.close.exports.at_most = 0.09;
  steps.close.outflow_at_least = 0.3;
  const recipes::Workbench bench = run(steps.recipe(), sources);
  const std::vector<double> exports = bench.table.final_demand.column("export");
  const std::vector<double> outflow = bench.table.final_demand.column("outflow");
  CHECK(exports[0] + exports[1] + exports[2] == Approx(120).epsilon(1e-12));
  // Outside the list: the province's rate, 20 of 1000.
  CHECK(exports[3] == Approx(0.02 * bench.table.output[3]).epsilon(1e-12));
  bool cut = false;
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(exports[i] <= 0.09 * bench.table.output[i] * (1 + 1e-12));
    CHECK(outflow[i] >= 0.3 * bench.table.output[i] * (1 - 1e-12));
    cut = cut || bench.kept[i] < 1;
  }
  CHECK(cut);
  CHECK(check(bench.table, {1e-12}).passed());
}

TEST_CASE("Local requirements never pass total requirements") {
  const Sources sources;
  for (const LocationMethod method :
       {LocationMethod::slq, LocationMethod::cilq, LocationMethod::flq, LocationMethod::aflq}) {
    Steps steps;
    steps.regionalise.method = method;
    if (!table::is_sized(method)) steps.regionalise.delta.reset();
    const recipes::Workbench bench = run(steps.recipe(), sources);
    for (const double imported : bench.table.flows_imported.values)
      CHECK(imported >= 0);
  }
}

TEST_CASE("Balancing to other totals moves the table there by GRAS") {
  const Sources sources;
  Steps steps;
  steps.balance.value_added = {{"goods", 520}, {"services", 330}};
  const recipes::Workbench bench = run(steps.recipe(), sources);
  REQUIRE(bench.done.size() == 1);
  CHECK(std::get<recipes::BalanceDone>(bench.done[0].what).record.iterations() > 0);
  CHECK(total_of(bench, 0) == Approx(520).epsilon(1e-9));
  CHECK(total_of(bench, 1) == Approx(330).epsilon(1e-9));
  CHECK(check(bench.table, {1e-9}).passed());
  // What is zero or negative stays so.
  CHECK(bench.table.flows(0, 3) == 0);
}

TEST_CASE("A reference table that does not change leaves technology as it is") {
  const Sources sources;
  const recipes::Workbench bench = run(Steps().recipe(), sources);
  const Accounts base = province();
  const Matrix a = coefficients(base, Requirements::total).values;
  for (std::size_t k = 0; k < a.values.size(); ++k)
    CHECK(bench.technology.coefficients.values[k] == Approx(a.values[k]).epsilon(1e-12));
}

TEST_CASE("The companion adds up after computing and keeps both multipliers") {
  const Sources sources;
  const recipes::Workbench bench = run(Steps().recipe(), sources);
  REQUIRE(bench.companions.size() == 1);
  const recipes::CompanionTable& companion = bench.companions[0];
  CHECK(codes(companion.accounts) == std::vector<std::string>{"farms", "goods", "services", "banks"});
  CHECK(companion.accounts.sectors[1].name_zh == "货物");
  CHECK(check(companion.accounts, {1e-12}).passed());
  // Every group has one sector here, so both ways agree.
  for (std::size_t g = 0; g < 4; ++g)
    CHECK(companion.multipliers_fine[g] == Approx(companion.multipliers_coarse[g]).epsilon(1e-12));
}

TEST_CASE("The product folder reads back, names its inputs and repeats byte for byte") {
  const Sources sources;
  const Steps steps;
  const recipes::Recipe recipe = steps.recipe();
  const recipes::Workbench bench = run(recipe, sources);
  const fs::path folder = sources.path() / "city";
  recipes::write_product(bench, recipe, {"city.yaml", "abc"}, folder);
  Diagnostics diagnostics;
  const auto back = read(folder, "city", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(back);
  CHECK(back->flows == bench.table.flows);
  CHECK(back->history == bench.history);
  CHECK(back->sector_columns == std::vector<std::string>{"broad"});
  CHECK(check(*back, {1e-12}).passed());
  const std::string meta = text_of(folder / "meta.json");
  CHECK_THAT(meta, Catch::Contains("province/flows.csv") && Catch::Contains("\"verdict\": \"pass\""));
  CHECK_THAT(meta, !Catch::Contains(sources.path().string()));
  for (const char* file :
       {"flows.csv", "flows_imported.csv", "regional_purchase.csv", "structure.csv", "README.md"})
    CHECK(fs::exists(folder / file));
  CHECK(fs::exists(sources.path() / "clusters" / "multipliers.csv"));
  recipes::write_product(run(recipe, sources), recipe, {"city.yaml", "abc"}, sources.path() / "again");
  CHECK(text_of(sources.path() / "again" / "meta.json") == meta);
  CHECK(text_of(sources.path() / "again" / "flows.csv") == text_of(folder / "flows.csv"));
}

}  // namespace leontide::table
