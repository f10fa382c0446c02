#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/encoding.hpp"

namespace leontide {

/// One cell of a CSV file (RFC 4180: double quotes, CRLF or LF).
struct CsvCell {
  std::string text;
  std::size_t line = 0;     ///< from 1
  std::size_t column = 0;   ///< of its first character, in code points
  bool is_missing = false;  ///< filled in where a row is too short; its fault was reported
  std::size_t row = 0;  ///< as a spreadsheet counts: a line break in quotes begins none, a blank line is one
};
/// Rows of cells, which need not be of one length.
using CsvRows = std::vector<std::vector<CsvCell>>;

/// Whether a file with a row that is too short or too long is given up, or read with that row filled up or
/// cut, so that what else is wrong with it can be told. The fault is reported either way.
enum class FaultyRows { refuse, keep };

/// A CSV file with a header row; every row has as many cells as the header.
struct CsvTable {
  std::string file;
  std::vector<CsvCell> header;
  CsvRows rows;
  std::string sha256{};  ///< of the bytes that `read_csv` read; empty of text in memory

  /// The position of a column by its exact name; nothing where the header has none such.
  std::optional<std::size_t> column(std::string_view name) const;
  /// Where the cell stands, for a message about it.
  Place place(const CsvCell& cell) const { return {file, cell.line, cell.column, cell.text.size()}; }
};

/// Reads a file, gunzipping one that ends in `.gz`. `shown_as` is the name used in messages. Cells are
/// separated by commas, semicolons, tabs or bars: by what splits most lines alike, or by what a first line
/// like `sep=;` says, which is no row; text that is not UTF-8 is read as `decoded_text` finds it. A note says
/// so where it is not commas and UTF-8. Reports a file that cannot be read, rows of
/// the wrong length, an unclosed quote, text in no known encoding and duplicate column names.
std::optional<CsvTable> read_csv(const std::filesystem::path& path, const std::string& shown_as,
                                 Diagnostics& diagnostics);

/// The same from text already in memory.
std::optional<CsvTable> parse_csv(std::string_view text, const std::string& shown_as,
                                  Diagnostics& diagnostics, FaultyRows faulty = FaultyRows::refuse);

/// What is stated of a CSV file; what is not is found out.
struct CsvForm {
  std::optional<char> separator = {};  ///< a comma, a semicolon, a tab or a bar
  std::optional<Encoding> encoding = {};
};

/// Gets a row of cells.
using CsvRowTaker = std::function<void(std::vector<CsvCell>&&)>;

/// Rows of cells as they stand, of any lengths and without a header, one held at a time; rows that are blank
/// are left out. What separates the cells, or nothing where the text cannot be read to its end. Reports what
/// is wrong with quotes and encoding.
std::optional<char> each_csv_row(std::string_view text, const std::string& shown_as, Diagnostics& diagnostics,
                                 const CsvForm& form, const CsvRowTaker& take);

/// What separates the cells of a text: what its first line declares, or the one that splits most lines alike.
char separator_of(std::string_view text);

/// The cell as a finite number, thousands separated or not (`parse_printed_number`); anything else (empty,
/// `NaN`, text) is reported at its place, but for a missing one, which was.
std::optional<double> csv_number(const CsvTable& table, const CsvCell& cell, Diagnostics& diagnostics);

/// Quotes a field where RFC 4180 asks for it. A text that a spreadsheet would take for a formula (it begins
/// with = + - @ and is no number) gets an apostrophe before it, as a person types one; `parse_csv` takes it
/// away.
std::string csv_field(std::string_view text);

}  // namespace leontide
