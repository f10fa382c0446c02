#pragma once

#include <vector>

#include "report/write/document.hpp"
#include "table/accounts.hpp"
#include "table/checks/check.hpp"

namespace leontide::report {

/// A verdict in words.
Title verdict_words(table::Verdict verdict);

/// What a check says of a table: the verdict and what to do, both identities, findings by kind. Their
/// sentences, each at its place, are diagnostics (table::report), in English.
std::vector<Section> check_sections(const table::Accounts& accounts, const table::CheckReport& found);

}  // namespace leontide::report
