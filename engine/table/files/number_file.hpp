#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/matrix.hpp"

namespace leontide::table {

/// A text file of numbers between tabs, with rows of labels above and columns of labels before them.
struct NumberFile {
  std::vector<std::vector<std::string>> heads;   ///< [rows above][columns]
  std::vector<std::vector<std::string>> labels;  ///< [rows][columns before]
  Matrix values;
};

struct NumberFileForm {
  std::size_t heads = 0;
  std::size_t labels = 0;
  /// Which rows are wanted, by their labels; the others are passed over unread. Empty: all.
  std::function<bool(const std::vector<std::string>&)> wanted = {};
};

/// Reports a file that cannot be read, rows of other lengths, cells that are no numbers, and more cells than
/// can be held.
std::optional<NumberFile> read_number_file(const std::filesystem::path& path, const std::string& shown_as,
                                           const NumberFileForm& form, Diagnostics& diagnostics);

}  // namespace leontide::table
