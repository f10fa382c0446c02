#include <fmt/format.h>

#include "table/files/layout.hpp"
#include "table/sheets/decimal_comma.hpp"

namespace leontide::table {

namespace {

void refuse_number(const Grid& grid, std::size_t row, std::size_t column, const std::string& text,
                   Diagnostics& diagnostics) {
  const bool comma = number_form(text) == NumberForm::decimal_comma;
  diagnostics.error("not-a-number", grid.place(row, column),
                    fmt::format("the cell {} holds \"{}\", {}", grid.cell_name(row, column), text,
                                comma ? "a number with a decimal comma" : "which is no number"),
                    comma
                        ? "a mapping file says so with decimal: \",\""
                        : "a blank cell or a dash is 0; anything else must be a number with a decimal point");
}

}  // namespace

double sheet_number(const Grid& grid, std::size_t row, std::size_t column, std::size_t& blanks,
                    Diagnostics& diagnostics) {
  const std::string text = grid.stored(row, column);
  if (const std::string trouble = grid.trouble(row, column); !trouble.empty()) {
    diagnostics.error("cell", grid.place(row, column), trouble);
    return 0;
  }
  if (text.empty()) ++blanks;
  const auto value = grid_number(text);
  if (!value) refuse_number(grid, row, column, text, diagnostics);
  return value.value_or(0);
}

}  // namespace leontide::table
