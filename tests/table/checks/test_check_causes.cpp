// A malformed table of each kind is named for what it is.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "support/province.hpp"
#include "support/published.hpp"
#include "support/shared.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"

namespace leontide::table {

namespace {

/// The one error of a table, which must name its cause.
Finding only_error(const CheckReport& found) {
  INFO(to_json(found));
  std::vector<Finding> errors;
  for (const Finding& finding : found.findings) {
    if (finding.severity == Severity::error) errors.push_back(finding);
  }
  REQUIRE(errors.size() == 1);
  CHECK(found.verdict() == Verdict::fail);
  CHECK_THAT(errors[0].what, !Catch::Contains("singular"));
  CHECK_THAT(found.advice(), Catch::Contains(errors[0].what));
  return errors[0];
}

bool has(const CheckReport& found, TableFault fault, Severity severity) {
  return std::any_of(found.findings.begin(), found.findings.end(), [&](const Finding& finding) {
    return finding.fault == fault && finding.severity == severity;
  });
}

void scale(std::vector<double>& values, double factor) {
  for (double& value : values)
    value *= factor;
}

void scale_row(Matrix& matrix, std::size_t row, double factor) {
  for (std::size_t j = 0; j < matrix.columns; ++j)
    matrix(row, j) *= factor;
}

void swap_rows(Matrix& matrix, std::size_t a, std::size_t b) {
  for (std::size_t j = 0; j < matrix.columns; ++j)
    std::swap(matrix(a, j), matrix(b, j));
}

Matrix transpose(const Matrix& matrix) {
  Matrix out(matrix.columns, matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      out(j, i) = matrix(i, j);
  }
  return out;
}

}  // namespace

TEST_CASE("Transposed flows are named, with imports and without") {
  for (Accounts table : {germany_1995(), province(), three_sectors()}) {
    REQUIRE(check(table).passed());
    table.flows = transpose(table.flows);
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::transposed);
    CHECK_THAT(found.what, Catch::Contains("transposed"));
  }
}

TEST_CASE("A part in another unit is named, with its factor") {
  const auto expect = [](const std::function<void(Accounts&)>& spoil, const std::string& part,
                         const std::string& factor) {
    Accounts table = germany_1995();
    spoil(table);
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::scaled_part);
    CHECK_THAT(found.what, Catch::Contains(part) && Catch::Contains(factor + " times"));
  };
  expect([](Accounts& t) { scale(t.output, 1e4); }, "output", "10000");
  expect([](Accounts& t) { scale(t.output, 1e-4); }, "output", "1/10000");
  expect([](Accounts& t) { scale(t.flows.values, 1e3); }, "intermediate part", "1000");
  expect([](Accounts& t) { scale(t.final_demand.values.values, 1.1); }, "final demand", "1.1");
  expect(
      [](Accounts& t) {
        scale(t.value_added_total, 1e-4);
        scale(t.value_added.values.values, 1e-4);
      },
      "value added", "1/10000");
  Accounts imported = three_sectors();
  scale(imported.flows_imported.values, 10);
  CHECK(only_error(check(imported)).fault == TableFault::scaled_part);
}

TEST_CASE("A row or column in another unit is named, with its sector and factor") {
  SECTION("a row's flows and final demand") {
    Accounts table = germany_1995();
    scale_row(table.flows, 3, 100);
    scale_row(table.final_demand.values, 3, 100);
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::scaled_rows);
    CHECK(found.label == "trade_transport");
    CHECK_THAT(found.what, Catch::Contains("100 times"));
  }
  SECTION("a row's flows alone") {
    Accounts table = germany_1995();
    scale_row(table.flows, 3, 1e-4);
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::scaled_rows);
    CHECK_THAT(found.what, Catch::Contains("1/10000 times") && Catch::Contains("flows are"));
  }
  SECTION("a row with its output") {
    Accounts table = germany_1995();
    scale_row(table.flows, 3, 10);
    scale_row(table.final_demand.values, 3, 10);
    table.output[3] *= 10;
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::scaled_rows);
    CHECK(found.label == "trade_transport");
  }
  SECTION("two rows") {
    Accounts table = province();
    for (const std::size_t i : {0U, 2U}) {
      scale_row(table.flows, i, 1000);
      scale_row(table.final_demand.values, i, 1000);
    }
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::scaled_rows);
    CHECK_THAT(found.what, Catch::Contains("1, 3"));
  }
  SECTION("a column") {
    Accounts table = province();
    for (std::size_t i = 0; i < 4; ++i)
      table.flows(i, 1) *= 10;
    table.value_added_total[1] *= 10;
    table.value_added = {};
    const Finding found = only_error(check(table));
    CHECK(found.fault == TableFault::scaled_columns);
    CHECK(found.label == "2");
  }
}

TEST_CASE("One wrong number of a line is no unit") {
  Accounts table = province();
  table.value_added = {};
  table.value_added_total[1] -= 0.04 * table.output[1];
  const CheckReport found = check(table);
  for (const Finding& one : found.findings)
    CHECK(one.fault != TableFault::scaled_columns);
  CHECK_FALSE(found.passed());
}

