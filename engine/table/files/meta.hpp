#pragma once

#include <string>

#include "table/accounts.hpp"
#include "table/checks/check.hpp"

namespace leontide::table {

/// meta.json of a table that an operation made: title, year, unit, origins, inputs with their hashes, the
/// check's findings and the history. Reads back as the same Accounts.
std::string meta_json(const Accounts& accounts, const CheckReport& found);

}  // namespace leontide::table
