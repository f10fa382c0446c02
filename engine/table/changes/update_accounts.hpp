#pragma once

#include "table/changes/balance_accounts.hpp"
#include "table/changes/update.hpp"

namespace leontide::table {

/// One of the tables between which technology changes.
struct ReferenceTable {
  Technology technology;
  std::string title;
};

struct UpdatedAccounts {
  Accounts accounts;
  BalanceRecord record;
  std::size_t clipped = 0;    ///< see Updated
  std::size_t unmatched = 0;  ///< see Updated
};

/// A whole table with the technology that `update` gives it. Output by sector stays. Every cell of the local
/// and the imported flows takes the factor of its coefficient, components of value added that of its share;
/// all local final uses take one factor that brings them to output less local inputs. GRAS then
/// balances the rows, columns held, so both identities hold. Coefficients therefore differ from those of
/// `update` by what the balance needs.
///
/// The reference tables have the sectors of `accounts`; their technology is of all origins. Throws Refusal
/// `shape`, `no_such_origin`, what `update` and `gras` throw.
UpdatedAccounts update_accounts(const Accounts& accounts, const ReferenceTable& from,
                                const ReferenceTable& to, const UpdateOptions& options);

}  // namespace leontide::table
