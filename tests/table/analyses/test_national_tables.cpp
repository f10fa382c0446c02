// The national tables of China from 2012 to 2020 and the two largest tables, as they are, with no special
// case.
#include <catch2/catch.hpp>

#include "support/shared_table.hpp"
#include "table/analyses/decomposition.hpp"
#include "table/analyses/linkages.hpp"
#include "table/analyses/multiplier_report.hpp"
#include "table/changes/align_tables.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"
#include "table/leontief_system.hpp"
#include "table/origins.hpp"

namespace leontide::table {

namespace {

double of_demand(const std::vector<double>& effects, const std::vector<double>& demand) {
  double total = 0;
  for (std::size_t i = 0; i < demand.size(); ++i)
    total += effects[i] * demand[i];
  return total;
}

}  // namespace

TEST_CASE("Every national table of China 2012-2020 goes through check, multipliers and linkages") {
  if (!have_shared("data/io/china_2012_139")) return;
  for (const char* name : {"china_2012_139", "china_2015_42", "china_2017_42", "china_2017_149",
                           "china_2018_42", "china_2018_153", "china_2020_42", "china_2020_153"}) {
    INFO(name);
    const Accounts table = shared_table(name);
    CHECK(check(table, {1e-4}).passed());
    const KnownRequirements known = known_requirements(table);
    REQUIRE(known.total);
    REQUIRE(known.regional);
    CHECK(known.clipped == 0);
    const std::vector<DirectCoefficients> direct{{"value_added", value_added_shares(table)}};
    for (const Coefficients* one : {&*known.total, &*known.regional}) {
      const MultiplierReport found = multiplier_report(one->values, direct, std::nullopt);
      const double value_added =
          of_demand(found.effects[0].total, demand_met(table, known, one->requirements));
      CHECK(value_added == Approx(sum(table.value_added_total)).epsilon(1e-8));
    }
    const std::vector<double> ones(table.size(), 1);
    const std::vector<double> domestic = LeontiefSystem(known.regional->values).effects(ones);
    const std::vector<double> total = LeontiefSystem(known.total->values).effects(ones);
    for (std::size_t j = 0; j < table.size(); ++j)
      CHECK(total[j] >= domestic[j] * (1 - 1e-12));
    const Linkages found = linkages(known.regional->values, table.output);
    double mean = 0;
    for (const double value : found.backward_normalised)
      mean += value / static_cast<double>(table.size());
    CHECK(mean == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("The change of China's value added 2012-2020 decomposes over tables with other sector lists") {
  if (!have_shared("data/io/china_2012_139")) return;
  std::vector<Accounts> tables;
  for (const char* name :
       {"china_2012_139", "china_2015_42", "china_2017_42", "china_2018_42", "china_2020_42"})
    tables.push_back(shared_table(name));
  const Aligned aligned = align_tables(tables);
  CHECK(aligned.by_cluster);
  CHECK(aligned.origins_merged);
  CHECK(aligned.uses_merged);
  for (std::size_t p = 0; p + 1 < tables.size(); ++p) {
    const auto state = [](const Accounts& table) {
      return DecompositionState{value_added_shares(table), technical_coefficients(table.flows, table.output),
                                table.final_demand.values};
    };
    const Decomposition found =
        decompose(state(aligned.tables[p]), state(aligned.tables[p + 1]), {OrderMean::all_orders});
    const double parts =
        sum(found.coefficients) + sum(found.technology) + sum(found.mix.values) + sum(found.level.values);
    const double change = sum(tables[p + 1].value_added_total) - sum(tables[p].value_added_total);
    CHECK(parts == Approx(sum(found.change)).epsilon(1e-9));
    CHECK(parts == Approx(change).epsilon(1e-5));
  }
  // The two lists of 42 have the same codes for other sectors; those of 2018 and 2020 are one.
  CHECK(align_tables({tables[1], tables[2]}).by_cluster);
  CHECK_FALSE(align_tables({tables[3], tables[4]}).by_cluster);
}

TEST_CASE("The world and the provinces, above a thousand sectors, give multipliers that return value added") {
  if (!have_shared("data/io/wiod_2011_1435")) return;
  for (const char* name : {"wiod_2011_1435", "china_mrio_2017_1302_est"}) {
    INFO(name);
    const Accounts table = shared_table(name);
    const KnownRequirements known = known_requirements(table);
    REQUIRE(known.regional);
    const Matrix& a = known.regional->values;
    // What is not bought within the table, per unit of output: value added, imports and the accounts' error.
    std::vector<double> rest = column_sums(a);
    for (std::size_t j = 0; j < rest.size(); ++j)
      rest[j] = 1 - rest[j];
    const std::vector<DirectCoefficients> direct{{"rest", rest}};
    const MultiplierReport found = multiplier_report(a, direct, std::nullopt);
    for (std::size_t j = 0; j < rest.size(); ++j)
      CHECK(found.effects[0].total[j] == Approx(1).epsilon(1e-10));
  }
}

}  // namespace leontide::table
