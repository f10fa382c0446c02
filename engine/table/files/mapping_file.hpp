#pragma once

#include <filesystem>
#include <optional>

#include "base/diagnostic.hpp"
#include "table/files/mapping.hpp"

namespace leontide::table {

/// A mapping file (`leontide: mapping/1`): which rows and columns of a sheet are what. Keys: title, region,
/// year, unit, currency, source, origins (all or local), sheet, encoding, separator, decimal, codes: {row,
/// column} or, in levels, {rows, columns}, names: {column}, sectors: {rows, columns}, imported: {rows},
/// final_demand: {name: column}, value_added: {name: row}, value_added_total (row), imported_inputs (row),
/// other_inputs: {name: row}, output: {row} or {column}; without it the row sums. Rows are numbers as a
/// spreadsheet counts them, columns letters; `6-47` and `C-AR` are runs, and a minus before a column or row
/// turns its sign.
std::optional<table::SheetMapping> read_mapping(const std::filesystem::path& path,
                                                const std::string& shown_as, Diagnostics& diagnostics);

}  // namespace leontide::table
