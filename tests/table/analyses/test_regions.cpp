// Regions as a dimension of a table: multipliers, feedback, trade, footprints, aggregation.
#include <catch2/catch.hpp>

#include "support/made_up.hpp"
#include "table/analyses/regional_footprint.hpp"
#include "table/analyses/regional_multipliers.hpp"
#include "table/analyses/regional_trade.hpp"
#include "table/changes/aggregate.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// Miller & Blair (2009), Input-Output Analysis, 2nd ed., section 3.3: flows between region r of three
/// sectors and region s of two, and their outputs.
Accounts two_regions() {
  Accounts out;
  out.title = "Two regions";
  out.unit = "$";
  out.origins = Origins::local;
  out.sector_columns = {"region", "sector"};
  for (const auto& [region, sector] : {std::pair{"r", "1"}, {"r", "2"}, {"r", "3"}, {"s", "1"}, {"s", "2"}})
    out.sectors.push_back({std::string(region) + "_" + sector, "", "", sector, {region, sector}});
  out.flows = Matrix(5, 5, {150, 500, 50, 25,  75, 200, 100, 400, 200, 100, 300, 500, 50,
                            60,  40,  75, 100, 60, 200, 250, 50,  25,  25,  150, 100});
  // Final demand by region is ours: the book gives its sum.
  out.final_demand = {{"r_household", "s_household"},
                      Matrix(5, 2, {150, 50, 700, 300, 40, 10, 15, 500, 50, 400})};
  out.output = {1000, 2000, 1000, 1200, 800};
  const std::vector<double> inputs = column_sums(out.flows);
  for (std::size_t j = 0; j < 5; ++j)
    out.value_added_total.push_back(out.output[j] - inputs[j]);
  return out;
}

Matrix coefficients_of(const Accounts& accounts) {
  return technical_coefficients(accounts.flows, accounts.output);
}

template <class Call>
Reason reason_of(Call call) {
  try {
    call();
  } catch (const Refusal& refusal) {
    return refusal.reason();
  }
  FAIL("nothing was refused");
  return Reason::shape;
}

}  // namespace

TEST_CASE("The two-region example of Miller and Blair gives its inverse and its feedback") {
  const Accounts table = two_regions();
  REQUIRE(check(table, {1e-12}).passed());
  const Matrix a = coefficients_of(table);
  // The book's inverse, to its three decimals.
  const std::vector<double> printed = {1.423, 0.465, 0.291, 0.192, 0.304, 0.635, 1.424, 0.671, 0.409,
                                       0.456, 0.638, 0.537, 1.336, 0.250, 0.311, 0.267, 0.200, 0.197,
                                       1.341, 0.547, 0.147, 0.091, 0.093, 0.215, 1.254};
  const Matrix inverse = leontief_inverse(a);
  for (std::size_t k = 0; k < printed.size(); ++k)
    CHECK(inverse.values[k] == Approx(printed[k]).margin(5.1e-4));
  // 100 more of final demand for r's first sector: the model of r alone misses 8.7 % of r's output.
  const Regions found = regions(table);
  const Feedback back = feedback(a, found, 0, std::vector<double>{100, 0, 0, 0, 0});
  CHECK(back.outputs[0] == Approx(142.3).margin(0.05));
  CHECK(back.outputs[1] == Approx(63.5).margin(0.05));
  CHECK(back.outputs[2] == Approx(63.8).margin(0.05));
  CHECK(back.outputs_alone[0] == Approx(136.5).margin(0.05));
  CHECK(back.outputs_alone[1] == Approx(52.7).margin(0.05));
  CHECK(back.outputs_alone[2] == Approx(57.0).margin(0.05));
  CHECK(100 * back.missed == Approx(8.7).margin(0.05));
  CHECK(reason_of([&] {
          feedback(a, found, 1, std::vector<double>{100, 0, 0, 0, 0});
        }) == Reason::out_of_range);
}

TEST_CASE("Multipliers by region add up to those of the table, and feedback is what trade brings back") {
  const Accounts table = two_regions();
  const Matrix a = coefficients_of(table);
  const Regions found = regions(table);
  CHECK(found.names == std::vector<std::string>{"r", "s"});
  CHECK(found.sectors == std::vector<std::string>{"1", "2", "3"});
  CHECK(found.uses == std::vector<std::string>{"household", "household"});
  const RegionalMultipliers by_region = regional_multipliers(a, found);
  const Matrix inverse = leontief_inverse(a);
  const std::vector<double> total = output_multipliers(inverse);
  for (std::size_t j = 0; j < 5; ++j) {
    CHECK(by_region.total[j] == Approx(total[j]).epsilon(1e-12));
    CHECK(by_region.own[j] + by_region.other[j] == Approx(total[j]).epsilon(1e-12));
    CHECK(by_region.alone[j] + by_region.feedback[j] == Approx(by_region.own[j]).epsilon(1e-12));
    CHECK(by_region.feedback[j] > 0);
  }
  CHECK(by_region.own[0] == Approx(inverse(0, 0) + inverse(1, 0) + inverse(2, 0)).epsilon(1e-12));
  CHECK(by_region.by_region(1, 0) == Approx(inverse(3, 0) + inverse(4, 0)).epsilon(1e-12));
  // Regions that do not trade have neither spillover nor feedback.
  Matrix apart = a;
  for (std::size_t i = 0; i < 5; ++i) {
    for (std::size_t j = 0; j < 5; ++j) {
      if (found.of[i] != found.of[j]) apart(i, j) = 0;
    }
  }
  const RegionalMultipliers none = regional_multipliers(apart, found);
  for (std::size_t j = 0; j < 5; ++j) {
    CHECK(none.other[j] == Approx(0).margin(1e-12));
    CHECK(none.feedback[j] == Approx(0).margin(1e-12));
  }
}

