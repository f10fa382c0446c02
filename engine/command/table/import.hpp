#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "report/terminal.hpp"

namespace leontide::command {

/// `leontide table import FILE --out DIR`: a published sheet as a table folder, checked. Exit 0 done, 2 the
/// sheet or the table in it is wrong and nothing was written, 1 the disk refused.
struct TableImportOptions {
  std::filesystem::path file;
  std::filesystem::path out;
  std::string layout;                            ///< empty: recognised
  std::string sheet;                             ///< of a workbook; empty: the first
  std::optional<std::filesystem::path> mapping;  ///< a mapping file instead of a layout
  std::string title;                             ///< these replace what the sheet says
  std::string region;
  std::string unit;
  std::string currency;
  std::string source;
  int year = 0;
  double tolerance = 1e-6;
  bool json = false;
  report::Language language = report::Language::en;  ///< of the summary; the history is English
};
int command_table_import(const TableImportOptions& options);

/// `leontide table export DIR --out FILE|DIR`: a table folder as a sheet, or as a folder again.
struct TableExportOptions {
  std::filesystem::path folder;
  std::filesystem::path out;     ///< .csv, .csv.gz or .xlsx; a folder for layout `folder`
  std::string layout = "plain";  ///< plain, nbs, oecd or folder
  bool gzip = false;             ///< layout folder: its CSV files gzipped
};
int command_table_export(const TableExportOptions& options);

/// `leontide table imports DIR --to TREATMENT --out DIR`: competitive to non-competitive or the reverse.
struct TableImportsOptions {
  std::filesystem::path folder;
  std::filesystem::path out;
  std::string to;  ///< competitive or non-competitive
};
int command_table_imports(const TableImportsOptions& options);

/// `leontide table symmetric DIR --model M --out DIR`: a supply-use pair as a symmetric table.
struct TableSymmetricOptions {
  std::filesystem::path folder;
  std::filesystem::path out;
  std::string model;  ///< A, B, C or D
};
int command_table_symmetric(const TableSymmetricOptions& options);

}  // namespace leontide::command
