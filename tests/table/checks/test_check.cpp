#include <algorithm>
#include <catch2/catch.hpp>

#include "support/published.hpp"
#include "table/checks/check.hpp"

namespace leontide::table {

namespace {

std::vector<TableFault> faults(const CheckReport& found) {
  std::vector<TableFault> out;
  for (const Finding& finding : found.findings)
    out.push_back(finding.fault);
  return out;
}

}  // namespace

TEST_CASE("A balanced table passes with errors at rounding") {
  for (const Accounts& accounts : {germany_1995(), three_sectors()}) {
    const CheckReport found = check(accounts);
    INFO(to_json(found));
    CHECK(found.passed());
    CHECK(found.findings.empty());
    CHECK(found.rows.largest_relative < 1e-14);
    CHECK(found.columns.largest_relative < 1e-14);
  }
}

TEST_CASE("The misprinted output of German industry is reported with both numbers, and nothing is repaired") {
  const Accounts printed = germany_1995_as_printed();
  const CheckReport found = check(printed);
  CHECK_FALSE(found.passed());
  REQUIRE(faults(found) ==
          std::vector<TableFault>{TableFault::unbalanced_row, TableFault::unbalanced_column});
  for (const Finding& finding : found.findings) {
    CHECK(finding.label == "industry");
    CHECK(finding.found == 1079446);
    CHECK(finding.expected == 1079400);
    CHECK(finding.tolerance <= 6);  // half a unit for each printed number
    CHECK_THAT(finding.what, Catch::Contains("industry") && Catch::Contains("1079446") &&
                                 Catch::Contains("1079400") && Catch::Contains("allowed"));
    CHECK_THAT(finding.hint, Catch::Contains("output.csv"));
  }
  CHECK(found.rows.largest_relative_label == "industry");
  CHECK(found.rows.largest_relative == Approx(46. / 1079446));
  CHECK(printed.output[1] == 1079400);
  Diagnostics diagnostics;
  report(found, "germany", diagnostics);
  CHECK_THAT(diagnostics.text(),
             Catch::Contains("germany/flows.csv: error: the row of industry sums to 1079446"));
}

TEST_CASE("A tolerance that covers the misprint lets it pass") {
  CHECK(check(germany_1995_as_printed(), {1e-4}).passed());
}

TEST_CASE("Each fault of a table is named") {
  Accounts table = three_sectors();
  SECTION("an unbalanced column") {
    table.value_added_total[1] += 10;
    table.value_added = {};
    CHECK(faults(check(table)) == std::vector<TableFault>{TableFault::unbalanced_column});
  }
  SECTION("components of value added that do not sum to its total are a warning") {
    table.value_added.values(1, 0) += 10;
    const CheckReport found = check(table);
    CHECK(faults(found) == std::vector<TableFault>{TableFault::unbalanced_parts});
    CHECK(found.passed());
  }
  SECTION("negative value added is a warning") {
    table.value_added_total[0] -= 80;
    table.value_added = {};
    table.flows_imported(0, 0) += 80;
    const CheckReport found = check(table);
    CHECK(faults(found) ==
          std::vector<TableFault>{TableFault::negative_value_added, TableFault::unproductive_column});
    CHECK(found.passed());
  }
  SECTION("a negative flow is a warning") {
    table.flows(0, 1) = -20;
    table.flows_imported(0, 1) += 40;
    table.final_demand.values(0, 0) += 40;
    const CheckReport found = check(table);
    CHECK(faults(found) == std::vector<TableFault>{TableFault::negative_flow});
    CHECK(found.passed());
  }
  SECTION("a sector with inputs but no output") {
    table.output[0] = 0;
    const auto found = faults(check(table));
    CHECK(std::count(found.begin(), found.end(), TableFault::zero_output) == 1);
    CHECK_FALSE(check(table).passed());
  }
  SECTION("a negative output") {
    table.output[0] = -1;
    const auto found = faults(check(table));
    CHECK(std::count(found.begin(), found.end(), TableFault::negative_output) == 1);
  }
  SECTION("a table that uses more than it makes") {
    table.flows(1, 1) += 200;
    table.final_demand.values(1, 1) -= 200;
    table.value_added_total[1] -= 200;
    table.value_added = {};
    const CheckReport found = check(table);
    CHECK(faults(found) == std::vector<TableFault>{TableFault::negative_value_added,
                                                   TableFault::unproductive_column,
                                                   TableFault::unproductive});
    CHECK(found.spectral_radius > 1);
    CHECK_FALSE(found.passed());
  }
}

TEST_CASE("A sector that is wholly empty is a note") {
  Accounts table = three_sectors();
  table.sectors.push_back({"d", "None", "", "goods", {}});
  Matrix wider(4, 4);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j)
      wider(i, j) = table.flows(i, j) + table.flows_imported(i, j);
  }
  table.flows = wider;
  table.flows_imported = {};
  table.final_demand = {};
  std::vector<double> demand = {100 - 50., 200 - 70., 150 - 60., 0};
  table.final_demand.add("all", demand);
  table.value_added = {};
  table.value_added_total.push_back(0);
  table.output.push_back(0);
  const CheckReport found = check(table);
  INFO(to_json(found));
  CHECK(found.passed());
  CHECK(faults(found) == std::vector<TableFault>{TableFault::zero_output});
}

TEST_CASE("Output that is the sum of printed cells is as rough as they are, for its column too") {
  Accounts table;
  table.unit = "million EUR";
  table.origins = Origins::local;
  table.sectors = {{"a", "A", "", "", {}}, {"b", "B", "", "", {}}};
  table.flows = Matrix(2, 2, {10.1, 2.2, 5.3, 2.7});
  table.final_demand = {{"household", "gfcf"}, Matrix(2, 2, {30.3, 1.1, 2.2, 3.3})};
  table.output = {43.7, 13.5};
  // The column of a sums to 0.3 too much: more than its own cells allow, and less than the row's do.
  table.value_added_total = {28.6, 8.6};
  CHECK(check(table).passed());
  table.output[0] = 43.6;
  const auto found = faults(check(table));
  CHECK(std::find(found.begin(), found.end(), TableFault::unbalanced_column) != found.end());
}

}  // namespace leontide::table
