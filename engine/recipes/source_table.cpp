#include "recipes/source_table.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/checks/check.hpp"
#include "table/files/read.hpp"

namespace leontide::recipes {

void note_input(const std::string& shown_as, const std::filesystem::path& path, SourceList& list) {
  const bool known = std::any_of(list.inputs.begin(), list.inputs.end(),
                                 [&](const table::Source& source) { return source.path == shown_as; });
  if (!known) list.inputs.push_back({shown_as, sha256(read_bytes(path).value_or(""))});
}

std::string described(const TableFile& file) {
  if (file.sectors.empty()) return file.folder;
  return fmt::format("{}, sectors by {}", file.folder,
                     std::filesystem::path(file.sectors).filename().string());
}

std::optional<table::Accounts> read_source(const TableFile& file, SourceList& list, StepContext& context,
                                           SourceCheck reading) {
  auto accounts = table::read(context.sources / file.folder, file.folder, context.diagnostics);
  if (!accounts) return std::nullopt;
  const table::CheckReport found =
      table::check(*accounts, {1e-6, table::read_stated(context.sources / file.folder)});
  if (reading == SourceCheck::checked && !found.passed()) {
    table::report(found, file.folder, context.diagnostics);
    return std::nullopt;
  }
  const bool known = std::any_of(list.tables.begin(), list.tables.end(),
                                 [&](const SourceTable& table) { return table.folder == file.folder; });
  if (!known) {
    list.tables.push_back({file.folder, accounts->title, accounts->source});
    list.inputs.insert(list.inputs.end(), accounts->inputs.begin(), accounts->inputs.end());
  }
  if (file.sectors.empty()) return accounts;
  const std::filesystem::path path = context.recipe_folder / file.sectors;
  const auto concordance = table::read_concordance(path, file.sectors, context.diagnostics);
  if (!concordance) return std::nullopt;
  note_input(file.sectors, path, list);
  return table::change_sectors(*accounts, *concordance);
}

}  // namespace leontide::recipes
