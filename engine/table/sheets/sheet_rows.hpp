#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace leontide::table {

/// Cuts the text of a worksheet (SpreadsheetML) into its rows while it is unpacked, so that one row and one
/// block are held and no more.
class SheetRows {
 public:
  /// Gets the text of each row element inside sheetData; false ends the reading.
  explicit SheetRows(std::function<bool(std::string_view)> take) : take_(std::move(take)) {}

  /// A further block of the text. False where no more is wanted: all rows were had, or `take` said so, or a
  /// row is longer than any can be.
  bool add(std::string_view block);
  /// Whether sheetData was there from its begin to its end.
  bool is_whole() const { return state_ == State::after; }

 private:
  enum class State { before, within, after, stopped };

  /// Goes over what is whole in the buffer; false where more text is needed first.
  bool step();
  bool take_row(std::size_t begin, std::string_view name, std::size_t tag_end);

  std::function<bool(std::string_view)> take_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::size_t searched_ = 0;  ///< of a row that is not whole yet: where the search for its end goes on
  State state_ = State::before;
};

}  // namespace leontide::table
