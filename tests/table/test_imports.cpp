// Imports as a negative use and apart: both treatments, and the way between them.
#include <catch2/catch.hpp>

#include "support/province.hpp"
#include "support/published.hpp"
#include "support/shared.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"
#include "table/imports.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

TEST_CASE(
    "Import proportionality takes one share of a product for every domestic user and none for exports") {
  Accounts table = province();
  const Accounts apart = separate_imports(table);
  CHECK(apart.origins == Origins::local);
  CHECK(check(apart, {1e-12}).passed());
  CHECK_FALSE(apart.final_demand.find("import"));
  for (std::size_t i = 0; i < 4; ++i) {
    double domestic = sum(table.flows.row(i)) + table.final_demand.column("household")[i] +
                      table.final_demand.column("stocks")[i];
    const double share = -table.final_demand.column("import")[i] / domestic;
    for (std::size_t j = 0; j < 4; ++j)
      CHECK(apart.flows_imported(i, j) == Approx(share * table.flows(i, j)));
    CHECK(apart.final_demand_imported.column("household")[i] ==
          Approx(share * table.final_demand.column("household")[i]));
    CHECK(apart.final_demand_imported.column("export")[i] == 0);
    CHECK(sum(apart.flows_imported.row(i)) + sum(apart.final_demand_imported.values.row(i)) ==
          Approx(-table.final_demand.column("import")[i]));
  }
  CHECK_THAT(apart.history.back(), Catch::Contains("import proportionality"));
}

TEST_CASE("Adding local and imported amounts up again gives the competitive table back") {
  const Accounts table = province();
  const Accounts back = join_imports(separate_imports(table));
  CHECK(back.origins == Origins::all);
  CHECK(check(back, {1e-12}).passed());
  for (std::size_t c = 0; c < back.flows.values.size(); ++c)
    CHECK(back.flows.values[c] == Approx(table.flows.values[c]));
  for (const char* use : {"household", "stocks", "export", "outflow", "import"}) {
    for (std::size_t i = 0; i < 4; ++i)
      CHECK(back.final_demand.column(use)[i] == Approx(table.final_demand.column(use)[i]).margin(1e-9));
  }
}

TEST_CASE("Imports beyond domestic use are re-exports, and beyond exports too are refused") {
  Accounts table;
  table.sectors = {{"a", "", "", "", {}}, {"b", "", "", "", {}}};
  table.origins = Origins::all;
  table.unit = "1e8 CNY";
  table.flows = Matrix(2, 2, {10, 20, 5, 5});
  table.final_demand = {{"household", "export", "import"}, Matrix(2, 3, {10, 100, -60, 80, 20, -10})};
  table.output = {80, 100};
  table.value_added_total = {65, 75};
  const Accounts apart = separate_imports(table);
  CHECK(check(apart, {1e-12}).passed());
  CHECK(apart.flows(0, 1) == 0);
  CHECK(apart.final_demand_imported.column("export")[0] == Approx(20));
  CHECK_THAT(apart.history.back(), Catch::Contains("re-exports of a"));
  table.final_demand.values(0, 2) = -200;
  CHECK_THROWS_AS(separate_imports(table), Refusal);
}

TEST_CASE("A treatment that a table has already, or cannot have, is refused in words") {
  CHECK_THROWS_AS(join_imports(province()), Refusal);
  CHECK_THROWS_AS(separate_imports(three_sectors()), Refusal);
  CHECK_THROWS_AS(join_imports(germany_1995()), Refusal);
  CHECK(join_imports(three_sectors()).final_demand.column("import") == std::vector<double>{-15, -25, 0});
}

TEST_CASE("The national tables balance under either treatment") {
  if (!have_shared("data/io")) return;
  for (const char* name : {"china_2017_42", "china_2018_42", "china_2020_42"}) {
    INFO(name);
    Diagnostics diagnostics;
    const auto table = read(shared_folder() / "data/io" / name, name, diagnostics);
    REQUIRE(table);
    const Accounts joined = join_imports(*table);
    CHECK(check(joined).passed());
    CHECK(check(separate_imports(joined)).passed());
  }
}

}  // namespace leontide::table
