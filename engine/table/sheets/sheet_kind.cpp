#include "table/sheets/sheet_kind.hpp"

#include <algorithm>

#include "table/sheets/workbook_archive.hpp"

namespace leontide::table {

namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

SheetKind kind_of_archive(std::string_view bytes) {
  const Archive archive(bytes);
  if (!archive.is_open()) return SheetKind::archive;
  if (archive.has("xl/workbook.xml")) return SheetKind::workbook;
  if (archive.has("xl/workbook.bin")) return SheetKind::binary_workbook;
  if (archive.has("content.xml")) return SheetKind::open_document;
  return SheetKind::archive;
}

}  // namespace

SheetKind sheet_kind(std::string_view bytes, const std::filesystem::path& path) {
  const std::string ending = lower(path.extension().string());
  if (bytes.starts_with("PK\x03\x04")) {
    const SheetKind kind = kind_of_archive(bytes);
    return kind == SheetKind::archive && ending == ".xlsx" ? SheetKind::workbook : kind;
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0") || ending == ".xls") return SheetKind::old_workbook;
  if (ending == ".xlsx" || ending == ".xlsm") return SheetKind::workbook;
  if (ending == ".xlsb") return SheetKind::binary_workbook;
  if (ending == ".ods") return SheetKind::open_document;
  if (bytes.starts_with("%PDF-")) return SheetKind::document;
  if (bytes.starts_with("7z\xBC\xAF") || bytes.starts_with("Rar!") || bytes.starts_with("\x1F\x8B"))
    return SheetKind::other_archive;
  return SheetKind::text;
}

void report_unreadable_kind(SheetKind kind, const std::string& shown_as, Diagnostics& diagnostics) {
  const Place place{shown_as, 0, 0, 0};
  switch (kind) {
    case SheetKind::old_workbook:
      return diagnostics.error("old-workbook", place, "this is a workbook of the format before 2007",
                               "open it and save it as .xlsx or .csv");
    case SheetKind::binary_workbook:
      return diagnostics.error("old-workbook", place, "this is a binary workbook (.xlsb)",
                               "open it and save it as .xlsx or .csv");
    case SheetKind::open_document:
      return diagnostics.error("old-workbook", place, "this is an OpenDocument file (.ods)",
                               "open it and save it as .xlsx or .csv");
    case SheetKind::archive:
    case SheetKind::other_archive:
      return diagnostics.error("packed-file", place, "this is an archive of files",
                               "unpack it and name a sheet of it, or its folder");
    case SheetKind::document:
      return diagnostics.error("packed-file", place, "this is a PDF document",
                               "take its table out of it as .csv or .xlsx");
    case SheetKind::text:
    case SheetKind::workbook: return;
  }
}

}  // namespace leontide::table