TEST_CASE("Trade by origin and destination adds up to the table's flows, product by product") {
  const Accounts table = two_regions();
  const Regions found = regions(table);
  const RegionalTrade all = regional_trade(table, found);
  CHECK(all.intermediate(0, 1) == 25 + 75 + 200 + 100 + 60 + 40);
  CHECK(all.intermediate(1, 0) == 75 + 100 + 60 + 50 + 25 + 25);
  CHECK(all.final_uses(0, 1) == 50 + 300 + 10);
  CHECK(all.final_uses(1, 0) == 15 + 50);
  double intermediate_uses = 0;
  for (std::size_t k = 0; k < found.sectors.size(); ++k)
    intermediate_uses += sum(regional_trade(table, found, k).intermediate.values);
  CHECK(intermediate_uses == Approx(sum(table.flows.values)).epsilon(1e-14));
}

TEST_CASE("pymrio's two-region table gives its accounts of consumers and producers") {
  // IndEcol/pymrio, tests/test_math.py, fixture td_small_MRIO, with what final users emit themselves (F_Y);
  // consumption-based accounts in exact rational arithmetic.
  Accounts table;
  table.sector_columns = {"region", "sector"};
  for (const char* region : {"reg1", "reg2"}) {
    for (const char* sector : {"sector1", "sector2", "sector3"})
      table.sectors.push_back({std::string(region) + "_" + sector, "", "", sector, {region, sector}});
  }
  table.flows = Matrix(6, 6, {10, 5, 1, 6, 5,  7, 0, 2,  0, 0, 5,  3, 10, 3, 20, 4, 2,  0,
                              5,  0, 0, 1, 10, 9, 0, 10, 1, 0, 20, 1, 5,  0, 0,  1, 10, 10});
  table.final_demand = {{"reg1_final", "reg2_final"},
                        Matrix(6, 2, {14, 3, 2.5, 2.5, 13, 6, 5, 20, 10, 10, 3, 10})};
  table.output = {51, 15, 58, 50, 52, 39};
  const Categories emissions{{"em"}, Matrix(6, 1, {20, 1, 42, 4, 20, 5})};
  const Categories own{{"em"}, Matrix(2, 1, {50, 10})};
  const Regions found = regions(table);
  const Matrix a = coefficients_of(table);
  const RegionalFootprint account = regional_footprints(table, found, a, emissions, own).front();
  CHECK(account.consumer[0] == Approx(100.24287740891197).epsilon(1e-12));
  CHECK(account.consumer[1] == Approx(51.757122591088034).epsilon(1e-12));
  CHECK(account.producer[0] == 20 + 1 + 42 + 50);
  CHECK(account.producer[1] == 4 + 20 + 5 + 10);
  CHECK(sum(account.consumer) == Approx(sum(account.producer)).epsilon(1e-12));
  CHECK(sum(account.by_maker.values) == Approx(92).epsilon(1e-12));
  CHECK(sum(account.by_product.values) == Approx(92).epsilon(1e-12));
  for (std::size_t s = 0; s < 2; ++s) {
    double by_maker = 0;
    for (std::size_t i = 0; i < 3; ++i)
      by_maker += account.by_maker(i, s);
    CHECK(by_maker + account.own[s] == Approx(account.consumer[s]).epsilon(1e-12));
  }
  // Characterised by a factor, everything takes the factor.
  const Categories factors{{"warming"}, Matrix(1, 1, {28})};
  const RegionalFootprint warming =
      regional_footprints(table, found, a, characterised(emissions, factors), characterised(own, factors))
          .front();
  CHECK(warming.consumer[0] == Approx(28 * account.consumer[0]).epsilon(1e-12));
}

TEST_CASE("A table with regions adds up by region, by sector and by both, and keeps both identities") {
  Accounts table = two_regions();
  table.sectors[2].cluster = "1";
  table.value_added = {{"value_added"}, Matrix(5, 1, table.value_added_total)};
  const Accounts by_sector = aggregate(table, group_by(table, "sector"));
  CHECK(codes(by_sector) == std::vector<std::string>{"1", "2", "3"});
  CHECK(by_sector.final_demand.names == std::vector<std::string>{"household"});
  CHECK(by_sector.final_demand.values(0, 0) == 150 + 50 + 15 + 500);
  const Accounts by_region = aggregate(table, group_by(table, "region"));
  CHECK(codes(by_region) == std::vector<std::string>{"r", "s"});
  CHECK(by_region.final_demand.names == table.final_demand.names);
  CHECK(by_region.flows(0, 1) == regional_trade(table, regions(table)).intermediate(0, 1));
  CHECK(regions(by_region).names == std::vector<std::string>{"r", "s"});
  const Accounts by_both = aggregate(table, group_by(table, "region,cluster"));
  CHECK(codes(by_both) == std::vector<std::string>{"r_1", "r_2", "s_1", "s_2"});
  CHECK(regions(by_both).sectors == std::vector<std::string>{"1", "2"});
  for (const Accounts* one : {&by_sector, &by_region, &by_both})
    CHECK(check(*one, {1e-12}).passed());
  CHECK(reason_of([&] { group_by(table, "region,colour"); }) == Reason::unknown_category);
}

TEST_CASE("A table of one region is refused by name") {
  CHECK(reason_of([] { regions(made_up(4, 1)); }) == Reason::unknown_category);
  Accounts table = two_regions();
  for (Sector& sector : table.sectors)
    sector.other[0] = "r";
  CHECK(reason_of([&] { regions(table); }) == Reason::out_of_range);
}

}  // namespace leontide::table