TEST_CASE("A whole table in another unit than meta.json states is named") {
  Accounts table = germany_1995();
  CheckOptions options;
  options.stated.output_total = sum(table.output) / 1000;
  const Finding found = only_error(check(table, options));
  CHECK(found.fault == TableFault::scaled_table);
  CHECK_THAT(found.what, Catch::Contains("1000 times"));
}

TEST_CASE("Coefficients in the place of flows are named") {
  Accounts table = germany_1995();
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j)
      table.flows(i, j) /= table.output[j];
  }
  const Finding found = only_error(check(table));
  CHECK(found.fault == TableFault::coefficients);
  CHECK_THAT(found.what, Catch::Contains("coefficients, not flows"));
}

TEST_CASE("Imports with the wrong sign are named") {
  Accounts table = province();
  const std::size_t imports = *table.final_demand.find("import");
  for (std::size_t i = 0; i < 4; ++i)
    table.final_demand.values(i, imports) *= -1;
  const Finding found = only_error(check(table));
  CHECK(found.fault == TableFault::wrong_sign);
  CHECK(found.label == "import");
  CHECK_THAT(found.what, Catch::Contains("wrong sign"));
}

TEST_CASE("Rows that stand beside other labels are named") {
  Accounts rows = germany_1995();
  swap_rows(rows.flows, 1, 4);
  CHECK(only_error(check(rows)).fault == TableFault::permuted_rows);
  Accounts demand = germany_1995();
  swap_rows(demand.final_demand.values, 1, 4);
  CHECK_THAT(only_error(check(demand)).what, Catch::Contains("rows of final demand"));
  Accounts value_added = germany_1995();
  std::swap(value_added.value_added_total[1], value_added.value_added_total[4]);
  value_added.value_added = {};
  CHECK_THAT(only_error(check(value_added)).what, Catch::Contains("rows of value added"));
  Accounts columns = germany_1995();
  columns.flows = transpose(columns.flows);
  swap_rows(columns.flows, 1, 4);
  columns.flows = transpose(columns.flows);
  CHECK(only_error(check(columns)).fault == TableFault::permuted_columns);
}

TEST_CASE("A table turned over as a whole is known by its names") {
  Accounts table = germany_1995();
  table.flows = transpose(table.flows);
  std::swap(table.final_demand, table.value_added);
  table.value_added_total = row_sums(table.value_added.values);
  table.imported_inputs = {};
  const CheckReport found = check(table);
  CHECK(has(found, TableFault::swapped_axes, Severity::error));
  CHECK_FALSE(found.passed());
}

TEST_CASE("A sector that is missing, empty or twice there is named") {
  SECTION("missing against meta.json") {
    CheckOptions options;
    options.stated.sectors = 7;
    CHECK(only_error(check(germany_1995(), options)).fault == TableFault::missing_sector);
  }
  SECTION("a zero row") {
    Accounts table = three_sectors();
    scale_row(table.flows, 1, 0);
    scale_row(table.final_demand.values, 1, 0);
    CHECK(has(check(table), TableFault::zero_row, Severity::error));
  }
  SECTION("a zero column") {
    Accounts table = province();
    for (std::size_t i = 0; i < 4; ++i)
      table.flows(i, 1) = 0;
    table.value_added_total[1] = 0;
    table.value_added = {};
    CHECK(has(check(table), TableFault::zero_column, Severity::error));
  }
  SECTION("twice there") {
    Accounts table;
    table.title = "Twins";
    table.unit = "1e8 CNY";
    table.sectors = {{"a", "One", "", "", {}}, {"b", "One", "", "", {}}};
    table.flows = Matrix(2, 2, {10, 10, 10, 10});
    table.final_demand.add("household", std::vector<double>{80, 80});
    table.value_added_total = {80, 80};
    table.output = {100, 100};
    const CheckReport found = check(table);
    CHECK(has(found, TableFault::duplicate_sector, Severity::warning));
    CHECK(has(found, TableFault::repeated_label, Severity::warning));
    CHECK(found.verdict() == Verdict::usable);
  }
}

TEST_CASE("Units that are missing or contradict themselves are named") {
  Accounts table = three_sectors();
  table.unit = "";
  CHECK(has(check(table), TableFault::missing_unit, Severity::warning));
  for (const char* unit : {"1e8 CNY (万元)", "million 亿元", "thousand CNY, 1e6"}) {
    INFO(unit);
    table.unit = unit;
    CHECK(has(check(table), TableFault::contradictory_unit, Severity::warning));
  }
  for (const char* unit :
       {"10 thousand CNY (万元), current producer prices", "million USD", "亿元", "1e8 CNY"}) {
    INFO(unit);
    table.unit = unit;
    CHECK_FALSE(has(check(table), TableFault::contradictory_unit, Severity::warning));
  }
  table.unit = "million USD";
  table.currency = "CNY";
  CHECK(has(check(table), TableFault::contradictory_unit, Severity::warning));
}

