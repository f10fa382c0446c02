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
  std::string folder;   ///< of the table
  std::string sectors;  ///< a concordance, or empty: the sectors as they are
};

/// Its folder, and the concordance's name where there is one, for messages and histories.
std::string described(const TableFile& file);

/// A table that was read, for the provenance of another.
struct SourceTable {
  std::string folder;  ///< relative to the sources
  std::string title;   ///< from its meta.json
  std::string source;  ///< from its meta.json
};

/// Tables and files that went into a table.
struct SourceList {
  std::vector<SourceTable> tables;    ///< in the order they were first read
  std::vector<table::Source> inputs;  ///< their files and concordances
};

/// Where a step finds its tables and concordances, and where it reports their faults.
struct StepContext {
  std::filesystem::path sources;        ///< the folder that tables are relative to
  std::filesystem::path recipe_folder;  ///< that concordances are relative to
  Diagnostics& diagnostics;             ///< every fault of a file goes there
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
