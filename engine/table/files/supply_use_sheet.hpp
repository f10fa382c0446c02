#pragma once

#include <optional>

#include "table/files/layout.hpp"
#include "table/supply_use.hpp"

namespace leontide::table {

/// A supply and a use table from two sheets and where everything stands in them: a row a product, a column an
/// industry. Products and industries are matched by code, as `eurostat_key` has it.
///
/// The supply sheet may have columns `import`, `margins` and `product_taxes` by product. Uses may be of all
/// origins (imports then become a negative use) or of what is made here, and at basic or at purchasers'
/// prices: which, is found from the totals of products, and said. From purchasers' prices every user pays
/// margins and taxes on a product at the same rate, and buys margins from the products that have negative
/// ones, in their proportion (Eurostat Manual, 2008, chapter 6).
///
/// Reports cells that are no numbers, products and industries that only one sheet has, and identities that do
/// not hold.
std::optional<SupplyUse> read_supply_use_sheets(const Grid& use, const Layout& use_layout, const Grid& supply,
                                                const Layout& supply_layout, Diagnostics& diagnostics);

}  // namespace leontide::table
