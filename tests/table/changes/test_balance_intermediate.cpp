// Intermediate flows to sales and purchases, as RAS was made for.
#include <catch2/catch.hpp>
#include <cmath>

#include "support/made_up.hpp"
#include "table/changes/balance_intermediate.hpp"
#include "table/checks/check.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

template <class Call>
Reason reason_of(Call call) {
  try {
    call();
  } catch (const Refusal& refusal) {
    CHECK(std::string(refusal.what()).size() > 20);
    return refusal.reason();
  }
  FAIL("nothing was refused");
  return Reason::shape;
}

}  // namespace

TEST_CASE("Sales and purchases of a whole table give the published balance of its flows") {
  // Inputs of the RAS demonstration in a public temporal-disaggregation library (Quilis 2012), as in
  // test_balance.cpp; answer computed to 1e-9 by an independent program.
  Accounts table;
  table.flows = Matrix(3, 3, {50, 400. / 3, 0, 30, 200. / 3, 30, 20, 200. / 3, 45});
  table.output = {300, 400, 200};
  const std::vector<double> intermediate_uses = row_sums(table.flows);
  const std::vector<double> intermediate_inputs = column_sums(table.flows);
  table.final_demand = {{"household", "export"}, Matrix(3, 2)};
  table.value_added = {{"compensation", "surplus"}, Matrix(3, 2)};
  for (std::size_t i = 0; i < 3; ++i) {
    table.sectors.push_back({std::string(1, static_cast<char>('a' + i)), "", "", "", {}});
    table.final_demand.values(i, 0) = 0.75 * (table.output[i] - intermediate_uses[i]);
    table.final_demand.values(i, 1) = 0.25 * (table.output[i] - intermediate_uses[i]);
    table.value_added_total.push_back(table.output[i] - intermediate_inputs[i]);
    table.value_added.values(i, 0) = 0.6 * table.value_added_total[i];
    table.value_added.values(i, 1) = 0.4 * table.value_added_total[i];
  }
  const std::vector<MarginTarget> targets{{"sales:a", 160},     {"sales:b", 150},     {"sales:c", 120},
                                          {"purchases:a", 100}, {"purchases:b", 250}, {"purchases:c", 80}};
  CHECK(are_intermediate(targets));
  for (const BalanceMethod method : {BalanceMethod::ras, BalanceMethod::gras}) {
    const Accounts found = balance_intermediate(table, targets, method).accounts;
    const std::vector<double> wanted{45.25229213675921,  114.74770786323727, 0,
                                     36.23060604330511,  76.55927102729198,  37.210122929403994,
                                     18.517101819935675, 58.69302110947075,  42.78987707059601};
    for (std::size_t k = 0; k < wanted.size(); ++k)
      CHECK(found.flows.values[k] == Approx(wanted[k]).margin(1e-8));
    CHECK(found.output == table.output);
    CHECK(check(found, {1e-9}).passed());
    CHECK(found.final_demand.values(0, 0) == Approx(0.75 * (300 - 160)));
    CHECK(found.value_added.values(1, 0) == Approx(0.6 * (400 - 250)));
  }
  // An output beside them moves its uses and its value added.
  std::vector<MarginTarget> more = targets;
  more.push_back({"b", 420});
  const Accounts grown = balance_intermediate(table, more, BalanceMethod::ras).accounts;
  CHECK(grown.output[1] == 420);
  CHECK(grown.value_added_total[1] == Approx(420 - 250));
  CHECK(check(grown, {1e-9}).passed());
}

TEST_CASE("Sales and purchases of tables with imports keep both identities, and what cannot be is refused") {
  const Accounts table = made_up(5, 7);
  const std::vector<double> intermediate_uses = row_sums(table.flows);
  const double intermediate_inputs = column_sums(table.flows)[3] + column_sums(table.flows_imported)[3];
  const std::vector<MarginTarget> targets{{"sales:s1", intermediate_uses[1] + 1},
                                          {"purchases:s3", intermediate_inputs + 1}};
  const BalancedAccounts found = balance_intermediate(table, targets, BalanceMethod::gras);
  CHECK(check(found.accounts, {1e-9}).passed());
  CHECK(row_sums(found.accounts.flows)[1] == Approx(intermediate_uses[1] + 1));
  const std::vector<double> imported = row_sums(found.accounts.flows_imported);
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(imported[i] == Approx(sum(table.flows_imported.row(i))));
  CHECK_THAT(found.accounts.history.back(), Catch::Contains("intermediate flows"));

  const auto refused = [&](const std::vector<MarginTarget>& given) {
    return reason_of([&] { balance_intermediate(table, given, BalanceMethod::gras); });
  };
  CHECK(refused({{"sales:s1", intermediate_uses[1] + 1}}) == Reason::margins_disagree);
  CHECK(refused({{"sales:s9", 3}}) == Reason::unknown_category);
  CHECK(refused({{"sales:s1", intermediate_uses[1]}, {"household", 5}}) == Reason::unknown_category);
  CHECK(refused({{"sales:s1", intermediate_uses[1]}, {"sales:s1", intermediate_uses[1]}}) ==
        Reason::out_of_range);
  CHECK(refused({{"sales:s1", table.output[1] + 5},
                 {"purchases:s3", intermediate_inputs + table.output[1] + 5 - intermediate_uses[1]}}) !=
        Reason::shape);
  CHECK(refused({{"s1", 0.9 * intermediate_uses[1]}, {"sales:s1", intermediate_uses[1]}}) ==
        Reason::does_not_close);
}

}  // namespace leontide::table
