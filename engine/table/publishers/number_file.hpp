#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/reading.hpp"
#include "table/matrix.hpp"

namespace leontide::table {

/// Where the labels of a file are.
struct NumberFileForm {
  std::size_t heads = 0;   ///< rows of labels above the numbers
  std::size_t labels = 0;  ///< columns of labels before them
  char separator = '\t';   ///< between cells
};

/// Where rows and columns of a file go while it is read: those that go to one place are added up, and only
/// the sums are held. Those that go nowhere are passed over. Empty: each to its own.
struct Places {
  /// The place of what is passed over.
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> of;  ///< the place of each
  std::size_t count = 0;        ///< number of places, the largest of `of` and one
};

/// The numbers of a file, with the rows they came from.
struct NumberRows {
  std::vector<std::vector<std::string>> labels;  ///< [rows of the file that are wanted][columns before]
  Matrix values;                                 ///< [places of rows, places of columns]
  std::string sha256;                            ///< of the whole file
};

/// A text file of numbers, with rows of labels above and columns of labels before them. It is read a line at
/// a time: what is held is the result.
class NumberFile {
 public:
  /// Opens the file and reads the labels above its numbers. Reports one that cannot be read.
  static std::optional<NumberFile> open(const std::filesystem::path& path, const std::string& shown_as,
                                        const NumberFileForm& form, Diagnostics& diagnostics);

  const std::vector<std::vector<std::string>>& heads() const { return heads_; }  ///< [rows above][columns]

  /// The numbers. `wanted` says by its labels which rows are read, all where it is empty; `rows` and
  /// `columns` where they go. Reports rows of other lengths, cells that are no numbers, and more cells than
  /// can be held.
  std::optional<NumberRows> rows(const Places& rows, const Places& columns, Diagnostics& diagnostics,
                                 const std::function<bool(const std::vector<std::string>&)>& wanted = {});

 private:
  NumberFile(Lines lines, std::string shown_as, const NumberFileForm& form)
      : lines_(std::move(lines)), shown_as_(std::move(shown_as)), form_(form) {}
  std::optional<std::string_view> next_line();

  Lines lines_;
  std::string shown_as_;
  NumberFileForm form_;
  std::vector<std::vector<std::string>> heads_ = {};
  std::size_t number_ = 0;
};

}  // namespace leontide::table
