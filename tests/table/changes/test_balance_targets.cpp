// Whole tables to new totals: a balanced table or a refusal that names why, never a number that is none.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "support/made_up.hpp"
#include "support/shared_table.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/balance_value_added.hpp"
#include "table/changes/update_accounts.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_finite(const Accounts& accounts) {
  const auto finite = [](const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  REQUIRE(finite(accounts.flows.values));
  REQUIRE(finite(accounts.flows_imported.values));
  REQUIRE(finite(accounts.final_demand.values.values));
  REQUIRE(finite(accounts.final_demand_imported.values.values));
  REQUIRE(finite(accounts.value_added.values.values));
  REQUIRE(finite(accounts.value_added_total));
  REQUIRE(finite(accounts.output));
}

/// What a use takes of local and of imported products.
double taken_by(const Accounts& table, const std::string& use) {
  const bool imports = table.final_demand_imported.find(use).has_value();
  return sum(table.final_demand.column(use)) + (imports ? sum(table.final_demand_imported.column(use)) : 0);
}

/// Totals of one to three sectors, uses and components: most of them such that the margins agree, by factors
/// from near 1 to far out, some zero, some of the other sign, some alone.
std::vector<MarginTarget> random_targets(const Accounts& table, Sequence& random) {
  const auto pick = [&](std::size_t count) {
    return static_cast<std::size_t>(random.next() * static_cast<double>(count));
  };
  const double reach = random.next() < 0.6 ? 0.2 : 6;
  const auto moved = [&](double total) {
    const double draw = random.next();
    if (draw < 0.03) return 0.0;
    if (draw < 0.05) return -total;
    return total * std::exp(reach * (random.next() - 0.5));
  };
  std::vector<MarginTarget> targets;
  std::set<std::size_t> taken;
  for (std::size_t k = pick(3); k > 0; --k) {
    const std::size_t i = pick(table.size());
    if (taken.insert(i).second) targets.push_back({table.sectors[i].code, moved(table.output[i])});
  }
  const std::size_t use = pick(table.final_demand.names.size());
  const double before = taken_by(table, table.final_demand.names[use]);
  const double after = moved(before);
  targets.push_back({table.final_demand.names[use], after});
  if (random.next() < 0.1) return targets;
  const std::size_t part = pick(table.value_added.names.size());
  const double paid = sum(table.value_added.column(table.value_added.names[part]));
  targets.push_back({table.value_added.names[part], paid + after - before});
  return targets;
}

struct Ends {
  std::size_t balanced = 0;
  std::size_t refused = 0;
};

void balance_once(const Accounts& table, const std::vector<MarginTarget>& targets, double tolerance,
                  Ends& ends) {
  try {
    const BalancedAccounts found = balance_accounts(table, targets, BalanceMethod::gras, {1e-9, 300});
    ++ends.balanced;
    require_finite(found.accounts);
    const CheckReport report = check(found.accounts, {tolerance});
    const bool balances =
        std::none_of(report.findings.begin(), report.findings.end(), [](const Finding& one) {
          return one.fault == TableFault::unbalanced_row || one.fault == TableFault::unbalanced_column;
        });
    REQUIRE(balances);
    for (const MarginTarget& target : targets) {
      if (!table.final_demand.find(target.label)) continue;
      CHECK(taken_by(found.accounts, target.label) ==
            Approx(target.total).epsilon(1e-5).margin(1e-6 * sum(table.output)));
    }
  } catch (const Refusal& refusal) {
    ++ends.refused;
    const std::set<Reason> reasons{Reason::margins_disagree,     Reason::row_without_cells,
                                   Reason::column_without_cells, Reason::not_converged,
                                   Reason::infeasible_zeros,     Reason::out_of_range};
    INFO(refusal.what());
    REQUIRE(reasons.contains(refusal.reason()));
    REQUIRE(std::string(refusal.what()).size() > 30);
  }
}

constexpr const char* official_tables[] = {
    "liaoning_2012_42", "liaoning_2017_42", "guangdong_2012_42", "guangdong_2017_42", "hunan_2012_42",
    "hunan_2017_42",    "china_2012_139",   "china_2015_42",     "china_2017_42",     "china_2018_42",
    "china_2020_42",    "china_2017_149",   "china_2018_153",    "china_2020_153",    "oecd_chn_2018_45"};

struct Largest {
  std::string name;
  double total = 0;
};

Largest largest(const Categories& of) {
  Largest out;
  for (const std::string& name : of.names) {
    const double total = sum(of.column(name));
    if (total > out.total) out = {name, total};
  }
  return out;
}

}  // namespace

TEST_CASE("Ten thousand random targets end in a balanced table or in a refusal that names why") {
  Sequence random(18);
  Ends ends;
  for (std::uint64_t trial = 0; trial < 10000; ++trial) {
    CAPTURE(trial);
    const Accounts table = made_up(2 + static_cast<std::size_t>(random.next() * 4), 100 + trial % 50);
    balance_once(table, random_targets(table, random), 1e-6, ends);
  }
  CHECK(ends.balanced > 2000);
  CHECK(ends.refused > 300);
}

TEST_CASE("Random targets of official tables end in a balanced table or in a refusal that names why") {
  if (!have_shared("data/io/oecd_chn_2018_45")) return;
  Sequence random(19);
  Ends ends;
  for (const char* name : {"liaoning_2017_42", "hunan_2012_42", "china_2018_42", "oecd_chn_2018_45"}) {
    const Accounts table = shared_table(name);
    if (table.value_added.empty()) continue;
    for (int trial = 0; trial < 10; ++trial) {
      CAPTURE(name, trial);
      balance_once(table, random_targets(table, random), 1e-4, ends);
    }
  }
  CHECK(ends.balanced > 5);
}

