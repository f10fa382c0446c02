// Tables made from tables: both identities hold afterwards, and what cannot be done is refused by name.
#include <catch2/catch.hpp>

#include "support/made_up.hpp"
#include "support/published.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/align_tables.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/disaggregate.hpp"
#include "table/changes/rebase.hpp"
#include "table/changes/regionalise_accounts.hpp"
#include "table/changes/update_accounts.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/imports.hpp"
#include "table/multipliers.hpp"
#include "table/origins.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_sound(const Accounts& table, double tolerance) {
  const CheckReport found = check(table, {tolerance});
  CHECK(found.passed());
}

/// The same table with its imports in one row, as Eurostat and the ONS print domestic tables.
Accounts imports_in_one_row(Accounts accounts) {
  accounts.imported_inputs = column_sums(accounts.flows_imported);
  accounts.flows_imported = {};
  accounts.final_demand_imported = {};
  return accounts;
}

ReferenceTable reference(const Accounts& accounts) {
  return {technology_of(accounts), accounts.title};
}

template <typename Operation>
Reason reason_of(Operation&& operation) {
  try {
    operation();
  } catch (const Refusal& refusal) {
    INFO(refusal.what());
    return refusal.reason();
  }
  FAIL("nothing was refused");
  return Reason::shape;
}

}  // namespace

TEST_CASE("A whole table balanced to new totals meets them and both identities") {
  const Accounts table = made_up(6, 41);
  const double more = 0.2 * table.output[2];
  const double exports = sum(table.final_demand.column("export"));
  const BalancedAccounts found = balance_accounts(
      table,
      {{"s2", table.output[2] + more},
       {"export", exports * 1.1},
       {"household", sum(table.final_demand.column("household")) +
                         sum(table.final_demand_imported.column("household")) - 0.1 * exports}},
      BalanceMethod::ras);
  require_sound(found.accounts, 1e-9);
  CHECK(found.accounts.output[2] == Approx(table.output[2] + more));
  CHECK(sum(found.accounts.final_demand.column("export")) == Approx(1.1 * exports).epsilon(1e-9));
  CHECK(found.named == 3);
  CHECK(found.accounts.history.size() == table.history.size() + 1);
  CHECK(sum(found.accounts.value_added.column("surplus")) ==
        Approx(sum(table.value_added.column("surplus"))).epsilon(1e-9));
  CHECK(balance_accounts(table, {}, BalanceMethod::gras).record.iterations() == 0);
}

TEST_CASE("Balancing refuses what has no place, two targets, totals that disagree and negatives under RAS") {
  const Accounts table = made_up(4, 42);
  CHECK(reason_of([&] {
          balance_accounts(table, {{"exprot", 1}}, BalanceMethod::gras);
        }) == Reason::unknown_category);
  CHECK(reason_of([&] {
          balance_accounts(table, {{"export", 1}, {"export", 1}}, BalanceMethod::gras);
        }) == Reason::out_of_range);
  CHECK(reason_of([&] {
          balance_accounts(table, {{"export", 1}}, BalanceMethod::gras);
        }) == Reason::margins_disagree);
  CHECK(reason_of([&] { balance_accounts(join_imports(table), {}, BalanceMethod::ras); }) ==
        Reason::negative_cell);
}

