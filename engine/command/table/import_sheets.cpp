// Which sheet of a workbook is read.
#include "command/table/import_sheets.hpp"

#include <fmt/format.h>

namespace leontide::command {

namespace {

void say_sheet(const TableImportOptions& options, const std::string& sheet, Diagnostics& diagnostics) {
  diagnostics.add({Severity::note,
                   "sheet",
                   {options.file.string(), 0, 0, 0},
                   fmt::format("read from the sheet \"{}\"; --from-sheet names another", sheet),
                   "",
                   std::nullopt});
}

}  // namespace

std::optional<KnownSheet> known_sheet(const std::filesystem::path& file, const std::string& sheet,
                                      Recogniser recogniser, const table::FlatChoice& choice,
                                      Diagnostics& diagnostics) {
  std::vector<std::string> names = table::sheet_names(file);
  if (!sheet.empty() || names.empty()) names = {sheet};
  Diagnostics of_first;
  for (const std::string& name : names) {
    Diagnostics found;
    auto grid = table::read_grid(file, file.string(), {.sheet = name}, found);
    if (grid && table::is_long_form(*grid)) grid = table::matrix_of_long_form(*grid, choice, found);
    auto layout = grid ? recogniser(*grid, found) : std::nullopt;
    const bool is_known = layout && !found.has_errors();
    if (is_known || &name == &names.front()) of_first = std::move(found);
    if (!is_known) continue;
    for (const Diagnostic& one : of_first.list())
      diagnostics.add(one);
    return KnownSheet{std::move(*grid), std::move(*layout)};
  }
  for (const Diagnostic& one : of_first.list())
    diagnostics.add(one);
  return std::nullopt;
}

std::optional<table::Layout> recognise_a_sheet(const TableImportOptions& options, table::Grid& grid,
                                               Diagnostics& diagnostics) {
  Diagnostics of_first;
  auto layout = table::recognise(grid, options.layout, of_first);
  const bool unknown =
      !layout && of_first.error_count() == 1 && of_first.list().front().code == "unknown-layout";
  const std::vector<std::string> sheets = table::sheet_names(options.file);
  std::string tried;
  for (std::size_t k = 0; unknown && options.sheet.empty() && sheets.size() > 1 && k < sheets.size(); ++k) {
    constexpr std::size_t most_named = 12;
    if (k < most_named) tried += (k == 0 ? "" : ", ") + sheets[k];
    if (k == most_named) tried += fmt::format(" and {} more", sheets.size() - k);
    if (sheets[k] == grid.sheet) continue;
    Diagnostics ignored;
    auto other = table::read_grid(options.file, options.file.string(), {.sheet = sheets[k]}, ignored);
    auto found = other ? table::recognise(*other, options.layout, ignored) : std::nullopt;
    if (!found) continue;
    say_sheet(options, sheets[k], diagnostics);
    grid = std::move(*other);
    return found;
  }
  for (Diagnostic one : of_first.list()) {
    if (unknown && !tried.empty()) one.what += "; its sheets are " + tried;
    diagnostics.add(std::move(one));
  }
  return layout;
}

std::optional<table::Layout> map_a_sheet(const table::SheetMapping& mapping,
                                         const TableImportOptions& options, table::Grid& grid,
                                         Diagnostics& diagnostics) {
  Diagnostics of_first;
  auto layout = table::layout_of(mapping, grid, of_first);
  const bool is_free = options.sheet.empty() && mapping.form.sheet.empty();
  const std::vector<std::string> sheets =
      layout || !is_free ? std::vector<std::string>() : table::sheet_names(options.file);
  for (const std::string& sheet : sheets) {
    if (sheet == grid.sheet) continue;
    Diagnostics ignored;
    table::SheetForm form = mapping.form;
    form.sheet = sheet;
    auto other = table::read_grid(options.file, options.file.string(), form, ignored);
    auto found = other ? table::layout_of(mapping, *other, ignored) : std::nullopt;
    if (!found || !table::read_accounts(*other, *found, ignored)) continue;
    say_sheet(options, sheet, diagnostics);
    grid = std::move(*other);
    return found;
  }
  if (sheets.size() > 1) say_sheet(options, grid.sheet, diagnostics);
  for (const Diagnostic& one : of_first.list())
    diagnostics.add(one);
  return layout;
}

}  // namespace leontide::command
