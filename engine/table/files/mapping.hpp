#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "table/files/layout.hpp"

namespace leontide::table {

/// First and last of a run of rows or columns. Rows count from 1 as the file numbers them, columns from 0.
struct LineRange {
  std::size_t first = 0;  ///< the first
  std::size_t last = 0;   ///< the last, included
  Place place;            ///< in the mapping file
};

/// A category and where it stands; a sign of -1 turns it.
struct MappedCategory {
  std::string name;    ///< of the category
  std::size_t at = 0;  ///< row or column, as the field it stands in says
  double sign = 1;     ///< -1 turns what is printed
  Place place;         ///< in the mapping file
};

/// The supply table beside a use table: products in the order of its rows, industries in that of its columns.
struct MappedSupply {
  std::string sheet;                       ///< of its workbook; empty: the first
  LineRange rows;                          ///< products
  LineRange columns;                       ///< industries
  std::vector<MappedCategory> valuations;  ///< columns `import`, `margins`, `product_taxes`
};

/// Which rows and columns of any sheet are what, as a mapping file says it.
struct SheetMapping {
  std::string file;    ///< of the mapping
  std::string sha256;  ///< of its bytes
  SheetForm form;      ///< sheet, separator and decimals
  /// Without it columns of sectors are in the order of the rows. Several rows are levels, the region above.
  std::optional<LineRange> code_rows;
  /// Without it sectors are numbered. Several columns are levels, the region first.
  std::optional<LineRange> code_columns;
  std::optional<LineRange> name_column;        ///< names beside the codes
  LineRange sector_rows;                       ///< sectors of rows
  LineRange sector_columns;                    ///< sectors of columns
  std::optional<LineRange> imported_rows;      ///< in the order of the sector rows
  std::vector<MappedCategory> final_demand;    ///< columns
  std::vector<MappedCategory> value_added;     ///< rows
  std::vector<MappedCategory> other_inputs;    ///< rows
  std::optional<LineRange> value_added_total;  ///< a row
  std::optional<LineRange> imported_inputs;    ///< a row: what each sector imports
  std::optional<LineRange> output_row;         ///< a row; this or a column
  std::optional<LineRange> output_column;      ///< a column
  Layout description;                          ///< title, region, unit, currency, source, year, origins
  /// With it the sheet holds uses: rows are products, columns industries.
  std::optional<MappedSupply> supply;
};

/// The layout of a sheet under a mapping. Reports rows and columns that the sheet does not have, and runs of
/// different lengths, at their place in the mapping file.
std::optional<Layout> layout_of(const SheetMapping& mapping, const Grid& grid, Diagnostics& diagnostics);

/// The layout of the supply sheet beside that of the uses.
std::optional<Layout> supply_layout_of(const SheetMapping& mapping, const Layout& uses, const Grid& supply,
                                       Diagnostics& diagnostics);

}  // namespace leontide::table