TEST_CASE("An update by tables that did not change leaves the table as it is, by others keeps identities") {
  const Accounts table = made_up(6, 43);
  const Accounts from = made_up(6, 44);
  const Accounts to = made_up(6, 45);
  const UpdatedAccounts same = update_accounts(table, reference(from), reference(from), {});
  for (std::size_t k = 0; k < table.flows.values.size(); ++k)
    CHECK(same.accounts.flows.values[k] == Approx(table.flows.values[k]).epsilon(1e-8).margin(1e-9));
  const UpdatedAccounts moved = update_accounts(table, reference(from), reference(to), {0.5, 1. / 3, 3});
  require_sound(moved.accounts, 1e-8);
  CHECK(moved.accounts.output == table.output);
  // Value-added shares are those of the update itself: they are held while the rows are balanced.
  const auto technology = [](const Accounts& accounts) {
    return Technology{coefficients(accounts, Requirements::total).values, value_added_shares(accounts)};
  };
  const Updated expected = update(technology(table), technology(from), technology(to), {0.5, 1. / 3, 3});
  const std::vector<double> shares = value_added_shares(moved.accounts);
  for (std::size_t j = 0; j < shares.size(); ++j)
    CHECK(shares[j] == Approx(expected.technology.value_added_shares[j]).epsilon(1e-12));
  CHECK(reason_of([&] { update_accounts(table, reference(made_up(5, 1)), reference(to), {}); }) ==
        Reason::shape);
}

TEST_CASE("With weight 1 an update of the earlier table has the later technology exactly") {
  const auto require_technology = [](const Accounts& moved, const Accounts& later,
                                     Requirements requirements) {
    require_sound(moved, 1e-9);
    const Technology found = technology_of(moved, requirements);
    const Technology wanted = technology_of(later, requirements);
    for (std::size_t k = 0; k < wanted.coefficients.values.size(); ++k)
      CHECK(found.coefficients.values[k] ==
            Approx(wanted.coefficients.values[k]).epsilon(1e-13).margin(1e-16));
    for (std::size_t j = 0; j < later.size(); ++j)
      CHECK(found.value_added_shares[j] == Approx(wanted.value_added_shares[j]).epsilon(1e-13));
  };
  for (std::uint64_t seed = 60; seed < 80; seed += 2) {
    const Accounts earlier = made_up(7, seed);
    const Accounts later = made_up(7, seed + 1);
    const UpdatedAccounts moved = update_accounts(earlier, reference(earlier), reference(later), {1});
    require_technology(moved.accounts, later, Requirements::total);
    CHECK(moved.clipped == 0);
    // Imports in one row: the domestic coefficients and what the column pays for imports.
    const Accounts domestic = imports_in_one_row(earlier);
    const Accounts other = imports_in_one_row(later);
    const auto told = [](const Accounts& table) {
      return ReferenceTable{technology_of(table, technology_requirements(table)), table.title};
    };
    const UpdatedAccounts one_row = update_accounts(domestic, told(domestic), told(other), {1});
    require_technology(one_row.accounts, other, Requirements::regional);
    require_sound(update_accounts(domestic, told(other), told(domestic), {0.1}).accounts, 1e-9);
  }
}

TEST_CASE("A row whose final uses cannot take what an update leaves keeps them, and its output follows") {
  Accounts earlier = made_up(5, 81);
  for (std::size_t k = 0; k < 3; ++k) {
    earlier.output[2] -= earlier.final_demand.values(2, k);
    earlier.value_added.values(2, 1) -= earlier.final_demand.values(2, k);
    earlier.value_added_total[2] -= earlier.final_demand.values(2, k);
    earlier.final_demand.values(2, k) = 0;
  }
  const Accounts later = made_up(5, 82);
  const UpdatedAccounts moved = update_accounts(earlier, reference(earlier), reference(later), {1});
  require_sound(moved.accounts, 1e-9);
  REQUIRE(moved.follow == std::vector<std::string>{"s2"});
  CHECK(sum(moved.accounts.final_demand.values.row(2)) == 0);
  CHECK(moved.accounts.output[2] != earlier.output[2]);
  for (const std::size_t held : {0, 1, 3, 4})
    CHECK(moved.accounts.output[held] == earlier.output[held]);
  CHECK_THAT(moved.accounts.history.back(), Catch::Contains("outputs held but of s2"));
  const std::vector<double> found = coefficients(moved.accounts, Requirements::total).values.values;
  const std::vector<double> wanted = coefficients(later, Requirements::total).values.values;
  for (std::size_t k = 0; k < wanted.size(); ++k)
    CHECK(found[k] == Approx(wanted[k]).epsilon(1e-12).margin(1e-15));
}

