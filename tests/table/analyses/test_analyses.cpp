// Exact algebra: what holds of every table, whatever its numbers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "support/close.hpp"
#include "support/made_up.hpp"
#include "support/published.hpp"
#include "table/analyses/chain_position.hpp"
#include "table/analyses/content.hpp"
#include "table/analyses/household_closure.hpp"
#include "table/analyses/influence.hpp"
#include "table/analyses/linkages.hpp"
#include "table/analyses/price_model.hpp"
#include "table/changes/aggregate.hpp"
#include "table/imports.hpp"
#include "table/leontief_system.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

Matrix regional(const Accounts& table) {
  return coefficients(table, Requirements::regional).values;
}

std::vector<double> inputs_per_unit(const Accounts& table) {
  return import_coefficients(table, known_requirements(table));
}

}  // namespace

TEST_CASE("A factorised system gives what the inverse gives") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Matrix a = regional(made_up(9, seed));
    const LeontiefSystem system(a);
    const Matrix l = system.inverse();
    std::vector<double> weights;
    for (std::size_t i = 0; i < 9; ++i)
      weights.push_back(static_cast<double>(i + 1));
    require_relatively_close(system.outputs(weights), multiply(l, weights), 1e-12);
    require_relatively_close(system.effects(weights), multiply(weights, l), 1e-12);
    require_relatively_close(system.outputs(Matrix(9, 1, weights)).values, multiply(l, weights), 1e-12);
    for (std::size_t i = 0; i < 9; ++i) {
      for (std::size_t j = 0; j < 9; ++j) {
        double cell = l(i, j);
        for (std::size_t k = 0; k < 9; ++k)
          cell -= l(i, k) * a(k, j);
        CHECK(cell == Approx(i == j ? 1 : 0).margin(1e-13));
      }
    }
  }
}

TEST_CASE("The Ghosh inverse is the Leontief inverse seen through output: G = diag(x)^-1 L diag(x)") {
  for (const std::uint64_t seed : {4, 5}) {
    const Accounts table = made_up(8, seed);
    const Matrix a = regional(table);
    const Matrix g = leontief_inverse(allocation_from(a, table.output));
    const Matrix l = leontief_inverse(a);
    for (std::size_t i = 0; i < 8; ++i) {
      for (std::size_t j = 0; j < 8; ++j)
        CHECK(g(i, j) == Approx(l(i, j) * table.output[j] / table.output[i]).epsilon(1e-12));
    }
  }
}

