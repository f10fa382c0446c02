#pragma once

#include <filesystem>

#include "command/session/command_session.hpp"
#include "table/changes/balance_accounts.hpp"

namespace leontide::command {

/// `leontide table ras MATRIX.csv --rows FILE --columns FILE`: RAS or GRAS of a bare matrix. Exit 0 done, 2
/// the input is wrong or no such matrix exists.
struct TableRasOptions {
  std::filesystem::path matrix;   ///< CSV: codes of rows before and of columns above the numbers
  std::filesystem::path rows;     ///< CSV: code, total
  std::filesystem::path columns;  ///< CSV: code, total
  table::BalanceMethod method = table::BalanceMethod::gras;
  std::size_t top = 10;  ///< multipliers to print, those farthest from 1 first; 0 all
  OutputOptions output;
};
/// Exit as TableRasOptions says.
int command_table_ras(const TableRasOptions& options);

}  // namespace leontide::command
