#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/write/fit.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

/// These rows of a sheet as wide as the terminal. Columns without a number or a text in any of them are left
/// out, and all beyond the first `most_columns` (0: none). Chances are coloured as their likelihood is, and
/// have a bar beside them where the window has room for it.
Fitted terminal_table(const Sheet& sheet, const std::vector<std::size_t>& rows, std::size_t most_columns,
                      Language language, const Terminal& terminal);

/// A chance in percent as a bar of eighths of blocks, `columns` wide where it is certain.
std::string chance_bar(double percent, std::size_t columns);

}  // namespace leontide::report
