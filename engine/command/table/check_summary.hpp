#pragma once

#include <string>

#include "base/title.hpp"
#include "table/checks/check.hpp"

namespace leontide::command {

/// What `table check` prints of a table: the verdict, the largest errors, productivity, what to do. In
/// Chinese the findings are named by kind and number; their sentences stay on stderr, in English.
std::string check_summary(const table::Accounts& accounts, const table::CheckReport& found,
                          Language language);

/// Says the findings on stderr, and stops with BadInput where the table is not to be used.
void require_usable(const table::CheckReport& found, const std::string& shown_as,
                    Diagnostics diagnostics = {});

/// The answer of `--json` where there is no table: verdict `unreadable` and the faults.
void print_unreadable(const Diagnostics& diagnostics);

}  // namespace leontide::command
