#pragma once

#include <filesystem>

#include "report/sheet.hpp"
#include "table/accounts.hpp"

namespace leontide::tools {

/// Refuses a folder that holds something that is not a table: writing replaces whole folders. Throws
/// BadInput.
void require_replaceable(const std::filesystem::path& folder);

/// Writes a changed table: its accounts and meta.json with the history. Returns what the check says of it,
/// for the notes. Throws BadInput, OperationError.
report::Title write_changed(const table::Accounts& accounts, const std::filesystem::path& folder);

/// Adds a file to the inputs that the table's provenance lists.
void add_input(table::Accounts& accounts, const std::filesystem::path& file);

}  // namespace leontide::tools
