#pragma once

#include <string>

#include "report/write/document.hpp"

namespace leontide::command {

/// The words a reader knows for a column name of a table: `compensation` is "Compensation of employees" and
/// 劳动者报酬. Unknown names stand for themselves.
Title term(const std::string& name);

using report::number_column;
using report::same;
using report::text_column;

}  // namespace leontide::command
