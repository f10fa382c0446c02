#pragma once

#include <filesystem>
#include <optional>

namespace CLI {
class App;
}

namespace leontide::tools {

/// `leontide table compare A B`: how far the coefficients of table A are from those of table B. Exit 0 when
/// compared, 2 when a table cannot be read, does not pass `check` or has other sectors.
struct TableCompareOptions {
  std::filesystem::path estimate;
  std::filesystem::path reference;
  std::optional<std::filesystem::path> estimate_sectors;  ///< a concordance for each, onto common sectors
  std::optional<std::filesystem::path> reference_sectors;
  bool regional = false;  ///< inputs made in the region only, else inputs of all origins
  bool json = false;
};
int command_table_compare(const TableCompareOptions& options);

/// Registers it under `leontide table`; the exit code goes to `code`, which must outlive `table`.
void add_table_compare(CLI::App& table, int& code);

}  // namespace leontide::tools