TEST_CASE("Value-added multipliers times final demand sum to value added, and imports are all the rest") {
  for (const std::uint64_t seed : {1, 7, 11}) {
    const Accounts table = made_up(10, seed);
    const std::vector<DirectCoefficients> direct{{"value_added", value_added_shares(table)}};
    const MultiplierReport found = multiplier_report(regional(table), direct, std::nullopt);
    const std::vector<double> demand = row_sums(table.final_demand.values);
    double value_added = 0;
    for (std::size_t i = 0; i < demand.size(); ++i)
      value_added += found.effects[0].total[i] * demand[i];
    CHECK(value_added == Approx(sum(table.value_added_total)).epsilon(1e-12));
    const UnitContent unit = unit_content(table, known_requirements(table));
    for (std::size_t j = 0; j < demand.size(); ++j)
      CHECK(unit.import_total[j] + unit.value_added[j] == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("Imports in final uses are all the table's imports") {
  for (const Accounts& table : {made_up(10, 3), join_imports(made_up(10, 3))}) {
    const KnownRequirements known = known_requirements(table);
    double all = 0;
    for (const UseContent& use : use_contents(table, known, unit_content(table, known)))
      all += use.import_direct + use.import_embodied;
    const Accounts made = made_up(10, 3);
    CHECK(all == Approx(sum(made.flows_imported.values) + sum(made.final_demand_imported.values.values))
                     .epsilon(1e-12));
  }
}

TEST_CASE("A table that loses its import columns by user keeps both identities and its imports") {
  const Accounts made = made_up(6, 2);
  const Accounts all = join_imports(made);
  CHECK(all.origins == Origins::all);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(sum(all.flows.row(i)) + sum(all.final_demand.values.row(i)) ==
          Approx(all.output[i]).epsilon(1e-13));
  }
  const KnownRequirements known = known_requirements(all);
  CHECK(known.basis == OriginBasis::import_shares);
  CHECK(known.clipped == 0);
  // x = (I - m) (A x + domestic use) + exports holds by the definition of the shares.
  const UsesByOrigin uses = uses_by_origin(all, known);
  const std::vector<double> used = multiply(known.regional->values, all.output);
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(used[i] + sum(uses.local.values.row(i)) == Approx(all.output[i]).epsilon(1e-12));
}

TEST_CASE("Type II multipliers come from the inverse closed with households") {
  const Accounts table = made_up(7, 9);
  const KnownRequirements known = known_requirements(table);
  const HouseholdColumns columns = household_columns(table);
  CHECK(columns.income == "compensation");
  CHECK(columns.consumption == std::vector<std::string>{"household"});
  const Households households = household_closure(table, known, Requirements::regional, columns);
  const std::vector<DirectCoefficients> direct{{"income", households.income}};
  const MultiplierReport found = multiplier_report(known.regional->values, direct, households);
  const Matrix closed =
      leontief_inverse(close_households(known.regional->values, households.income, households.consumption));
  for (std::size_t j = 0; j < 7; ++j) {
    double output = 0;
    for (std::size_t i = 0; i < 7; ++i)
      output += closed(i, j);
    CHECK(found.output_closed[j] == Approx(output).epsilon(1e-12));
    CHECK(found.effects[0].total_closed[j] == Approx(closed(7, j)).epsilon(1e-12));
  }
  for (std::size_t j = 0; j < 7; ++j)
    CHECK(found.effects[0].type_two[j] == Approx(closed(7, j) / households.income[j]).epsilon(1e-12));
}

TEST_CASE("Households with other income spend less of what the table pays them") {
  const Accounts table = made_up(7, 9);
  const KnownRequirements known = known_requirements(table);
  const HouseholdColumns columns = household_columns(table);
  const double paid = sum(table.value_added.column("compensation"));
  const Households all = household_closure(table, known, Requirements::regional, columns);
  const Households stated = household_closure(table, known, Requirements::regional, columns, 2 * paid);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(stated.consumption[i] == Approx(all.consumption[i] / 2));
    CHECK(stated.income[i] == all.income[i]);
  }
  CHECK_THROWS_AS(household_closure(table, known, Requirements::regional, columns, 0.9 * paid), Refusal);
}

TEST_CASE("Households that spend more than they earn leave type II out, and all else stands") {
  const Matrix a(1, 1, std::vector<double>{0.5});
  const std::vector<DirectCoefficients> direct{{"jobs", {0.1}}};
  const MultiplierReport found = multiplier_report(a, direct, Households{{0.4}, {2.0}});
  REQUIRE(found.refused_closure);
  CHECK_THAT(*found.refused_closure, Catch::Contains("not productive"));
  CHECK(found.output_closed.empty());
  CHECK(found.effects[0].type_two.empty());
  CHECK(found.output[0] == Approx(2));
  CHECK(found.effects[0].total[0] == Approx(0.2));
  // A table that is unproductive by itself is refused as before.
  CHECK_THROWS_AS(multiplier_report(Matrix(1, 1, {1.5}), direct, Households{{0.4}, {2.0}}), Refusal);
}

TEST_CASE("A matrix that is singular to within rounding is refused by its condition, not by its radius") {
  // The second and third sector differ by what rounding leaves: I - A has a condition of some 1e15.
  const double tiny = 1e-15;
  const Matrix close(2, 2, {0.5, 0.5 - tiny, 0.5, 0.5 - tiny});
  CHECK_THROWS_WITH(LeontiefSystem(close), Catch::Contains("singular") || Catch::Contains("not productive"));
  // Negative coefficients: the radius is below 1, and yet no positive output meets a positive demand.
  const Matrix negative(2, 2, {0, -3, 0.1, 0});
  CHECK_THROWS_WITH(LeontiefSystem(negative), Catch::Contains("below 1") && Catch::Contains("negative"));
  CHECK(productivity(Matrix(2, 2, {0.2, 0.3, 0.4, 0.1})).reciprocal_condition > 0.1);
}

TEST_CASE("A sector without output stays out of the means and variations of linkages") {
  const Matrix a(3, 3, {0.2, 0.3, 0, 0.1, 0.2, 0, 0, 0, 0});
  const std::vector<double> with_empty{10, 20, 0};
  const Linkages found = linkages(a, with_empty);
  const Linkages without = linkages(Matrix(2, 2, {0.2, 0.3, 0.1, 0.2}), std::vector<double>{10, 20});
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(found.backward_normalised[i] == Approx(without.backward_normalised[i]).epsilon(1e-12));
    CHECK(found.forward_ghosh_normalised[i] == Approx(without.forward_ghosh_normalised[i]).epsilon(1e-12));
    CHECK(found.backward_variation[i] == Approx(without.backward_variation[i]).epsilon(1e-12));
    CHECK(found.forward_variation[i] == Approx(without.forward_variation[i]).epsilon(1e-12));
  }
  CHECK(std::isnan(found.backward_normalised[2]));
  CHECK(std::isnan(found.forward_leontief_normalised[2]));
  CHECK(std::isnan(found.backward_variation[2]));
  CHECK(found.roles[2] == SectorRole::none);
}