TEST_CASE("A region that is the nation itself keeps its table") {
  const Accounts nation = made_up(6, 46);
  // The whole nation: λ is 1 and every quotient 1, so every local coefficient stays.
  for (const LocationMethod method :
       {LocationMethod::slq, LocationMethod::cilq, LocationMethod::flq, LocationMethod::aflq}) {
    const RegionalAccounts found = regionalise_accounts(nation, nation.output, "all of it", {method});
    CHECK(found.size_factor == Approx(1));
    for (std::size_t k = 0; k < nation.flows.values.size(); ++k)
      CHECK(found.accounts.flows.values[k] == Approx(nation.flows.values[k]).epsilon(1e-12));
    require_sound(found.accounts, 1e-9);
  }
}

TEST_CASE("A region by quotients balances, says its conventions, and refuses rows that do not close") {
  const Accounts nation = made_up(6, 47);
  std::vector<double> output = nation.output;
  for (std::size_t i = 0; i < output.size(); ++i)
    output[i] *= 0.05 + 0.01 * static_cast<double>(i % 3);
  const RegionalAccounts found = regionalise_accounts(nation, output, "Region", {LocationMethod::flq});
  require_sound(found.accounts, 1e-9);
  CHECK(found.accounts.origins == Origins::local);
  CHECK_THAT(found.accounts.history.back(),
             Catch::Contains("FLQ") && Catch::Contains("lambda") && Catch::Contains("own sector"));
  // FLQ on a smaller region keeps less local than CILQ.
  const RegionalAccounts wider = regionalise_accounts(nation, output, "Region", {LocationMethod::cilq});
  CHECK(sum(found.accounts.flows.values) < sum(wider.accounts.flows.values));

  // Sector 0 sells nearly all it makes to sector 1, of which the region has far more: SLQ asks of the
  // region's sector 0 what it does not make.
  Accounts two;
  two.sectors = {{"0", "", "", "", {}}, {"1", "", "", "", {}}};
  two.output = {100, 200};
  two.flows = Matrix(2, 2, {5, 90, 10, 20});
  two.flows_imported = Matrix(2, 2);
  two.final_demand.add("household", std::vector<double>{5, 170});
  two.value_added_total = {85, 90};
  const auto by = [&](LocationMethod method) {
    return regionalise_accounts(two, {5, 60}, "Region", {method});
  };
  CHECK(reason_of([&] { by(LocationMethod::slq); }) == Reason::does_not_close);
  require_sound(by(LocationMethod::cilq).accounts, 1e-9);
}

