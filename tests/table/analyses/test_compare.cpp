// Comparison of two tables' coefficients, and the test of a recipe's route.
#include <catch2/catch.hpp>
#include <cmath>

#include "recipes/product.hpp"
#include "support/province.hpp"
#include "table/analyses/compare.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

// Multipliers by hand: (I - A)^-1 of [0.2 0.3; 0.4 0.1] has column sums 13/6 and 11/6 (determinant 0.6).
const Matrix reference(2, 2, {0.2, 0.3, 0.4, 0.1});
const std::vector<double> output{100, 300};

}  // namespace

TEST_CASE("A table compared with itself has no error") {
  const Comparison same = compare(reference, reference, output);
  CHECK(same.total_percentage_error == 0);
  CHECK(same.weighted_percentage_error == 0);
  CHECK(same.multiplier_max == 0);
  CHECK(same.log_errors.all == 0);
  CHECK(same.log_errors.covered == 1);
  CHECK(same.referenced[0] == Approx(13. / 6).epsilon(1e-14));
  CHECK(same.referenced[1] == Approx(11. / 6).epsilon(1e-14));
}

TEST_CASE("STPE, WAPE and multiplier errors follow their definitions, by hand") {
  const Matrix estimate(2, 2, {0.3, 0.3, 0.4, 0.05});
  const Comparison found = compare(estimate, reference, output);
  CHECK(found.total_percentage_error == Approx(100 * 0.15 / 1.0).epsilon(1e-14));
  // Flows 20 90 40 30; errors 50 % of 20 and 50 % of 30, of 180 in all.
  CHECK(found.weighted_percentage_error == Approx(100 * 25. / 180).epsilon(1e-14));
  // Column sums of the inverse of [0.7 -0.3; -0.4 0.95], determinant 0.545.
  CHECK(found.estimated[0] == Approx((0.95 + 0.4) / 0.545).epsilon(1e-14));
  CHECK(found.estimated[1] == Approx((0.3 + 0.7) / 0.545).epsilon(1e-14));
  const double first = (1.35 / 0.545) / (13. / 6) - 1;
  const double second = (1.0 / 0.545) / (11. / 6) - 1;
  CHECK(found.multiplier_bias == Approx((first + second) / 2).epsilon(1e-12));
  CHECK(found.multiplier_mean == Approx((std::abs(first) + std::abs(second)) / 2).epsilon(1e-12));
  CHECK(found.multiplier_median == Approx(found.multiplier_mean).epsilon(1e-14));  // of two
  CHECK(found.multiplier_max == Approx(std::abs(first)).epsilon(1e-12));
  CHECK(found.worst == 0);
  // Row sums of flows 110 and 70 become 120 and 55, column sums 60 and 120 become 70 and 105.
  const auto spread = [](double a, double b, double weight_a, double weight_b) {
    const double share = weight_a / (weight_a + weight_b);
    return std::sqrt(share * (1 - share)) * std::abs(a - b);
  };
  CHECK(found.row_totals == Approx(spread(std::log(120. / 110), std::log(55. / 70), 110, 70)).epsilon(1e-12));
  CHECK(found.column_totals ==
        Approx(spread(std::log(70. / 60), std::log(105. / 120), 60, 120)).epsilon(1e-12));
}

TEST_CASE("A cell that the reference does not have counts in STPE, not in WAPE") {
  const Matrix sparse(2, 2, {0.2, 0, 0.4, 0.1});
  const Comparison found = compare(reference, sparse, output);
  CHECK(found.total_percentage_error == Approx(100 * 0.3 / 0.7).epsilon(1e-14));
  CHECK(found.weighted_percentage_error == 0);
  CHECK(found.log_errors.covered == 1);
}

TEST_CASE("Sectors without output in the reference are left out") {
  const Matrix with_empty(3, 3, {0.2, 0.3, 0, 0.4, 0.1, 0, 0, 0, 0});
  Matrix estimate = with_empty;
  estimate(0, 2) = 0.5;
  const Comparison found = compare(estimate, with_empty, std::vector<double>{100, 300, 0});
  CHECK(found.sectors == std::vector<std::size_t>{0, 1});
  CHECK(found.total_percentage_error == 0);
  CHECK(found.multiplier_max == 0);
}

TEST_CASE("Errors by row and by column alone are told apart exactly") {
  Matrix weights(3, 4);
  Matrix truth(3, 4);
  for (std::size_t k = 0; k < 12; ++k) {
    weights.values[k] = 1 + static_cast<double>((7 * k) % 5);
    truth.values[k] = 0.01 * static_cast<double>(k + 1);
  }
  const std::vector<double> rows{1.5, 0.8, 1.1};
  const std::vector<double> columns{0.9, 1.2, 1, 0.7};
  const auto sd = [&](const std::vector<double>& factors, const std::vector<double>& mass) {
    double mean = 0;
    double square = 0;
    for (std::size_t k = 0; k < factors.size(); ++k)
      mean += mass[k] * std::log(factors[k]) / sum(mass);
    for (std::size_t k = 0; k < factors.size(); ++k)
      square += mass[k] * std::pow(std::log(factors[k]) - mean, 2) / sum(mass);
    return std::sqrt(square);
  };
  const Matrix estimate = scale_columns(scale_rows(truth, rows), columns);
  const LogErrors found = log_errors(estimate, truth, weights);
  CHECK(found.rows == Approx(sd(rows, row_sums(weights))).epsilon(1e-10));
  CHECK(found.columns == Approx(sd(columns, column_sums(weights))).epsilon(1e-10));
  CHECK(found.cells == Approx(0).margin(1e-10));

  // A common factor is the mean alone; the other way round it has the other sign.
  Matrix scaled = truth;
  for (double& value : scaled.values)
    value *= 2;
  CHECK(log_errors(scaled, truth, weights).mean == Approx(std::log(2)).epsilon(1e-14));
  CHECK(log_errors(truth, scaled, weights).mean == Approx(-std::log(2)).epsilon(1e-14));
  CHECK(log_errors(scaled, truth, weights).all == Approx(0).margin(1e-14));
}

