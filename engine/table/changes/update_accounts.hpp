#pragma once

#include <string>
#include <vector>

#include "table/changes/update.hpp"

namespace leontide::table {

/// One of the tables between which technology changes.
struct ReferenceTable {
  Technology technology;  ///< told by the requirements of the table that is updated
  std::string title;      ///< for the history
};

/// What `update_accounts` made.
struct UpdatedAccounts {
  Accounts accounts;                ///< with the moved technology
  std::vector<std::string> follow;  ///< codes of the sectors whose output could not be held
  std::size_t clipped = 0;          ///< see Updated
  std::size_t unmatched = 0;        ///< see Updated
};

/// A whole table with the technology that `update` gives it, exactly. A cell's local and imported part keep
/// their proportion, components of value added and other inputs theirs. Output is held, and each row is
/// closed by its final uses: the positive ones times a factor, the negative ones divided by it. Where a row
/// has no use that can take what is left, its uses are held instead and its output follows (Miller & Blair,
/// section 13.2, on outputs of some sectors and final demands of others).
///
/// The reference tables have the sectors of `accounts` and are told by the same requirements
/// (`technology_requirements`). Throws Refusal `shape`, `no_such_origin`, `does_not_close` (an output that
/// would not be positive), `unproductive`, what `update` throws.
UpdatedAccounts update_accounts(const Accounts& accounts, const ReferenceTable& from,
                                const ReferenceTable& to, const UpdateOptions& options);

}  // namespace leontide::table
