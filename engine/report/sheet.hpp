#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "report/terminal.hpp"

namespace leontide::report {

/// Nothing, a text (in both languages where they differ), or a number.
using Cell = std::variant<std::monostate, Title, double>;

/// A column of a sheet. `name` is its key in JSON, the same in every language. Columns of numbers say how
/// many digits after the point a person sees; CSV, JSON and XLSX carry the whole number.
struct SheetColumn {
  std::string name;
  Title title;
  std::optional<int> digits;  ///< none: a column of text
  std::string unit;           ///< shown behind the title; may be empty
};

/// A column of text.
SheetColumn text_column(std::string name, std::string en, std::string zh);
/// A column of numbers with `digits` after the point.
SheetColumn number_column(std::string name, std::string en, std::string zh, int digits,
                          std::string unit = {});
/// A text that is the same in every language.
Title same(std::string text);

/// A titled table with notes below: what a table command prints. Every row has a cell a column.
struct Sheet {
  std::string name;
  Title title;
  std::vector<SheetColumn> columns;
  std::vector<std::vector<Cell>> rows;
  std::vector<Title> notes;
};

enum class SheetFormat { text, csv, json, xlsx };

/// The sheets as aligned terminal tables.
std::string to_text(const std::vector<Sheet>& sheets, Language language);

/// One sheet as CSV (RFC 4180): titles, then rows. Notes are left out.
std::string to_csv(const Sheet& sheet, Language language);

/// All sheets as one JSON object: `sheets`, each with name, title, columns, rows as objects, notes. A cell
/// without a number is null.
std::string to_json(const std::vector<Sheet>& sheets, Language language);

/// The bytes of a workbook, a worksheet a sheet; equal sheets give equal bytes. Throws OperationError when
/// the temporary folder refuses.
std::string to_xlsx(const std::vector<Sheet>& sheets, Language language);

/// The text of the language, English where there is no Chinese.
const std::string& in_language(const Title& title, Language language);

/// A column's title with its unit.
std::string heading(const SheetColumn& column, Language language);

}  // namespace leontide::report