TEST_CASE("A balancing column is stated with its size") {
  Accounts table = three_sectors();
  table.final_demand.names[1] = "error";
  const CheckReport found = check(table);
  REQUIRE(has(found, TableFault::balancing_item, Severity::warning));
  CHECK_THAT(to_json(found), Catch::Contains("40 % of output"));
}

TEST_CASE("What printing to whole units allows passes with a note of its size") {
  Accounts table = germany_1995();
  table.output[1] += 3;
  const CheckReport found = check(table);
  INFO(to_json(found));
  CHECK(found.verdict() == Verdict::pass);
  REQUIRE(found.findings.size() == 2);
  CHECK(found.findings[0].fault == TableFault::rounding);
  CHECK_THAT(found.findings[0].what, Catch::Contains("by 3 at most, in industry"));
  table.output[1] += 4;
  CHECK_FALSE(check(table).passed());
}

TEST_CASE("A deviation that meta.json states is honoured up to that figure and no further") {
  Accounts table = germany_1995();
  table.output[1] -= 46;
  CheckOptions options;
  options.stated.rows.absolute = 46;
  options.stated.columns.of_output = 46. / table.output[1];
  CHECK(check(table, options).verdict() == Verdict::usable);
  CHECK(has(check(table, options), TableFault::stated_deviation, Severity::warning));
  options.stated.rows.absolute = 45;
  CHECK_FALSE(check(table, options).passed());
}

TEST_CASE("Findings of a kind are shown by their worst, and counted") {
  Accounts table = germany_1995();
  for (double& output : table.output)
    output = output * 1.3 + 1000;
  table.output[0] *= 2;
  const CheckReport found = check(table);
  Diagnostics diagnostics;
  report(found, "table", diagnostics, 2);
  std::size_t rows = 0;
  for (const Diagnostic& one : diagnostics.list())
    rows += one.code == "unbalanced-row" && one.severity == Severity::error ? 1U : 0U;
  CHECK(rows == 2);
  CHECK_THAT(diagnostics.text(), Catch::Contains("and 4 more of this kind (unbalanced-row)"));
}

TEST_CASE("The deviations of the world table are those its meta.json states") {
  if (!have_shared("data/io/wiod_2011_1435")) return;
  const auto folder = shared_folder() / "data/io/wiod_2011_1435";
  Diagnostics diagnostics;
  const auto table = read(folder, "wiod", diagnostics);
  REQUIRE(table);
  const CheckReport found = check(*table, {1e-6, read_stated(folder)});
  CHECK(found.verdict() == Verdict::usable);
  CHECK(found.rows.largest_absolute == 108);
  CHECK(found.rows.largest_of_output == Approx(0.8181818181818182));
  CHECK(found.rows.total_of_output == Approx(0.00041809181293954944));
  CHECK(found.columns.largest_absolute == 0);
  CHECK(found.output_total == 141767904.0);
  CHECK(found.value_added_total == 69327812.0);
  CHECK(found.spectral_radius == Approx(0.6101618961543686).epsilon(1e-8));
  CHECK(has(found, TableFault::rounding, Severity::warning));
  const auto empty = std::count_if(found.findings.begin(), found.findings.end(),
                                   [](const Finding& one) { return one.fault == TableFault::zero_output; });
  CHECK(empty == 22);
}

TEST_CASE("The estimated table of provinces is usable, with its balance and cut amounts named") {
  if (!have_shared("data/io/china_mrio_2017_1302_est")) return;
  const auto folder = shared_folder() / "data/io/china_mrio_2017_1302_est";
  Diagnostics diagnostics;
  const auto table = read(folder, "mrio", diagnostics);
  REQUIRE(table);
  const CheckReport found = check(*table, {1e-6, read_stated(folder)});
  INFO(found.advice());
  CHECK(found.verdict() == Verdict::usable);
  CHECK(found.spectral_radius == Approx(0.7111991352756751).epsilon(1e-4));
  CHECK(has(found, TableFault::balancing_item, Severity::warning));
  const auto count = [&](TableFault fault) {
    return std::count_if(found.findings.begin(), found.findings.end(),
                         [&](const Finding& one) { return one.fault == fault; });
  };
  CHECK(count(TableFault::zero_output) == 22);
  CHECK(count(TableFault::negative_value_added) == 1);
}

TEST_CASE("The national tables 2012 to 2020 pass as they are") {
  if (!have_shared("data/io")) return;
  for (const char* name : {"china_2012_139", "china_2015_42", "china_2017_42", "china_2017_149",
                           "china_2018_42", "china_2018_153", "china_2020_42", "china_2020_153"}) {
    INFO(name);
    const auto folder = shared_folder() / "data/io" / name;
    Diagnostics diagnostics;
    const auto table = read(folder, name, diagnostics);
    REQUIRE(table);
    CHECK(check(*table, {1e-6, read_stated(folder)}).verdict() == Verdict::pass);
  }
}

}  // namespace leontide::table
