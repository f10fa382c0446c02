// Supply-use pairs: the four models of the Eurostat Manual (2008, chapter 11) by their algebra.
#include <catch2/catch.hpp>
#include <functional>

#include "table/checks/check.hpp"
#include "table/refusal.hpp"
#include "table/supply_use.hpp"

namespace leontide::table {

namespace {

/// Three products, three industries, secondary products; both identities hold by construction.
SupplyUse pair() {
  SupplyUse out;
  out.description.title = "Pair";
  out.description.unit = "1e6 EUR";
  out.description.origins = Origins::local;
  out.products = {{"p1", "", "", "", {}}, {"p2", "", "", "", {}}, {"p3", "", "", "", {}}};
  out.industries = {{"i1", "", "", "", {}}, {"i2", "", "", "", {}}, {"i3", "", "", "", {}}};
  out.supply = Matrix(3, 3, {90, 10, 0, 5, 180, 15, 5, 10, 85});
  out.use = Matrix(3, 3, {20, 30, 5, 15, 60, 20, 10, 20, 25});
  const std::vector<double> q = row_sums(out.supply);
  const std::vector<double> g = column_sums(out.supply);
  std::vector<double> demand = q;
  std::vector<double> surplus = g;
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      demand[i] -= out.use(i, j);
      surplus[j] -= out.use(i, j);
    }
  }
  std::vector<double> exports(3, 10);
  for (std::size_t i = 0; i < 3; ++i)
    demand[i] -= exports[i];
  std::vector<double> wages(3, 20);
  for (std::size_t j = 0; j < 3; ++j)
    surplus[j] -= wages[j];
  out.final_demand.add("household", demand);
  out.final_demand.add("export", exports);
  out.value_added.add("wages", wages);
  out.value_added.add("surplus", surplus);
  return out;
}

constexpr SupplyUseModel models[] = {SupplyUseModel::a, SupplyUseModel::b, SupplyUseModel::c,
                                     SupplyUseModel::d};

bool by_product(SupplyUseModel model) {
  return model == SupplyUseModel::a || model == SupplyUseModel::b;
}

void check_close(const std::vector<double>& found, const std::vector<double>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t k = 0; k < found.size(); ++k)
    CHECK(found[k] == Approx(expected[k]).margin(1e-9));
}

}  // namespace

TEST_CASE("Every model balances, and reproduces the outputs of products or of industries") {
  const SupplyUse tables = pair();
  for (const SupplyUseModel model : models) {
    const Accounts table = symmetric(tables, model);
    INFO(table.history.back());
    CHECK(check(table, {1e-12}).passed());
    check_close(table.output, by_product(model) ? row_sums(tables.supply) : column_sums(tables.supply));
    CHECK(table.sectors[0].code == (by_product(model) ? "p1" : "i1"));
    // Totals of value added by component and of final demand by use are those of the pair.
    check_close(column_sums(table.value_added.values), column_sums(tables.value_added.values));
    check_close(column_sums(table.final_demand.values), column_sums(tables.final_demand.values));
    CHECK(sum(table.flows.values) == Approx(sum(tables.use.values)));
    CHECK_THAT(table.history.back(), Catch::Contains("Eurostat Manual"));
  }
}

TEST_CASE("Final demand stays by product in models A and B, value added by industry in C and D") {
  const SupplyUse tables = pair();
  for (const SupplyUseModel model : models) {
    const Accounts table = symmetric(tables, model);
    if (by_product(model)) CHECK(table.final_demand == tables.final_demand);
    if (!by_product(model)) CHECK(table.value_added == tables.value_added);
  }
}

TEST_CASE("Without secondary products all four models give the use table") {
  SupplyUse tables = pair();
  const std::vector<double> q = row_sums(tables.supply);
  tables.supply = Matrix(3, 3, {q[0], 0, 0, 0, q[1], 0, 0, 0, q[2]});
  for (const SupplyUseModel model : models)
    check_close(symmetric(tables, model).flows.values, tables.use.values);
}

TEST_CASE("Model A undoes what it assumes: products made alike everywhere") {
  // U = A S for a known A: product technology is then true, and the coefficients of model A are A.
  SupplyUse tables = pair();
  const Matrix a(3, 3, {0.1, 0.2, 0.05, 0.15, 0.3, 0.1, 0.05, 0.1, 0.2});
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      tables.use(i, j) = 0;
      for (std::size_t k = 0; k < 3; ++k)
        tables.use(i, j) += a(i, k) * tables.supply(k, j);
    }
  }
  const std::vector<double> q = row_sums(tables.supply);
  const Accounts table = symmetric(tables, SupplyUseModel::a);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j)
      CHECK(table.flows(i, j) / q[j] == Approx(a(i, j)));
  }
}

TEST_CASE("Negatives of models A and C are kept and counted, and B and D have none") {
  SupplyUse tables = pair();
  // Industry 1 makes much of product 2 but uses nothing of product 3.
  tables.supply = Matrix(3, 3, {60, 0, 0, 40, 180, 0, 0, 0, 100});
  tables.use = Matrix(3, 3, {20, 0, 5, 15, 60, 20, 0, 50, 25});
  const Accounts a = symmetric(tables, SupplyUseModel::a);
  CHECK(a.flows(2, 0) < 0);
  CHECK_THAT(a.history.back(), Catch::Contains("flows are negative") && Catch::Contains("were kept"));
  for (const SupplyUseModel model : {SupplyUseModel::b, SupplyUseModel::d})
    CHECK_THAT(symmetric(tables, model).history.back(), Catch::Contains("no flow is negative"));
}

TEST_CASE("A supply table that cannot be taken apart is refused by what hinders it") {
  const auto refusal = [](const std::function<void(SupplyUse&)>& spoil) {
    SupplyUse tables = pair();
    spoil(tables);
    try {
      symmetric(tables, SupplyUseModel::a);
    } catch (const Refusal& found) {
      CHECK_THAT(found.what(), !Catch::Contains("singular"));
      return std::string(found.what());
    }
    FAIL("it was not refused");
    return std::string();
  };
  CHECK_THAT(refusal([](SupplyUse& t) {
               t.supply = Matrix(3, 3, {90, 10, 0, 5, 180, 15, 0, 0, 0});
             }),
             Catch::Contains("nobody makes the product p3"));
  CHECK_THAT(refusal([](SupplyUse& t) {
               t.supply = Matrix(3, 3, {90, 10, 0, 5, 180, 0, 0, 20, 0});
             }),
             Catch::Contains("the industry i3 makes nothing"));
  CHECK_THAT(refusal([](SupplyUse& t) {
               t.supply = Matrix(3, 3, {10, 20, 0, 20, 40, 0, 5, 10, 85});
             }),
             Catch::Contains("i1 and i2 make the same mix"));
  CHECK_THAT(refusal([](SupplyUse& t) {
               t.supply = Matrix(2, 3, {90, 10, 5, 5, 180, 15});
               t.use = Matrix(2, 3, 1);
             }),
             Catch::Contains("as many products as industries"));
}

}  // namespace leontide::table
