#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/reading.hpp"
#include "table/checks/check_parts.hpp"
#include "table/files/labelled.hpp"
#include "table/supply_use.hpp"

namespace leontide::table {

namespace {

std::vector<std::string> codes_of(const std::vector<Sector>& sectors) {
  std::vector<std::string> out;
  out.reserve(sectors.size());
  for (const Sector& sector : sectors)
    out.push_back(sector.code);
  return out;
}

// Printed totals are compared and left out: components are what the models transform.
void drop_total(Categories& value_added, const std::string& file, Diagnostics& diagnostics) {
  if (!value_added.find("total")) return;
  if (value_added.names.size() == 1) {
    value_added.names.front() = "value_added";
    return;
  }
  const std::vector<double> total = value_added.column("total");
  Categories parts;
  for (const std::string& name : value_added.names) {
    if (name != "total") parts.add(name, value_added.column(name));
  }
  std::vector<double> found(total.size());
  for (const std::string& name : parts.names) {
    if (name == "imported_inputs") continue;
    const std::vector<double> column = parts.column(name);
    for (std::size_t j = 0; j < found.size(); ++j)
      found[j] += column[j];
  }
  for (std::size_t j = 0; j < found.size(); ++j) {
    if (std::abs(found[j] - total[j]) <= std::max(1e-6 * std::abs(total[j]), 2.0)) continue;
    diagnostics.warning("unbalanced-parts", {file, 0, 0, 0},
                        fmt::format("components of value added sum to {} and their total is {}",
                                    long_number(found[j]), long_number(total[j])),
                        "the components were taken");
  }
  value_added = std::move(parts);
}

/// One identity: what is made of a product, or by an industry, and what it should equal.
void compare(const std::vector<Sector>& labels, const std::vector<double>& made,
             const std::vector<double>& other, double rounding, const char* what, const std::string& file,
             Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < made.size(); ++i) {
    const double allowed = std::max(1e-6 * std::abs(made[i]), rounding);
    if (std::abs(made[i] - other[i]) <= allowed) continue;
    diagnostics.error(
        "unbalanced-supply-use", {file, 0, 0, 0},
        fmt::format("{} {}: supply is {} and {} {}, a difference of {} where {} is allowed", what,
                    labels[i].code, long_number(made[i]),
                    std::string_view(what) == "product" ? "use and final demand sum to"
                                                        : "inputs and value added sum to",
                    long_number(other[i]), short_number(made[i] - other[i]), short_number(allowed)),
        "supply and use must be at one price (basic prices); margins and taxes on products are rows");
  }
}

}  // namespace

void check_supply_use(const SupplyUse& tables, const std::string& shown_as, Diagnostics& diagnostics) {
  std::vector<double> used = row_sums(tables.use);
  const std::vector<double> demand = row_sums(tables.final_demand.values);
  for (std::size_t i = 0; i < used.size(); ++i)
    used[i] += demand[i];
  std::vector<double> costs = column_sums(tables.use);
  const std::vector<double> value_added = row_sums(tables.value_added.values);
  for (std::size_t j = 0; j < costs.size(); ++j)
    costs[j] += value_added[j];
  for (std::size_t j = 0; j < costs.size() && !tables.other_inputs.empty(); ++j)
    costs[j] += sum(tables.other_inputs.values.row(j));
  const double unit =
      std::max(printing_of(tables.supply.values).finest(), printing_of(tables.use.values).finest());
  const auto rounding = [&](std::size_t cells) { return 0.5 * unit * static_cast<double>(cells); };
  const std::size_t m = tables.products.size();
  const std::size_t n = tables.industries.size();
  compare(tables.products, row_sums(tables.supply), used, rounding(2 * n + tables.final_demand.names.size()),
          "product", shown_as + "/use.csv", diagnostics);
  compare(tables.industries, column_sums(tables.supply), costs,
          rounding(2 * m + tables.value_added.names.size()), "industry", shown_as + "/use.csv", diagnostics);
}

std::optional<SupplyUse> read_supply_use(const std::filesystem::path& folder, const std::string& shown_as,
                                         Diagnostics& diagnostics) {
  if (!require_folder(folder, shown_as, {shown_as, 0, 0, 0}, "this folder cannot be read",
                      "a supply-use pair is a folder of CSV files", diagnostics))
    return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  LabelledReader reader(folder, shown_as, diagnostics);
  SupplyUse out;
  auto products = reader.sectors(out.product_columns, "products");
  auto industries = reader.sectors(out.industry_columns, "industries");
  if (!products || !industries) return std::nullopt;
  out.products = std::move(*products);
  out.industries = std::move(*industries);
  const std::vector<std::string> rows = codes_of(out.products);
  const std::vector<std::string> columns = codes_of(out.industries);
  out.supply = reader.matrix("supply", rows, columns).value_or(Matrix());
  out.use = reader.matrix("use", rows, columns).value_or(Matrix());
  out.final_demand = reader.categories("final_demand", rows).value_or(Categories());
  out.value_added = reader.categories("value_added", columns).value_or(Categories());
  if (reader.has("other_inputs"))
    out.other_inputs = reader.categories("other_inputs", columns).value_or(Categories());
  out.description.final_demand = out.final_demand;
  read_meta(folder, shown_as, reader, out.description, diagnostics);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  drop_total(out.value_added, shown_as + "/value_added.csv", diagnostics);
  check_supply_use(out, shown_as, diagnostics);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  out.description.final_demand = {};
  out.description.inputs = reader.sources();
  return out;
}

}  // namespace leontide::table
