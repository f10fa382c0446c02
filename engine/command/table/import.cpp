#include "command/table/import.hpp"

#include <fmt/format.h>

#include "base/json_text.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "command/session/command_session.hpp"
#include "command/table/folder.hpp"
#include "report/tables/check_sections.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/files/mapping_file.hpp"

namespace leontide::command {

namespace {

struct Imported {
  table::Accounts accounts;
  std::string layout;
};

std::optional<Imported> read_sheet(const TableImportOptions& options, Diagnostics& diagnostics) {
  const std::string shown_as = options.file.string();
  std::optional<table::SheetMapping> mapping;
  if (options.mapping) {
    mapping = table::read_mapping(*options.mapping, options.mapping->string(), diagnostics);
    if (!mapping) return std::nullopt;
  }
  const std::string sheet = !options.sheet.empty() || !mapping ? options.sheet : mapping->sheet;
  const auto grid = table::read_grid(options.file, shown_as, sheet, diagnostics);
  if (!grid) return std::nullopt;
  const auto layout = mapping ? table::layout_of(*mapping, *grid, diagnostics)
                              : table::recognise(*grid, options.layout, diagnostics);
  auto accounts = layout ? table::read_accounts(*grid, *layout, diagnostics) : std::nullopt;
  if (!accounts) return std::nullopt;
  accounts->inputs.push_back(
      {options.file.filename().string(), sha256(read_bytes(options.file).value_or(std::string()))});
  if (mapping) accounts->inputs.push_back({mapping->file, mapping->sha256});
  accounts->history.insert(
      accounts->history.begin(),
      fmt::format("import: from {}{}", options.file.filename().string(),
                  grid->sheet.empty() ? "" : fmt::format(", sheet \"{}\"", grid->sheet)));
  return Imported{std::move(*accounts), layout->name};
}

void describe(const TableImportOptions& options, table::Accounts& accounts) {
  const std::pair<const std::string&, std::string&> texts[] = {{options.title, accounts.title},
                                                               {options.region, accounts.region},
                                                               {options.unit, accounts.unit},
                                                               {options.currency, accounts.currency},
                                                               {options.source, accounts.source}};
  for (const auto& [given, text] : texts) {
    if (!given.empty()) text = given;
  }
  if (options.year != 0) accounts.year = options.year;
  if (accounts.title.empty()) accounts.title = options.file.stem().string();
}

report::Document document_of(const Imported& imported, const table::CheckReport& found) {
  report::Document document;
  document.name = "table import";
  report::Text text{"layout", {}, {{"layout " + imported.layout, "版式 " + imported.layout}}};
  for (const std::string& line : imported.accounts.history)
    text.lines.push_back(report::same("  " + line));
  document.sections = report::check_sections(imported.accounts, found);
  document.sections.emplace(document.sections.begin(), std::move(text));
  return document;
}

/// Layout, the whole check with every finding, and history.
std::string import_json(const Imported& imported, const table::CheckReport& found) {
  std::string history;
  for (const std::string& line : imported.accounts.history)
    history += (history.empty() ? "" : ", ") + json_quoted(line);
  return fmt::format("{{\"layout\": {}, \"check\": {}, \"history\": [{}]}}\n", json_quoted(imported.layout),
                     table::to_json(found, true), history);
}

}  // namespace

int command_table_import(const TableImportOptions& options) {
  return guarded(options.file.string(), [&] {
    BadInput bad;
    const std::filesystem::path folder = folder_path(options.into);
    auto imported = read_sheet(options, bad.diagnostics);
    if (!imported) {
      if (is_json(options.output)) print_unreadable(bad.diagnostics);
      throw bad;
    }
    require_replaceable(folder);
    describe(options, imported->accounts);
    const table::CheckReport found = table::check(imported->accounts, {options.tolerance});
    report::Document document = document_of(*imported, found);
    const std::string json = import_json(*imported, found);
    if (!found.passed()) show(document, options.output, json);
    require_usable(found, folder.string(), bad.diagnostics);
    write_table(imported->accounts, found, folder);
    document.sections.emplace_back(written_text(folder));
    show(document, options.output, json);
  });
}

}  // namespace leontide::command
