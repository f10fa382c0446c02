#pragma once

#include <filesystem>

#include "report/write/document.hpp"
#include "table/accounts.hpp"
#include "table/checks/check.hpp"

namespace leontide::command {

/// Refuses a folder that holds something that is not a table: writing replaces whole folders. Throws
/// BadInput.
void require_replaceable(const std::filesystem::path& folder);

/// A folder's path without a slash at its end.
std::filesystem::path folder_path(const std::filesystem::path& given);

/// Writes a table folder whole or not at all, with meta.json made from the check. Throws BadInput,
/// OperationError.
void write_table(const table::Accounts& accounts, const table::CheckReport& found,
                 const std::filesystem::path& folder, bool gzip = false);

/// Says the findings on stderr, and stops with BadInput where the table is not to be used.
void require_usable(const table::CheckReport& found, const table::TablePlace& place,
                    Diagnostics diagnostics = {});

/// The answer in JSON where there is no table: verdict `unreadable` and the faults.
void print_unreadable(const Diagnostics& diagnostics);

/// What an answer that wrote a table begins with: where it stands and what its check says, then what the
/// sheets say of themselves.
report::Text written_headline(const std::filesystem::path& path, const table::CheckReport& found,
                              const std::vector<report::Sheet>& sheets = {});

}  // namespace leontide::command
