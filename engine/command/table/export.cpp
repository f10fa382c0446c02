#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/gzip.hpp"
#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "command/session/command_session.hpp"
#include "command/session/spoken_language.hpp"
#include "command/table/folder.hpp"
#include "command/table/import.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/files/read.hpp"

namespace leontide::command {

namespace {

table::GridRows sheet_of(const table::Accounts& accounts, const TableExportOptions& options) {
  if (options.layout == "nbs") return table::nbs_sheet(accounts);
  if (options.layout == "oecd") return table::oecd_sheet(accounts);
  return table::plain_sheet(accounts, table::read_stated(options.folder));
}

/// A publisher's layout has no place for what meta.json states of the table: whoever reads the sheet must
/// say it.
void warn_of_deviations(const table::Accounts& accounts, const TableExportOptions& options) {
  if (options.layout != "nbs" && options.layout != "oecd") return;
  const table::CheckReport found = table::check(accounts);
  if (found.passed()) return;
  const double widest = std::max(found.rows.largest_relative, found.columns.largest_relative);
  if (widest <= table::CheckOptions().tolerance) return;
  const double digit = std::pow(10, std::floor(std::log10(widest)));
  Diagnostics said;
  said.warning(
      "stated-deviation", {options.out->string(), 0, 0, 0},
      "the layout cannot say that rows or columns miss their outputs, as meta.json does",
      fmt::format("import the sheet with --tolerance {}", print_number(std::ceil(widest / digit) * digit)));
  tell(said);
}

// The bytes of a sheet in the format its name ends in; empty for an ending that is none.
std::optional<std::string> sheet_bytes(table::GridRows rows, const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(".xlsx")) return table::grid_workbook(std::move(rows), "table");
  if (name.ends_with(".csv")) return table::grid_csv(rows);
  if (name.ends_with(".csv.gz")) return gzipped(table::grid_csv(rows));
  return std::nullopt;
}

void say_written(const std::filesystem::path& path) {
  tell_line(said({"wrote", "已写入"}) + " " + path.string());
}

}  // namespace

int command_table_export(const TableExportOptions& options) {
  return guarded(options.folder.string(), [&] {
    const table::Accounts accounts = read_table(options.folder);
    if (options.into) {
      const table::CheckReport found = table::check(accounts, {1e-6, table::read_stated(options.folder)});
      require_usable(found, options.folder.string());
      write_table(accounts, found, *options.into, options.gzip);
      return say_written(folder_path(*options.into));
    }
    if (!options.out) {
      refuse("no-file", options.folder.string(), "there is nothing to write to",
             "name a sheet with --out FILE, or a table folder with --into DIR");
    }
    const auto bytes = sheet_bytes(sheet_of(accounts, options), *options.out);
    if (!bytes) {
      refuse("format", options.out->string(), "the format follows from the file's ending",
             "name a file that ends in .csv, .csv.gz or .xlsx");
    }
    write_file(*options.out, *bytes);
    warn_of_deviations(accounts, options);
    say_written(*options.out);
  });
}

}  // namespace leontide::command
