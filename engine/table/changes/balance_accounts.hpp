#pragma once

#include <string>
#include <vector>

#include "base/option.hpp"
#include "table/accounts.hpp"
#include "table/changes/balance.hpp"

namespace leontide::table {

/// See `ras` and `gras` of balance.hpp.
enum class BalanceMethod { ras, gras };

/// Their names for options and YAML.
inline constexpr Choice<BalanceMethod> balance_methods[] = {{BalanceMethod::ras, "ras", "RAS", ""},
                                                            {BalanceMethod::gras, "gras", "GRAS", ""}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<BalanceMethod>> choices_of(BalanceMethod) {
  return balance_methods;
}
/// The record of the method, for the command and for a recipe's step.
Option balance_method_option();

/// Whether primary inputs take part in the balance.
enum class Primary { balanced, held };

/// A new total for a row or column of the whole table. Rows are sectors, `import:CODE` (products imported, of
/// tables that hold them by user), `imported_inputs`, other inputs and components of value added
/// (`value_added` where the table has the total only); columns are sectors and final uses. A sector's total
/// is its output: its row and its column take the same.
struct MarginTarget {
  std::string label;  ///< of a row or column
  double total = 0;   ///< that it is to have, in the table's unit
};

/// What `balance_accounts` made.
struct BalancedAccounts {
  Accounts accounts;                       ///< balanced
  BalanceRecord record;                    ///< of the whole table's matrix
  std::vector<std::string> row_labels;     ///< of the record's row multipliers
  std::vector<std::string> column_labels;  ///< of its column multipliers
  std::size_t named = 0;                   ///< targets given
  std::size_t kept = 0;                    ///< totals that were not named and keep their present sum
};

/// The whole table [local flows, final demand; imported flows, imported final demand; imported inputs, value
/// added] balanced to the totals, so that both identities hold afterwards to the tolerance. Output of the
/// result is the targets. Throws Refusal `unknown_category` (a label that the table has nowhere),
/// `out_of_range` (a label given twice), and what `ras` and `gras` throw.
///
/// `Primary::held` leaves imported inputs and value added of every sector as they are.
BalancedAccounts balance_accounts(const Accounts& accounts, const std::vector<MarginTarget>& targets,
                                  BalanceMethod method, const BalanceOptions& options = {},
                                  Primary primary = Primary::balanced);

}  // namespace leontide::table