TEST_CASE("What cannot be compared is refused") {
  CHECK_THROWS_AS(compare(Matrix(3, 3), reference, output), Refusal);
  CHECK_THROWS_AS(compare(reference, Matrix(2, 2), output), Refusal);
  CHECK_THROWS_AS(compare(reference, reference, std::vector<double>{1}), Refusal);
  CHECK_THROWS_AS(compare(Matrix(2, 2, {0.9, 0.9, 0.9, 0.9}), reference, output), Refusal);
}

namespace {

// The province five years on: every mill buys a tenth less of each product and adds that much value.
Accounts later_province() {
  Accounts out = province();
  for (std::size_t i = 0; i < 4; ++i) {
    const double saved = 0.1 * out.flows(i, 1);
    out.flows(i, 1) -= saved;
    out.value_added_total[1] += saved;
    out.value_added.values(1, 1) += saved;
    out.final_demand.values(i, 0) += saved;
  }
  return out;
}

Accounts nation(Accounts accounts) {
  accounts.origins = Origins::local;
  accounts.flows_imported = accounts.flows;
  for (double& flow : accounts.flows.values)
    flow *= 0.9;
  for (double& flow : accounts.flows_imported.values)
    flow *= 0.1;
  // What is imported is not in the rows: the final uses that stood for it go.
  for (std::size_t i = 0; i < accounts.size(); ++i)
    accounts.final_demand.values(i, 0) += sum(accounts.flows_imported.row(i));
  return accounts;
}

recipes::RouteTest route_test() {
  recipes::RouteTest test;
  test.from = {"province", ""};
  test.to = {"late", ""};
  test.wider_from = {"nation", ""};
  test.wider_to = {"late_nation", ""};
  test.weights = {1, 0.5};
  test.deltas = {0, 0.3};
  test.place = {"city.yaml", 99, 1, 1};
  return test;
}

const recipes::RouteError& route_of(const recipes::MeasuredError& measured, const std::string& text) {
  for (const recipes::RouteError& route : measured.routes) {
    if (route.route.find(text) != std::string::npos) return route;
  }
  FAIL("no route " << text);
  return measured.routes.front();
}

}  // namespace

TEST_CASE("A change that area and nation share is found in full by the route with weight 1") {
  const Sources sources;
  sources.put("late", later_province());
  sources.put("nation", nation(province()));
  sources.put("late_nation", nation(later_province()));
  recipes::Recipe recipe = Steps().recipe();
  recipe.test = route_test();
  const recipes::Workbench bench = run(recipe, sources);
  REQUIRE(bench.measured);
  const recipes::MeasuredError& measured = *bench.measured;
  const recipes::RouteError& kept = route_of(measured, "early coefficients kept");
  CHECK(kept.error.weighted_percentage_error > 1);
  CHECK(route_of(measured, "moved by 1").error.weighted_percentage_error == Approx(0).margin(1e-9));
  CHECK(route_of(measured, "moved by 1").value_added->mean_absolute == Approx(0).margin(1e-12));
  // Mills keep 1500 of an output of 4000, then 1750: a share of 0.375, then 0.4375, of half of all output.
  CHECK(kept.value_added->mean_absolute == Approx(0.0625 / 2).epsilon(1e-9));
  const double odds = std::log((0.375 / 0.625) / (0.4375 / 0.5625));
  CHECK(kept.value_added->log_odds == Approx(std::abs(odds) / 2).epsilon(1e-9));
  const double half = route_of(measured, "moved by 0.5").error.weighted_percentage_error;
  CHECK(half > 0);
  CHECK(half < kept.error.weighted_percentage_error);
  // The change is in one column, so that the late margins tell it exactly.
  CHECK(route_of(measured, "kept, RAS").error.weighted_percentage_error == Approx(0).margin(1e-6));
  // Area and nation are alike: quotients are 1 and only the domestic shares (0.9) stand between them.
  CHECK(route_of(measured, "late coefficients, FLQ with delta 0").error.weighted_percentage_error ==
        Approx(route_of(measured, "late coefficients, SLQ").error.weighted_percentage_error).epsilon(1e-9));
  CHECK(measured.purchase_shares == 0);
  // The test is no input of the table.
  CHECK(bench.sources.tables.size() == 2);
  CHECK(measured.sources.tables.size() == 4);
  CHECK(bench.table.flows == run(Steps().recipe(), sources).table.flows);
  CHECK_THAT(recipes::measured_readme(measured), Catch::Contains("moved by 0.5 of the wider area's change"));
}

TEST_CASE("A test whose tables are missing or unlike stops the recipe at its place") {
  const Sources sources;
  recipes::Recipe recipe = Steps().recipe();
  recipe.test = route_test();
  CHECK(faults(recipe, sources).list()[0].code == "missing-folder");
  sources.put("late", later_province());
  sources.put("nation", nation(province()));
  sources.put("late_nation", later_province());  // does not tell domestic from imported flows
  const Diagnostics diagnostics = faults(recipe, sources);
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].place.line == 99);
  CHECK(diagnostics.list()[0].code == "no-such-origin");
}

}  // namespace leontide::table
