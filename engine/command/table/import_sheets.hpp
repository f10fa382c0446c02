#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "command/table/import.hpp"
#include "table/files/layout.hpp"
#include "table/files/long_form.hpp"
#include "table/files/mapping_file.hpp"

namespace leontide::command {

/// What finds out how a sheet is laid out; nothing where it is of another kind.
using Recogniser = std::optional<table::Layout> (*)(const table::Grid&, Diagnostics&);

/// A sheet as a matrix, and what stands where in it.
struct KnownSheet {
  table::Grid grid;
  table::Layout layout;
};

/// The sheet of that name, or the first of a workbook that the recogniser knows.
std::optional<KnownSheet> known_sheet(const std::filesystem::path& file, const std::string& sheet,
                                      Recogniser recogniser, const table::FlatChoice& choice,
                                      Diagnostics& diagnostics);

/// The layout of the sheet asked for; of a workbook where none is, of the first sheet that has one, which
/// `grid` then is.
std::optional<table::Layout> recognise_a_sheet(const TableImportOptions& options, table::Grid& grid,
                                               Diagnostics& diagnostics);

/// The same where a mapping says what stands where and names no sheet.
std::optional<table::Layout> map_a_sheet(const table::SheetMapping& mapping,
                                         const TableImportOptions& options, table::Grid& grid,
                                         Diagnostics& diagnostics);

}  // namespace leontide::command
