#include "table/supply_use.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "linear/lu.hpp"
#include "table/activity.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

std::vector<double> inverses(const std::vector<double>& values) {
  std::vector<double> out;
  out.reserve(values.size());
  for (const double value : values)
    out.push_back(value == 0 ? 0 : 1 / value);
  return out;
}

// Why a square supply table has no inverse, as far as single lines show it.
std::string hindrance(const SupplyUse& tables) {
  const std::vector<double> products = row_sums(tables.supply);
  const std::vector<double> industries = column_sums(tables.supply);
  for (std::size_t i = 0; i < products.size(); ++i) {
    if (products[i] == 0) return fmt::format("nobody makes the product {}", tables.products[i].code);
  }
  for (std::size_t j = 0; j < industries.size(); ++j) {
    if (industries[j] == 0) return fmt::format("the industry {} makes nothing", tables.industries[j].code);
  }
  for (std::size_t a = 0; a < industries.size(); ++a) {
    for (std::size_t b = a + 1; b < industries.size(); ++b) {
      double gap = 0;
      for (std::size_t i = 0; i < products.size(); ++i)
        gap += std::abs(tables.supply(i, a) / industries[a] - tables.supply(i, b) / industries[b]);
      if (gap < 1e-9) {
        return fmt::format("the industries {} and {} make the same mix of products",
                           tables.industries[a].code, tables.industries[b].code);
      }
    }
  }
  return "the mixes of some industries can be put together from those of others";
}

/// Below this an inverse has lost all but a few digits.
constexpr double least_condition = 1e-12;

Matrix supply_inverse(const SupplyUse& tables) {
  if (tables.supply.rows != tables.supply.columns) {
    throw Refusal(Reason::shape,
                  fmt::format("this model needs as many products as industries, there are {} and {}; "
                              "models B and D do not",
                              tables.supply.rows, tables.supply.columns));
  }
  const std::size_t n = tables.supply.rows;
  const linear::Lu factors(tables.supply.values, n);
  if (factors.reciprocal_condition() < least_condition) {
    throw Refusal(
        Reason::singular_supply,
        "this model takes the supply table apart by industry, which cannot be done: " + hindrance(tables));
  }
  return {n, n, factors.inverse()};
}

/// T of the model: what turns industry columns into product columns (A, B), or product rows into industry
/// rows (C, D).
Matrix transformation(const SupplyUse& tables, SupplyUseModel model) {
  const std::vector<double> q = row_sums(tables.supply);
  const std::vector<double> g = column_sums(tables.supply);
  switch (model) {
    case SupplyUseModel::a: return scale_columns(supply_inverse(tables), q);
    case SupplyUseModel::b: return scale_rows(transposed(tables.supply), inverses(g));
    case SupplyUseModel::c: return scale_rows(supply_inverse(tables), g);
    case SupplyUseModel::d: return scale_columns(transposed(tables.supply), inverses(q));
  }
  return {};
}

const char* words(SupplyUseModel model) {
  switch (model) {
    case SupplyUseModel::a: return "model A, product by product, product technology";
    case SupplyUseModel::b: return "model B, product by product, industry technology";
    case SupplyUseModel::c: return "model C, industry by industry, fixed industry sales structure";
    case SupplyUseModel::d: return "model D, industry by industry, fixed product sales structure";
  }
  return "";
}

std::string negatives(const Accounts& accounts) {
  std::size_t count = 0;
  double largest = 0;
  double total = 0;
  for (const double flow : accounts.flows.values) {
    if (flow >= 0) continue;
    ++count;
    largest = std::min(largest, flow);
    total += flow;
  }
  if (count == 0) return "no flow is negative";
  return fmt::format("{} flows are negative, down to {:.6g}, {:.3g} % of all flows together; they were kept",
                     count, largest, 100 * total / sum(accounts.flows.values));
}

// Components of value added, imported inputs among them.
void set_value_added(const Categories& all, Accounts& out) {
  out.value_added_total.assign(all.values.rows, 0);
  for (const std::string& name : all.names) {
    const std::vector<double> column = all.column(name);
    if (name == "imported_inputs") {
      out.imported_inputs = column;
      continue;
    }
    out.value_added.add(name, column);
    for (std::size_t j = 0; j < column.size(); ++j)
      out.value_added_total[j] += column[j];
  }
}

}  // namespace

Option supply_use_model_option() {
  return {.name = "MODEL",
          .flag = "--model",
          .yaml_key = "model",
          .kind = ValueKind::choice,
          .choices = choice_names<SupplyUseModel>(),
          .help = {"Eurostat's model", "欧盟统计局的模型"}};
}

Accounts symmetric(const SupplyUse& tables, SupplyUseModel model) {
  begin_activity(fmt::format("making a symmetric table of {} products and {} industries",
                             tables.products.size(), tables.industries.size()));
  Accounts out = tables.description;
  const Matrix t = transformation(tables, model);
  const bool by_product = model == SupplyUseModel::a || model == SupplyUseModel::b;
  if (by_product) {
    out.sectors = tables.products;
    out.sector_columns = tables.product_columns;
    out.flows = multiply(tables.use, t);
    out.final_demand = tables.final_demand;
    // Value added is held by industry in rows: W' T, turned.
    set_value_added({tables.value_added.names, multiply(transposed(t), tables.value_added.values)}, out);
    if (!tables.other_inputs.empty())
      out.other_inputs = {tables.other_inputs.names, multiply(transposed(t), tables.other_inputs.values)};
    out.output = row_sums(tables.supply);
  } else {
    out.sectors = tables.industries;
    out.sector_columns = tables.industry_columns;
    out.flows = multiply(t, tables.use);
    out.final_demand = {tables.final_demand.names, multiply(t, tables.final_demand.values)};
    set_value_added(tables.value_added, out);
    out.other_inputs = tables.other_inputs;
    out.output = column_sums(tables.supply);
  }
  out.history.push_back(
      fmt::format("symmetric: {} of the Eurostat Manual (2008, chapter 11), from {} products and {} "
                  "industries; {}",
                  words(model), tables.products.size(), tables.industries.size(), negatives(out)));
  return out;
}

}  // namespace leontide::table
