// A city in the rest of its area in the rest of a wider one: what must hold of any such table.
#include <catch2/catch.hpp>

#include "recipes/city.hpp"
#include "support/made_up.hpp"
#include "table/analyses/regional_multipliers.hpp"
#include "table/changes/nest.hpp"
#include "table/changes/regionalise_accounts.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using table::Accounts;

Accounts part_of(const Accounts& nation, double size, const std::string& name) {
  std::vector<double> output = nation.output;
  for (std::size_t i = 0; i < output.size(); ++i)
    output[i] *= size * (0.8 + 0.1 * static_cast<double>(i % 4));
  return table::regionalise_accounts(nation, output, name, {table::LocationMethod::flq}).accounts;
}

/// A province's table as it is printed: flows of all origins, inflow and imports apart, purchase shares.
Accounts as_province(Accounts province) {
  province = area_table(province);
  const std::size_t k = province.final_demand.find("import").value();
  std::vector<double> inflow = province.final_demand.column("import");
  for (std::size_t i = 0; i < inflow.size(); ++i) {
    inflow[i] *= 0.6;
    province.final_demand.values(i, k) -= inflow[i];
  }
  province.final_demand.add("inflow_domestic", inflow);
  return province;
}

template <class Call>
table::Reason reason_of(Call call) {
  try {
    call();
  } catch (const table::Refusal& refusal) {
    return refusal.reason();
  }
  FAIL("nothing was refused");
  return table::Reason::shape;
}

}  // namespace

TEST_CASE("A nested table holds both identities, the city's own table, and a feedback") {
  const Accounts nation = table::made_up(8, 46);
  const Accounts city = part_of(nation, 0.1, "City");
  const Accounts area = as_province(part_of(nation, 0.4, "Province"));
  const table::Nested nested = table::nest(city, area, area_table(nation), {"city", "province", "nation"});
  const Accounts& found = nested.accounts;
  CHECK(table::check(found, {1e-9}).passed());
  const table::Regions regions = table::regions(found);
  CHECK(regions.names == std::vector<std::string>{"city", "province", "nation"});
  REQUIRE(found.size() == 24);
  double outputs = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    CHECK(found.output[i] == city.output[i]);
    CHECK(found.output[i] + found.output[8 + i] == Approx(area.output[i]).epsilon(1e-12));
    outputs += found.output[16 + i];
    // The city's rows close by themselves, its columns buy what its table says.
    CHECK(found.final_demand.column("balance")[i] == Approx(0).margin(1e-9 * city.output[i]));
    double intermediate_inputs = found.imported_inputs[i];
    for (std::size_t k = 0; k < 24; ++k)
      intermediate_inputs += found.flows(k, i);
    CHECK(intermediate_inputs + found.value_added_total[i] == Approx(city.output[i]).epsilon(1e-12));
    CHECK(found.value_added_total[i] == Approx(city.value_added_total[i]).epsilon(1e-9));
    for (std::size_t j = 0; j < 8; ++j)
      CHECK(found.flows(i, j) == Approx(city.flows(i, j)).epsilon(1e-12).margin(1e-15));
  }
  CHECK(outputs + table::sum(area.output) == Approx(table::sum(nation.output)).epsilon(1e-12));
  for (const double cell : found.flows.values)
    REQUIRE(cell >= 0);
  const table::Matrix a = table::technical_coefficients(found.flows, found.output);
  const table::RegionalMultipliers multipliers = table::regional_multipliers(a, regions);
  for (std::size_t j = 0; j < 8; ++j) {
    CHECK(multipliers.feedback[j] > 0);
    CHECK(multipliers.other[j] > 0);
  }
}

TEST_CASE("What cannot be nested is refused by name") {
  const Accounts nation = table::made_up(8, 46);
  const Accounts city = part_of(nation, 0.1, "City");
  const Accounts area = as_province(part_of(nation, 0.4, "Province"));
  const Accounts wider = area_table(nation);
  const std::array<std::string, 3> names{"a", "b", "c"};
  CHECK(reason_of([&] { table::nest(area, city, wider, names); }) == table::Reason::no_such_origin);
  CHECK(reason_of([&] { table::nest(part_of(nation, 0.6, "Large"), area, wider, names); }) ==
        table::Reason::out_of_range);
  CHECK(reason_of([&] {
          table::nest(city, as_province(part_of(table::made_up(7, 1), 0.4, "x")), wider, names);
        }) == table::Reason::shape);
}

}  // namespace leontide::recipes
