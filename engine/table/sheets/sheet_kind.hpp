#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace leontide::table {

/// What the bytes of a file are, whatever its name says.
enum class SheetKind {
  text,             ///< CSV, in any encoding
  workbook,         ///< .xlsx, and .xlsm: the same with macros, which are left alone
  old_workbook,     ///< .xls, of the format before 2007
  binary_workbook,  ///< .xlsb
  open_document,    ///< .ods
  archive,          ///< any other zip archive
  other_archive,    ///< a 7z or rar archive, or gzip under another name than .gz
  document,         ///< PDF
};

/// An .xlsx or .xls that is none by its bytes is damaged, and still of the kind its name says.
SheetKind sheet_kind(std::string_view bytes, const std::filesystem::path& path);

/// Reports a file of a kind that is not read, and what to do.
void report_unreadable_kind(SheetKind kind, const std::string& shown_as, Diagnostics& diagnostics);

}  // namespace leontide::table
