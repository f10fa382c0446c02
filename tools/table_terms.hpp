#pragma once

#include <string>

#include "report/sheet.hpp"

namespace leontide::tools {

/// The words a reader knows for a column name of a table: `compensation` is "Compensation of employees" and
/// 劳动者报酬. Unknown names stand for themselves.
report::Title term(const std::string& name);

/// A column of text.
report::SheetColumn text_column(std::string name, std::string en, std::string zh);
/// A column of numbers with `digits` after the point.
report::SheetColumn number_column(std::string name, std::string en, std::string zh, int digits,
                                  std::string unit = {});

/// A text that is the same in every language.
report::Title same(std::string text);

}  // namespace leontide::tools
