#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "table/imports.hpp"
#include "table/layout.hpp"
#include "table/read.hpp"
#include "table/supply_use.hpp"
#include "tools/command_table_import.hpp"
#include "tools/table_output.hpp"

namespace leontide::tools {

namespace {

constexpr std::size_t shown_of_a_kind = 5;

std::optional<table::Accounts> read_folder(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  return table::read(folder, folder.string(), diagnostics);
}

table::GridRows sheet_of(const table::Accounts& accounts, const std::string& layout) {
  if (layout == "nbs") return table::nbs_sheet(accounts);
  if (layout == "oecd") return table::oecd_sheet(accounts);
  return table::plain_sheet(accounts);
}

// The bytes of a sheet in the format its name ends in; empty for an ending that is none.
std::optional<std::string> sheet_bytes(const table::GridRows& rows, const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(".xlsx")) return table::grid_workbook(rows, "table");
  if (name.ends_with(".csv")) return table::grid_csv(rows);
  if (name.ends_with(".csv.gz")) return gzipped(table::grid_csv(rows));
  return std::nullopt;
}

/// Checks a table that an operation made and writes it; one that fails is not written.
int finish(const table::Accounts& accounts, const std::filesystem::path& out) {
  Diagnostics diagnostics;
  const std::filesystem::path folder = folder_path(out);
  if (!may_replace(folder, diagnostics)) {
    fmt::print(stderr, "{}", diagnostics.text());
    return 2;
  }
  const table::CheckReport found = table::check(accounts);
  table::report(found, folder.string(), diagnostics);
  fmt::print(stderr, "{}", diagnostics.text());
  fmt::print("{}\n{}", accounts.history.back(), check_summary(accounts, found));
  if (!found.passed()) return 2;
  write_table(accounts, found, folder);
  fmt::print("wrote {}\n", folder.string());
  return 0;
}

int say_faults(const Diagnostics& diagnostics) {
  fmt::print(stderr, "{}", diagnostics.text(shown_of_a_kind));
  return 2;
}

}  // namespace

int command_table_export(const TableExportOptions& options) {
  return guarded_output(options.folder.string(), [&] {
    Diagnostics diagnostics;
    auto accounts = read_folder(options.folder, diagnostics);
    if (!accounts) return say_faults(diagnostics);
    if (options.layout == "folder") {
      const std::filesystem::path folder = folder_path(options.out);
      if (!may_replace(folder, diagnostics)) return say_faults(diagnostics);
      write_table(*accounts, table::check(*accounts, {1e-6, table::read_stated(options.folder)}), folder,
                  options.gzip);
      fmt::print("wrote {}\n", folder.string());
      return 0;
    }
    const auto bytes = sheet_bytes(sheet_of(*accounts, options.layout), options.out);
    if (!bytes) {
      diagnostics.error("format", {options.out.string(), 0, 0, 0},
                        "the format follows from the file's ending",
                        "name a file that ends in .csv, .csv.gz or .xlsx");
      return say_faults(diagnostics);
    }
    write_file(options.out, *bytes);
    fmt::print("wrote {} in the layout {}\n", options.out.string(), options.layout);
    return 0;
  });
}

int command_table_imports(const TableImportsOptions& options) {
  return guarded_output(options.folder.string(), [&] {
    Diagnostics diagnostics;
    const auto accounts = read_folder(options.folder, diagnostics);
    if (!accounts) return say_faults(diagnostics);
    return finish(
        options.to == "competitive" ? table::join_imports(*accounts) : table::separate_imports(*accounts),
        options.out);
  });
}

int command_table_symmetric(const TableSymmetricOptions& options) {
  return guarded_output(options.folder.string(), [&] {
    Diagnostics diagnostics;
    const auto tables = table::read_supply_use(options.folder, options.folder.string(), diagnostics);
    if (!tables) return say_faults(diagnostics);
    fmt::print(stderr, "{}", diagnostics.text());
    const auto model = static_cast<table::SupplyUseModel>(std::string("ABCD").find(options.model));
    return finish(table::symmetric(*tables, model), options.out);
  });
}

}  // namespace leontide::tools
