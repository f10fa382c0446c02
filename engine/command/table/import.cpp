#include "command/table/import.hpp"

#include <fmt/format.h>

#include "base/printable.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "command/session/command_session.hpp"
#include "command/table/folder.hpp"
#include "command/table/import_sheets.hpp"
#include "report/tables/check_sections.hpp"
#include "report/tables/terms.hpp"
#include "table/checks/check.hpp"
#include "table/files/layout.hpp"
#include "table/files/long_form.hpp"
#include "table/files/mapping_file.hpp"
#include "table/files/supply_use_sheet.hpp"
#include "table/publishers/publisher_folder.hpp"

namespace leontide::command {

namespace {

struct Imported {
  table::Accounts accounts;
  std::string layout;
  table::StatedFigures stated = {};  ///< what the sheet says of its own identities
};

table::FlatChoice choice_of(const TableImportOptions& options) {
  return {options.year, options.region};
}

struct PairOfSheets {
  KnownSheet use;
  KnownSheet supply;
};

/// Where the mapping says them to be; the supply table in a file of its own or in another sheet.
std::optional<PairOfSheets> mapped_pair(const TableImportOptions& options, const table::SheetMapping& mapping,
                                        Diagnostics& diagnostics) {
  const std::filesystem::path file = options.supply.value_or(options.file);
  table::SheetForm form = mapping.form;
  if (!options.sheet.empty()) form.sheet = options.sheet;
  auto use = table::read_grid(options.file, options.file.string(), form, diagnostics);
  form.sheet = options.supply_sheet.empty() ? mapping.supply->sheet : options.supply_sheet;
  auto supply = table::read_grid(file, file.string(), form, diagnostics);
  if (!use || !supply) return std::nullopt;
  auto use_layout = table::layout_of(mapping, *use, diagnostics);
  if (!use_layout) return std::nullopt;
  auto supply_layout = table::supply_layout_of(mapping, *use_layout, *supply, diagnostics);
  if (!supply_layout) return std::nullopt;
  return PairOfSheets{{std::move(*use), std::move(*use_layout)},
                      {std::move(*supply), std::move(*supply_layout)}};
}

std::optional<PairOfSheets> known_pair(const TableImportOptions& options, Diagnostics& diagnostics) {
  const table::FlatChoice choice = choice_of(options);
  auto use = known_sheet(options.file, options.sheet, table::recognise_use, choice, diagnostics);
  auto supply =
      known_sheet(*options.supply, options.supply_sheet, table::recognise_supply, choice, diagnostics);
  if (!use || !supply) return std::nullopt;
  return PairOfSheets{std::move(*use), std::move(*supply)};
}

/// A supply and a use sheet as one table.
std::optional<Imported> read_pair(const TableImportOptions& options,
                                  const std::optional<table::SheetMapping>& mapping,
                                  Diagnostics& diagnostics) {
  const auto sheets =
      mapping ? mapped_pair(options, *mapping, diagnostics) : known_pair(options, diagnostics);
  if (!sheets) return std::nullopt;
  const auto& [use, supply] = *sheets;
  auto pair = table::read_supply_use_sheets(use.grid, use.layout, supply.grid, supply.layout, diagnostics);
  if (!pair) return std::nullopt;
  std::vector<std::filesystem::path> files{options.file};
  if (options.supply && *options.supply != options.file) files.push_back(*options.supply);
  std::string named;
  for (const std::filesystem::path& file : files) {
    pair->description.inputs.push_back(
        {file.filename().string(), sha256(read_bytes(file).value_or(std::string()))});
    named += (named.empty() ? "" : " and ") + file.filename().string();
  }
  if (mapping) pair->description.inputs.push_back({mapping->file, mapping->sha256});
  auto& history = pair->description.history;
  history.insert(history.begin(), "import: from " + named);
  return Imported{table::symmetric(*pair, options.model), use.layout.name + ", supply and use"};
}

/// What is added up while a folder is read.
std::optional<table::PublisherForm> publisher_form(const TableImportOptions& options,
                                                   Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  table::PublisherForm out;
  out.model = options.model;
  out.fold.over_sectors = options.aggregate_by == "region";
  out.fold.over_regions = options.aggregate_by == "sector";
  const auto groups = [&](const std::optional<std::filesystem::path>& file) {
    return file ? table::read_groups(*file, file->string(), diagnostics)
                      .value_or(std::map<std::string, std::string>())
                : std::map<std::string, std::string>();
  };
  out.fold.regions = groups(options.region_groups);
  out.fold.sectors = groups(options.sector_groups);
  return diagnostics.error_count() == before ? std::optional(std::move(out)) : std::nullopt;
}

/// A publisher's folder of text files.
std::optional<Imported> read_folder(const TableImportOptions& options, Diagnostics& diagnostics) {
  const std::string layout = options.layout.empty() ? table::folder_layout(options.file) : options.layout;
  const auto form = publisher_form(options, diagnostics);
  auto accounts =
      form ? table::read_publisher_folder(options.file, options.file.string(), layout, *form, diagnostics)
           : std::nullopt;
  if (!accounts) return std::nullopt;
  accounts->history.insert(
      accounts->history.begin(),
      fmt::format("import: from the folder {}", folder_path(options.file).filename().string()));
  return Imported{std::move(*accounts), layout};
}

std::optional<Imported> read_sheet(const TableImportOptions& options, Diagnostics& diagnostics) {
  const std::string shown_as = options.file.string();
  std::error_code none;
  if (std::filesystem::is_directory(options.file, none)) return read_folder(options, diagnostics);
  if (options.region_groups || options.sector_groups || !options.aggregate_by.empty()) {
    refuse("not-a-folder", shown_as, "regions and sectors are added up while a publisher's folder is read",
           "import the sheet, then leontide table aggregate");
  }
  std::optional<table::SheetMapping> mapping;
  if (options.mapping) {
    mapping = table::read_mapping(*options.mapping, options.mapping->string(), diagnostics);
    if (!mapping) return std::nullopt;
    if (options.supply && !mapping->supply) {
      diagnostics.error("missing-key", {options.mapping->string(), 0, 0, 0},
                        "this mapping does not say where supply stands",
                        "supply: {rows: 6-70, columns: C-BO, import: BQ}");
      return std::nullopt;
    }
  }
  if (options.supply || (mapping && mapping->supply)) return read_pair(options, mapping, diagnostics);
  table::SheetForm form = mapping ? mapping->form : table::SheetForm{};
  if (!options.sheet.empty()) form.sheet = options.sheet;
  auto grid = table::read_grid(options.file, shown_as, form, diagnostics);
  if (grid && !mapping && table::is_long_form(*grid))
    grid = table::matrix_of_long_form(*grid, choice_of(options), diagnostics);
  if (!grid) return std::nullopt;
  const auto layout = mapping ? map_a_sheet(*mapping, options, *grid, diagnostics)
                              : recognise_a_sheet(options, *grid, diagnostics);
  auto accounts = layout ? table::read_accounts(*grid, *layout, diagnostics) : std::nullopt;
  if (!accounts) return std::nullopt;
  accounts->inputs.push_back(
      {options.file.filename().string(), sha256(read_bytes(options.file).value_or(std::string()))});
  if (mapping) accounts->inputs.push_back({mapping->file, mapping->sha256});
  accounts->history.insert(
      accounts->history.begin(),
      fmt::format("import: from {}{}", options.file.filename().string(),
                  grid->sheet.empty() ? "" : fmt::format(", sheet \"{}\"", grid->sheet)));
  return Imported{std::move(*accounts), layout->name, layout->stated};
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

Title indented(const Title& line) {
  return {"  " + line.en, "  " + in_language(line, Language::zh)};
}

report::Document document_of(const Imported& imported, const table::CheckReport& found) {
  report::Document document;
  document.name = "table import";
  report::Text text{"layout", {}, {{"layout " + imported.layout, "版式 " + imported.layout}}};
  for (const std::string& line : imported.accounts.history)
    text.lines.push_back(indented(report::sentence_in_both(line)));
  document.sections = report::check_sections(imported.accounts, found);
  document.sections.emplace(document.sections.begin(), std::move(text));
  add_inputs(document, imported.accounts);
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
    const table::CheckReport found = table::check(imported->accounts, {options.tolerance, imported->stated});
    report::Document document = document_of(*imported, found);
    const std::string json = import_json(*imported, found);
    if (!found.passed()) show(document, options.output, {json, {}, nullptr});
    // A table that fails is not written: what is wrong stands in the sheet.
    require_usable(found,
                   found.passed() ? table::TablePlace(folder.string())
                                  : table::TablePlace::of_sheet(options.file.string()),
                   bad.diagnostics);
    write_table(imported->accounts, found, folder);
    document.sections.insert(document.sections.begin(), written_headline(folder, found));
    show(document, options.output, {json, {}, nullptr});
  });
}

}  // namespace leontide::command
