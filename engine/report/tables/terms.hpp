#pragma once

#include <string>

#include "report/write/document.hpp"

namespace leontide::report {

/// The words a reader knows for a column name of a table: `compensation` is "Compensation of employees" and
/// 劳动者报酬. Unknown names stand for themselves.
Title term(const std::string& name);

/// A sentence of the table layers (what was found in a table or done to it) in both languages.
Title sentence_in_both(const std::string& sentence);

}  // namespace leontide::report
