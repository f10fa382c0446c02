#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "command/session/command_session.hpp"
#include "table/supply_use.hpp"

namespace leontide::command {

/// `leontide table import FILE --into DIR`: a published sheet as a table folder, checked. Exit 0 done, 2 the
/// sheet or the table in it is wrong and nothing was written, 1 the disk refused.
struct TableImportOptions {
  std::filesystem::path file;                          ///< a workbook, a CSV file or a publisher's folder
  std::filesystem::path into;                          ///< the table folder that is written
  std::string layout;                                  ///< empty: recognised
  std::string sheet;                                   ///< of a workbook; empty: the first
  std::optional<std::filesystem::path> mapping;        ///< a mapping file instead of a layout
  std::optional<std::filesystem::path> region_groups;  ///< of a folder: CSV code, group
  std::optional<std::filesystem::path> sector_groups;  ///< of a folder: CSV code, group
  std::string aggregate_by;                            ///< of a folder: region or sector, all else together
  table::SupplyUseModel model = table::SupplyUseModel::d;  ///< of supply and use
  std::optional<std::filesystem::path> supply;             ///< with it the file holds uses: a supply-use pair
  std::string supply_sheet;                                ///< of its workbook
  std::string title;                                       ///< these replace what the sheet says
  std::string region;                                      ///< of the table
  std::string unit;                                        ///< of amounts
  std::string currency;                                    ///< of amounts
  std::string source;                                      ///< where it was published
  int year = 0;                                            ///< of the flows; 0: what the sheet says
  double tolerance = 1e-6;                                 ///< of the check, relative
  OutputOptions output;                                    ///< of the summary; the history is English
};
/// Exit as TableImportOptions says.
int command_table_import(const TableImportOptions& options);

/// `leontide table export DIR --out FILE | --into DIR`: a table folder as a sheet, or as a folder again.
struct TableExportOptions {
  std::filesystem::path folder;               ///< the table folder
  std::optional<std::filesystem::path> out;   ///< .csv, .csv.gz or .xlsx; this or `into`
  std::optional<std::filesystem::path> into;  ///< a table folder
  std::string layout = "plain";               ///< of a sheet: plain, nbs or oecd
  bool gzip = false;                          ///< of a folder: its CSV files gzipped
  Language language = Language::en;
};
/// Exit 0, 2 where the table is wrong, 1 where it cannot be written.
int command_table_export(const TableExportOptions& options);

}  // namespace leontide::command
