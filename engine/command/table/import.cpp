#include "command/table/import.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/sha256.hpp"
#include "command/session/command_session.hpp"
#include "command/table/check_summary.hpp"
#include "command/table/folder.hpp"
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

void say(const TableImportOptions& options, const Imported& imported, const table::CheckReport& found) {
  if (is_json(options.output)) {
    nlohmann::ordered_json out;
    out["layout"] = imported.layout;
    out["check"] = nlohmann::ordered_json::parse(table::to_json(found, true));
    out["history"] = imported.accounts.history;
    fmt::print("{}\n", out.dump(1));
    return;
  }
  const bool chinese = options.output.language == Language::zh;
  fmt::print("{} {}\n", chinese ? "版式" : "layout", imported.layout);
  for (const std::string& line : imported.accounts.history)
    fmt::print("  {}\n", line);
  fmt::print("{}", check_summary(imported.accounts, found, options.output.language));
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
    say(options, *imported, found);
    require_usable(found, folder.string(), bad.diagnostics);
    write_table(imported->accounts, found, folder);
    if (!is_json(options.output))
      fmt::print("{} {}\n", options.output.language == Language::zh ? "已写入" : "wrote", folder.string());
  });
}

}  // namespace leontide::command
