#pragma once

#include <filesystem>

#include "command/session/command_session.hpp"
#include "recipes/steps.hpp"

namespace leontide::command {

/// What every command may be told that makes a table from a table. Each is a recipe of one step: it reads the
/// folder, takes that step, writes a table folder with a line more in its history and prints what it did.
/// Exit 0 done; 2 the input is wrong or the table made of it would fail its check, nothing is written; 1
/// could not finish.
struct TableChangeOptions {
  std::filesystem::path folder;  ///< the table folder
  std::filesystem::path into;    ///< the folder that is written
  OutputOptions output;
  std::size_t top = 10;  ///< multipliers of a balance to print, those farthest from 1 first; 0 all
};

/// The step itself is what the options set.
template <class Change>
struct TableChange : TableChangeOptions {
  Change change;  ///< the step, with its options as its fields
};

/// Takes the step on the table; exit as TableChangeOptions says.
int run_change(const TableChangeOptions& options, const recipes::Step& change);

/// `leontide table balance` and its kind.
template <class Change>
int command_table_change(const TableChange<Change>& options) {
  return run_change(options, options.change);
}

}  // namespace leontide::command
