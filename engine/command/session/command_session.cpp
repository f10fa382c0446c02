#include "command/session/command_session.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/nearest_name.hpp"
#include "command/session/exit_code.hpp"
#include "table/files/labelled.hpp"
#include "table/files/read.hpp"
#include "table/refusal.hpp"

namespace leontide::command {

namespace {

constexpr std::size_t shown_of_a_kind = 5;

const report::Sheet& sheet_named(const std::vector<report::Sheet>& sheets, const std::string& name) {
  std::vector<std::string> names;
  for (const report::Sheet& sheet : sheets) {
    if (sheet.name == name) return sheet;
    names.push_back(sheet.name);
  }
  refuse("unknown-sheet", "--sheet", fmt::format("there is no sheet \"{}\"", name), suggestion(name, names));
}

std::string rendered(const std::vector<report::Sheet>& sheets, const SheetOptions& options) {
  switch (options.format) {
    case report::SheetFormat::text: return report::to_text(sheets, options.language);
    case report::SheetFormat::csv: return report::to_csv(sheets.front(), options.language);
    case report::SheetFormat::json: return report::to_json(sheets, options.language);
    case report::SheetFormat::xlsx: return report::to_xlsx(sheets, options.language);
  }
  return {};
}

}  // namespace

void refuse(const std::string& code, const std::string& where, const std::string& what,
            const std::string& hint) {
  BadInput bad;
  bad.diagnostics.error(code, {where, 0, 0, 0}, what, hint);
  throw bad;
}

int guarded(const std::string& shown_as, const std::function<void()>& body) {
  Diagnostics diagnostics;
  try {
    body();
    return exit_done;
  } catch (const BadInput& bad) {
    diagnostics = bad.diagnostics;
  } catch (const table::Refusal& refusal) {
    diagnostics.error(to_string(refusal.reason()), {shown_as, 0, 0, 0}, refusal.what());
  } catch (const OperationError& error) {
    std::fprintf(stderr, "leontide: %s\n", error.what());
    return exit_could_not_finish;
  }
  std::fputs(diagnostics.text(shown_of_a_kind).c_str(), stderr);
  return exit_input_wrong;
}

table::Accounts read_table(const std::filesystem::path& folder) {
  BadInput bad;
  auto accounts = table::read(folder, folder.string(), bad.diagnostics);
  if (!accounts) throw bad;
  std::fputs(bad.diagnostics.text().c_str(), stderr);
  return std::move(*accounts);
}

table::Categories read_columns(const std::filesystem::path& file, const std::vector<std::string>& codes) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    refuse("missing-file", file.string(), "this file cannot be read",
           "a CSV file whose first column, code, holds every sector's code");
  }
  BadInput bad;
  const std::filesystem::path name = file.extension() == ".gz" ? file.stem() : file;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  table::LabelledReader reader(folder, folder.string(), bad.diagnostics);
  auto columns = reader.categories(name.stem().string(), codes);
  if (!columns) throw bad;
  return std::move(*columns);
}

void print_sheets(const std::vector<report::Sheet>& sheets, const SheetOptions& options) {
  if (!options.sheet.empty()) {
    SheetOptions rest = options;
    rest.sheet.clear();
    return print_sheets({sheet_named(sheets, options.sheet)}, rest);
  }
  if (options.out) return write_file(*options.out, rendered(sheets, options));
  if (options.format == report::SheetFormat::xlsx) {
    refuse("no-file", "--format", "a workbook cannot be printed on the terminal", "name a file with --out");
  }
  std::fputs(rendered(sheets, options).c_str(), stdout);
}

int show_table(const std::filesystem::path& folder, const SheetOptions& options,
               const std::function<std::vector<report::Sheet>(const table::Accounts&)>& make) {
  return guarded(folder.string(), [&] { print_sheets(make(read_table(folder)), options); });
}

}  // namespace leontide::command