TEST_CASE("A sector split by equal shares keeps multipliers, and by any shares keeps both identities") {
  const Accounts table = made_up(5, 48);
  const auto part = [](const char* code, double output, double sales, double inputs,
                       std::vector<double> within) {
    return SectorPart{{code, code, "", "c0", {}}, output, sales, inputs, std::move(within)};
  };
  const Accounts alike = disaggregate(
      table, "s1", {part("1a", 0.3, 0.3, 0.3, {0.09, 0.21}), part("1b", 0.7, 0.7, 0.7, {0.21, 0.49})});
  require_sound(alike, 1e-12);
  CHECK(codes(alike) == std::vector<std::string>{"s0", "1a", "1b", "s2", "s3", "s4"});
  const auto multipliers = [](const Accounts& accounts) {
    return output_multipliers(leontief_inverse(coefficients(accounts, Requirements::total).values));
  };
  const std::vector<double> before = multipliers(table);
  const std::vector<double> after = multipliers(alike);
  const std::size_t old[] = {0, 1, 1, 2, 3, 4};
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(after[i] == Approx(before[old[i]]).epsilon(1e-12));

  const Accounts unlike = disaggregate(
      table, "s1", {part("1a", 0.3, 0.35, 0.2, {0.1, 0.1}), part("1b", 0.7, 0.65, 0.8, {0.2, 0.6})});
  require_sound(unlike, 1e-12);
  CHECK(unlike.output[1] == Approx(0.3 * table.output[1]));
  CHECK_THAT(unlike.history.back(), Catch::Contains("s1 split into 1a"));
  // Added up again it is the old table.
  Grouping back;
  back.groups = table.sectors;
  back.of = {0, 1, 1, 2, 3, 4};
  const Accounts again = aggregate(unlike, back);
  for (std::size_t k = 0; k < table.flows.values.size(); ++k)
    CHECK(again.flows.values[k] == Approx(table.flows.values[k]).epsilon(1e-12).margin(1e-12));
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(again.value_added_total[i] == Approx(table.value_added_total[i]).epsilon(1e-12));

  CHECK(reason_of([&] {
          disaggregate(table, "s1",
                       {part("1a", 0.3, 0.3, 0.3, {0.1, 0.2}), part("1b", 0.6, 0.7, 0.7, {0.2, 0.5})});
        }) == Reason::out_of_range);
  CHECK(reason_of([&] {
          disaggregate(table, "s1",
                       {part("1a", 0.3, 0.3, 0.3, {0.1, 0.2}), part("s2", 0.7, 0.7, 0.7, {0.2, 0.5})});
        }) == Reason::out_of_range);
  CHECK(reason_of([&] {
          disaggregate(table, "s1",
                       {part("1a", 0.01, 0.9, 0.9, {0.5, 0.2}), part("1b", 0.99, 0.1, 0.1, {0.2, 0.1})});
        }) == Reason::does_not_close);
  CHECK(reason_of([&] { disaggregate(table, "s9", {}); }) == Reason::unknown_sector);
}

TEST_CASE("Double deflation divides rows, keeps both identities and names value added that turns negative") {
  const Accounts table = made_up(5, 49);
  const Rebased unchanged = rebase(table, {std::vector<double>(5, 1), {}, {}}, "2020");
  CHECK(unchanged.accounts.flows == table.flows);
  CHECK(unchanged.negative.empty());
  CHECK(unchanged.accounts.value_added.empty());
  CHECK(unchanged.accounts.unit == "1e8 CNY, prices of 2020");
  // One index for all is a change of unit.
  const Rebased halved = rebase(table, {std::vector<double>(5, 2), {}, {}}, "2020");
  for (std::size_t j = 0; j < 5; ++j)
    CHECK(halved.accounts.value_added_total[j] == Approx(table.value_added_total[j] / 2).epsilon(1e-12));
  const Rebased squeezed = rebase(table, {{1, 1, 1, 1, 50}, {}, {}}, "2020");
  require_sound(unchanged.accounts, 1e-9);
  CHECK(squeezed.negative == std::vector<std::string>{"s4"});
  const std::vector<double> inputs = column_sums(squeezed.accounts.flows);
  const std::vector<double> imported = column_sums(squeezed.accounts.flows_imported);
  for (std::size_t j = 0; j < 5; ++j) {
    CHECK(inputs[j] + imported[j] + squeezed.accounts.value_added_total[j] ==
          Approx(squeezed.accounts.output[j]).epsilon(1e-12));
  }
  CHECK(reason_of([&] { rebase(table, {{1, 1, 0, 1, 1}, {}, {}}, "2020"); }) == Reason::out_of_range);
  CHECK(reason_of([&] {
          rebase(germany_1995(), {std::vector<double>(6, 1), {}, {}}, "1991");
        }) == Reason::no_such_origin);
}

TEST_CASE("Tables with other sectors, uses or origins are made alike, and it is said") {
  const Accounts one = made_up(6, 51);
  Accounts other = made_up(6, 52);
  CHECK_FALSE(align_tables({one, other}).by_cluster);
  other.sectors[0].name_en = "Something else under the same code";
  other = join_imports(other);
  const Aligned found = align_tables({one, other});
  CHECK(found.by_cluster);
  CHECK(found.origins_merged);
  for (const Accounts& table : found.tables)
    require_sound(table, 1e-12);
  CHECK(codes(found.tables[0]) == std::vector<std::string>{"c0", "c1", "c2"});
  other.sectors[0].cluster = "a cluster of its own";
  CHECK(reason_of([&] { align_tables({one, other}); }) == Reason::unknown_category);
  other.unit = "1e4 CNY";
  CHECK(reason_of([&] { align_tables({one, other}); }) == Reason::shape);
}