TEST_CASE("Every official table balances to more of its largest use, paid by its largest income") {
  if (!have_shared("data/io/oecd_chn_2018_45")) return;
  for (const char* name : official_tables) {
    CAPTURE(name);
    const Accounts table = shared_table(name);
    const Largest use = largest(table.final_demand);
    Categories incomes = table.value_added;
    if (incomes.empty()) incomes.add("value_added", table.value_added_total);
    const Largest income = largest(incomes);
    const double taken = taken_by(table, use.name);
    const double more = 0.02 * taken;
    const BalancedAccounts found = balance_accounts(
        table, {{use.name, taken + more}, {income.name, income.total + more}}, BalanceMethod::gras);
    require_finite(found.accounts);
    CHECK(check(found.accounts, {1e-6}).passed());
    CHECK(taken_by(found.accounts, use.name) == Approx(taken + more).epsilon(1e-9));
    try {
      balance_accounts(table, {{use.name, taken + more}}, BalanceMethod::gras);
      FAIL("one margin alone was taken");
    } catch (const Refusal& refusal) {
      CHECK(refusal.reason() == Reason::margins_disagree);
      CHECK_THAT(refusal.what(), Catch::Contains("name a final use and a component of value added") &&
                                     Catch::Contains(incomes.names.front()));
    }
  }
}

TEST_CASE("Inventories may cancel out, imports vanish, and a sector that makes nothing stays so") {
  Accounts table = made_up(4, 3);
  const std::vector<double> stocked{2, -1, 2, -1};
  for (std::size_t i = 0; i < table.size(); ++i)
    table.final_demand.values(i, 0) -= stocked[i];
  table.final_demand.add("inventories", stocked);
  REQUIRE(check(table, {1e-9}).passed());
  const double taken = taken_by(table, "household");
  const Accounts level =
      balance_accounts(table, {{"inventories", 0}, {"household", taken + 2}}, BalanceMethod::gras).accounts;
  CHECK(taken_by(level, "inventories") == Approx(0).margin(1e-9));
  CHECK(level.final_demand.column("inventories")[0] > 0);
  CHECK(check(level, {1e-9}).passed());

  Accounts closed = made_up(4, 3);
  closed.flows_imported = {};
  closed.final_demand_imported = {};
  closed.origins = Origins::all;
  closed.final_demand.add("import", std::vector<double>{-1, -2, -3, 0});
  for (std::size_t i = 0; i < closed.size(); ++i) {
    closed.final_demand.values(i, 0) += i == 3 ? 0 : static_cast<double>(i + 1);
    closed.value_added_total[i] = closed.output[i] - column_sums(closed.flows)[i];
  }
  closed.value_added = {};
  REQUIRE(check(closed, {1e-9}).passed());
  const double used = taken_by(closed, "household");
  const Accounts shut =
      balance_accounts(closed, {{"import", 0}, {"household", used - 6}}, BalanceMethod::gras).accounts;
  CHECK(shut.final_demand.column("import") == std::vector<double>(4, 0.0));
  CHECK(check(shut, {1e-9}).passed());

  // Totals of value added are met where imports are the last column.
  const double first = closed.value_added_total[0] + closed.value_added_total[1];
  const double second = closed.value_added_total[2] + closed.value_added_total[3];
  const Accounts grown = balance_value_added(closed, {{"c0", 1.05 * first}, {"c1", 0.98 * second}}, "cluster",
                                             BalanceMethod::gras)
                             .accounts;
  CHECK(grown.value_added_total[0] + grown.value_added_total[1] == Approx(1.05 * first).epsilon(1e-9));
  CHECK(taken_by(grown, "import") == Approx(-6).epsilon(1e-9));
  CHECK(check(grown, {1e-9}).passed());

  // What rounding left in the row of a sector without output is no output.
  Accounts idle;
  idle.unit = "1e8 CNY";
  for (const char* code : {"a", "b", "c"})
    idle.sectors.push_back({code, "", "", "", {}});
  idle.flows = Matrix(3, 3, {10, 20, 0, 15, 5, 0, 0, 0, 0});
  idle.final_demand = {{"household"}, Matrix(3, 1, {70, 80, 0.4})};
  idle.value_added_total = {75, 75, 0};
  idle.output = {100, 100, 0};
  const Accounts moved =
      balance_accounts(idle, {{"a", 110}, {"b", 100}, {"c", 0}}, BalanceMethod::gras).accounts;
  CHECK(moved.output == std::vector<double>{110, 100, 0});
}

TEST_CASE(
    "An official table updated to a later one with weight 1 has the later technology exactly, and balances") {
  if (!have_shared("data/io/china_2020_42")) return;
  for (const auto& [earlier, later] :
       {std::pair("china_2018_42", "china_2020_42"), std::pair("china_2018_153", "china_2020_153"),
        std::pair("liaoning_2017_42", "guangdong_2017_42")}) {
    CAPTURE(earlier, later);
    const Accounts from = shared_table(earlier);
    const Accounts to = shared_table(later);
    const UpdatedAccounts moved =
        update_accounts(from, {technology_of(from), from.title}, {technology_of(to), to.title}, {1});
    require_finite(moved.accounts);
    CHECK(check(moved.accounts, {1e-6}).passed());
    const std::vector<double> found = technology_of(moved.accounts).coefficients.values;
    const std::vector<double> wanted = technology_of(to).coefficients.values;
    bool is_exact = true;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      // A sector without output buys nothing, whatever its technology.
      const bool is_there = from.output[k % from.size()] > 0;
      is_exact =
          is_exact && (!is_there || std::abs(found[k] - wanted[k]) <= 1e-12 * std::abs(wanted[k]) + 1e-16);
    }
    CHECK(is_exact);
  }
}

}  // namespace leontide::table
