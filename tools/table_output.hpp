#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/diagnostic.hpp"
#include "table/check.hpp"

namespace leontide::tools {

/// A command that writes a table replaces whole folders: it may replace a table, never something else.
bool may_replace(const std::filesystem::path& folder, Diagnostics& diagnostics);

/// A folder's path without a slash at its end.
std::filesystem::path folder_path(const std::filesystem::path& given);

/// Writes a table folder whole or not at all, with meta.json made from the check. Throws OperationError.
void write_table(const table::Accounts& accounts, const table::CheckReport& found,
                 const std::filesystem::path& folder, bool gzip = false);

/// What `table check` prints of a table.
std::string check_summary(const table::Accounts& accounts, const table::CheckReport& found);

/// Runs a command's body and says what stopped it: 2 for a refusal of a table operation, placed at
/// `shown_as`, 1 where the machine refused.
int guarded_output(const std::string& shown_as, const std::function<int()>& body);

}  // namespace leontide::tools