TEST_CASE("The tolerable change of a coefficient moves the widest output by the tolerance exactly") {
  const Accounts table = made_up(6, 13);
  const Matrix a = regional(table);
  const std::vector<double> demand = row_sums(table.final_demand.values);
  constexpr double tolerance = 1;
  const auto cells = influence(a, table.output, tolerance);
  for (const std::size_t at : {std::size_t{0}, cells.size() / 2}) {
    const InfluenceCell& cell = cells[at];
    Matrix changed = a;
    changed(cell.row, cell.column) *= 1 + cell.tolerable / 100;
    const std::vector<double> output = LeontiefSystem(changed).outputs(demand);
    double widest = 0;
    for (std::size_t i = 0; i < 6; ++i)
      widest = std::max(widest, 100 * (output[i] / table.output[i] - 1));
    CHECK(widest == Approx(tolerance).epsilon(1e-9));
  }
  CHECK(std::is_sorted(cells.begin(), cells.end(),
                       [](const auto& one, const auto& other) { return one.tolerable < other.tolerable; }));
}

TEST_CASE("The field of influence is the derivative of the inverse") {
  const Matrix a = regional(made_up(5, 17));
  const Matrix l = leontief_inverse(a);
  constexpr double step = 1e-7;
  for (const InfluenceCell& cell : influence(a, std::vector<double>(5, 1), 1)) {
    Matrix changed = a;
    changed(cell.row, cell.column) += step;
    const Matrix moved = leontief_inverse(changed);
    double norm = 0;
    for (std::size_t k = 0; k < l.values.size(); ++k)
      norm += std::pow((moved.values[k] - l.values[k]) / step, 2);
    CHECK(std::sqrt(norm) == Approx(cell.field).epsilon(1e-5));
  }
}

TEST_CASE("Positions in the chain average to output over value added and over final demand") {
  // Miller & Temurshoev (2017): both means are total output over total final demand.
  const Accounts table = germany_1995();
  const ChainPositions found = chain_positions(table);
  CHECK_FALSE(found.open_economy);
  const std::vector<double> demand = row_sums(table.final_demand.values);
  double up = 0;
  double down = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    up += found.upstreamness[i] * (table.value_added_total[i] + table.imported_inputs[i]);
    down += found.downstreamness[i] * demand[i];
  }
  CHECK(up == Approx(sum(table.output)).epsilon(1e-12));
  CHECK(down == Approx(sum(table.output)).epsilon(1e-12));
}

TEST_CASE("Dearer primary inputs all by one percent make every price one percent dearer") {
  const Accounts table = made_up(7, 5);
  const KnownRequirements known = known_requirements(table);
  const PriceEffects found = price_effects(table, known, {{"value_added", {}, 1}, {"imports", {}, 1}});
  require_relatively_close(found.price, std::vector<double>(7, 0.01), 1e-12);
  require_relatively_close(found.uses, std::vector<double>(3, 0.01), 1e-12);
  // By product: the imports of one product alone, and of all the others, are all imports.
  std::vector<std::string> others = codes(table);
  others.erase(others.begin() + 2);
  const PriceEffects one = price_effects(table, known, {{"imports", {"s2"}, 5}});
  const PriceEffects rest = price_effects(table, known, {{"imports", others, 5}});
  const PriceEffects all = price_effects(table, known, {{"imports", {}, 5}});
  for (std::size_t j = 0; j < 7; ++j)
    CHECK(one.price[j] + rest.price[j] == Approx(all.price[j]).epsilon(1e-12));
  CHECK(inputs_per_unit(table).size() == 7);
}

TEST_CASE("What an analysis cannot know it refuses by name") {
  const Accounts table = germany_1995();
  const KnownRequirements known = known_requirements(table);
  const auto reason = [](auto&& operation) {
    try {
      operation();
    } catch (const Refusal& refusal) {
      return refusal.reason();
    }
    return Reason::step_order;
  };
  CHECK(reason([&] { price_effects(table, known, {{"compensatoin", {}, 1}}); }) == Reason::unknown_category);
  CHECK(reason([&] {
          price_effects(table, known, {{"compensation", {"nowhere"}, 1}});
        }) == Reason::unknown_sector);
  CHECK(reason([&] { influence(known.regional->values, table.output, 0); }) == Reason::out_of_range);
  Accounts closed = table;
  closed.imported_inputs.clear();
  CHECK(reason([&] { unit_content(closed, known_requirements(closed)); }) == Reason::no_such_origin);
  CHECK(reason([&] {
          price_effects(closed, known_requirements(closed), {{"imports", {}, 1}});
        }) == Reason::no_such_origin);
}

}  // namespace leontide::table