TEST_CASE("Primary inputs that are no value added keep both identities through every change") {
  Accounts table = made_up(6, 51);
  // A tenth of value added is taxes on products, a twentieth margins.
  std::vector<double> taxes = table.value_added_total;
  std::vector<double> margins = table.value_added_total;
  for (std::size_t j = 0; j < table.size(); ++j) {
    taxes[j] *= 0.1;
    margins[j] *= 0.05;
    table.value_added_total[j] *= 0.85;
    for (std::size_t c = 0; c < table.value_added.names.size(); ++c)
      table.value_added.values(j, c) *= 0.85;
  }
  table.other_inputs.add("product_taxes", taxes);
  table.other_inputs.add("margins", margins);
  require_sound(table, 1e-9);

  Grouping grouping;
  grouping.groups = {{"a", "a", "", "", {}}, {"b", "b", "", "", {}}};
  grouping.of = {0, 1, 0, 1, 0, 1};
  const Accounts coarse = aggregate(table, grouping);
  require_sound(coarse, 1e-9);
  CHECK(sum(coarse.other_inputs.values.values) ==
        Approx(sum(table.other_inputs.values.values)).epsilon(1e-12));

  const std::string code = table.sectors[2].code;
  SectorPart part;
  part.output = part.sales = part.inputs = 0.5;
  part.within = {0.25, 0.25};
  part.sector.code = "x";
  SectorPart other = part;
  other.sector.code = "y";
  require_sound(disaggregate(table, code, {part, other}), 1e-9);

  const std::vector<double> index(6, 1.25);
  const Rebased deflated = rebase(table, {index, index, std::vector<double>(6, 1.25)}, "2015");
  require_sound(deflated.accounts, 1e-9);
  // One index for all: every amount is divided by it, what is paid on products too.
  CHECK(deflated.accounts.other_inputs.values(3, 0) == Approx(taxes[3] / 1.25).epsilon(1e-12));
  CHECK(deflated.accounts.value_added_total[3] == Approx(table.value_added_total[3] / 1.25).epsilon(1e-9));

  const double more = 0.1 * sum(taxes);
  const std::vector<double> uses = column_sums(table.final_demand.values);
  double use = uses[0];
  if (const auto k = table.final_demand_imported.find(table.final_demand.names[0]))
    use += column_sums(table.final_demand_imported.values)[*k];
  const BalancedAccounts balanced = balance_accounts(
      table, {{"product_taxes", sum(taxes) + more}, {table.final_demand.names[0], use + more}},
      BalanceMethod::gras);
  require_sound(balanced.accounts, 1e-9);
  CHECK(sum(balanced.accounts.other_inputs.column("product_taxes")) ==
        Approx(sum(taxes) + more).epsilon(1e-9));

  const RegionalAccounts region =
      regionalise_accounts(table, table.output, "all of it", {LocationMethod::slq});
  require_sound(region.accounts, 1e-9);
  CHECK(region.accounts.other_inputs.values == table.other_inputs.values);

  const UpdatedAccounts moved =
      update_accounts(table, reference(made_up(6, 44)), reference(made_up(6, 45)), {0.1, 1. / 3, 3});
  require_sound(moved.accounts, 1e-8);
  CHECK(moved.accounts.other_inputs.values == table.other_inputs.values);

  const Accounts joined = join_imports(table);
  require_sound(joined, 1e-9);
  CHECK(joined.other_inputs == table.other_inputs);
  CHECK(in_unit(table, 10, "x").other_inputs.values(0, 0) == 10 * taxes[0]);
}

}  // namespace leontide::table
