#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"

namespace leontide::recipes {

/// A table that a recipe reads: its folder, relative to the recipe's sources, and, where its sectors are to
/// be brought onto another list, the concordance (sector_concordance.hpp), relative to the recipe.
struct TableFile {
  std::string folder;
  std::string sectors;
};

/// Its folder, and the concordance's name where there is one, for messages and histories.
std::string described(const TableFile& file);

/// A table that was read, for the provenance of another.
struct SourceTable {
  std::string folder;
  std::string title;
  std::string source;
};

struct SourceList {
  std::vector<SourceTable> tables;    ///< in the order they were first read
  std::vector<table::Source> inputs;  ///< their files and concordances
};

/// Where a step finds its tables and concordances, and where it reports their faults.
struct StepContext {
  std::filesystem::path sources;
  std::filesystem::path recipe_folder;
  Diagnostics& diagnostics;
};

/// Notes a file that went into the table, once.
void note_input(const std::string& shown_as, const std::filesystem::path& path, SourceList& list);

/// Whether a table that fails its check is refused.
enum class SourceCheck { checked, as_it_is };

/// Reads and checks a table, brings it onto the concordance's sectors, and notes it in the list. Empty where
/// a fault was reported; throws Refusal as `change_sectors` does.
std::optional<table::Accounts> read_source(const TableFile& file, SourceList& list, StepContext& context,
                                           SourceCheck reading = SourceCheck::checked);

}  // namespace leontide::recipes
