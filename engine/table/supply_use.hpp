#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/option.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

/// A supply and a use table at basic prices. m products, n industries; amounts in `unit`.
///
///     product i:   sum_j supply(i,j) = sum_j use(i,j) + sum_k final_demand(i,k)
///     industry j:  sum_i supply(i,j) = sum_i use(i,j) + sum_k other_inputs(j,k) + value_added_total(j)
///
/// `origins` says whether use and final demand are of all origins (imports a negative column of final demand)
/// or local (imports by industry among value added, as `imported_inputs`).
struct SupplyUse {
  Accounts description;  ///< title, region, unit, year, origins, history and inputs; no amounts
  std::vector<std::string> product_columns;   ///< names of the products' further columns
  std::vector<Sector> products;               ///< rows of supply and use
  std::vector<std::string> industry_columns;  ///< names of the industries' further columns
  std::vector<Sector> industries;             ///< columns of supply and use
  Matrix supply;                              ///< [m, n]: what of product i industry j makes
  Matrix use;                                 ///< [m, n]: what of product i industry j uses
  Categories final_demand;                    ///< [m, uses]
  Categories value_added;                     ///< [n, components]
  Categories other_inputs;  ///< [n, components], or empty: taxes less subsidies on products and their kind
};

/// Reports products and industries whose identity does not hold but for printing.
void check_supply_use(const SupplyUse& tables, const std::string& shown_as, Diagnostics& diagnostics);

/// Reads a folder of products.csv and industries.csv (as sectors.csv), supply.csv and use.csv (a row a
/// product, a column an industry), final_demand.csv (a row a product), value_added.csv (a row an industry; a
/// column `total` is compared, not kept), other_inputs.csv where there are some, and meta.json. Reports every
/// fault, identities that do not hold too.
std::optional<SupplyUse> read_supply_use(const std::filesystem::path& folder, const std::string& shown_as,
                                         Diagnostics& diagnostics);

/// The models of the Eurostat Manual of Supply, Use and Input-Output Tables (2008), chapter 11.
enum class SupplyUseModel {
  a,  ///< product by product, product technology: a product is made alike wherever it is made
  b,  ///< product by product, industry technology: an industry makes all its products alike
  c,  ///< industry by industry, fixed industry sales: an industry sells all its products alike
  d,  ///< industry by industry, fixed product sales: a product is sold alike whoever makes it
};

/// Their letters for options and YAML, and titles.
inline constexpr Choice<SupplyUseModel> supply_use_models[] = {
    {SupplyUseModel::a, "A", "product by product, product technology", "产品×产品，产品工艺"},
    {SupplyUseModel::b, "B", "product by product, industry technology", "产品×产品，部门工艺"},
    {SupplyUseModel::c, "C", "industry by industry, fixed industry sales", "部门×部门，固定部门销售"},
    {SupplyUseModel::d, "D", "industry by industry, fixed product sales", "部门×部门，固定产品销售"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<SupplyUseModel>> choices_of(SupplyUseModel) {
  return supply_use_models;
}
/// The record of the model, for the command and for a recipe's step.
Option supply_use_model_option();

/// The symmetric table of a model. With supply S, use U, final demand Y, value added W, product outputs q and
/// industry outputs g:
///
///     A   Z = U S^-1 diag(q),        W S^-1 diag(q),       Y         products; exact, may be negative
///     B   Z = U diag(g)^-1 S',       W diag(g)^-1 S',      Y         products; never negative
///     C   Z = diag(g) S^-1 U,        W,   diag(g) S^-1 Y             industries; exact, may be negative
///     D   Z = S' diag(q)^-1 U,       W,   S' diag(q)^-1 Y            industries; never negative
///
/// Negatives are kept; the history says how many and how large. A and C need as many products as industries
/// and a supply table with an inverse: throws Refusal `shape` or `singular_supply`, which names the products
/// or industries that hinder it.
Accounts symmetric(const SupplyUse& tables, SupplyUseModel model);

}  // namespace leontide::table
