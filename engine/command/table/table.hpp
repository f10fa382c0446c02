#pragma once

#include <filesystem>
#include <optional>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// `leontide table check DIR`: both identities, signs and productivity of a table folder. Exit 0 when it
/// passes, 2 when it does not or cannot be read.
struct TableCheckOptions {
  std::filesystem::path folder;  ///< the table folder
  double tolerance = 1e-6;       ///< relative; tables printed in rounded units need more
  OutputOptions output;
};
/// Exit as TableCheckOptions says.
int command_table_check(const TableCheckOptions& options);

/// `leontide table build RECIPE.yaml`: runs a recipe and writes its table, and companions beside it. Nothing
/// is left half-written. Exit 0 done, 2 the recipe or a table is wrong, 1 the disk refused.
struct TableBuildOptions {
  std::filesystem::path recipe;                  ///< the recipe file
  std::optional<std::filesystem::path> into;     ///< default: the recipe's path without its ending
  std::optional<std::filesystem::path> sources;  ///< instead of the recipe's `sources:`
  OutputOptions output;
};
/// Exit as TableBuildOptions says.
int command_table_build(const TableBuildOptions& options);

}  // namespace leontide::command
