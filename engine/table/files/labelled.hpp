#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

/// The codes that rows or columns of a file are matched by: never by position.
struct CodeList {
  const std::vector<std::string>& codes;  ///< in the order wanted
  std::string named;                      ///< where the codes are listed, for messages: `sectors.csv`
  bool others_left_out = false;           ///< a file may hold further codes
  std::optional<Place> asked_at{};        ///< what asks for them; a missing code is reported there
};

/// Where the codes of a list stand.
struct CodeMatch {
  std::vector<std::size_t> at;  ///< positions, in the order of the list; of those that are there
  bool is_sound = false;        ///< every code is there, once, and no other
};

/// The position in `cells` of each code. Reports codes that stand twice, that are not in the list (unless
/// left out) and that are missing. `what` is `row` or `column`.
CodeMatch match_codes(const CsvTable& table, const std::vector<CsvCell>& cells, const CodeList& list,
                      const char* what, Diagnostics& diagnostics);

/// The numbers of one column, in the order of the list. Reports as `match_codes`, and cells that are no
/// finite numbers.
std::optional<std::vector<double>> labelled_column(const CsvTable& table, std::size_t column,
                                                   const CodeList& rows, Diagnostics& diagnostics);

/// All columns of numbers after the first one, `code`, rows in the order of the sectors' codes.
std::optional<Categories> labelled_columns(const CsvTable& table, const std::vector<std::string>& codes,
                                           Diagnostics& diagnostics);

/// The numbers of a matrix with a first column and a header of codes, in the order of both lists.
std::optional<Matrix> labelled_matrix(const CsvTable& table, const CodeList& rows, const CodeList& columns,
                                      Diagnostics& diagnostics);

/// Reads CSV files whose first column, `code`, holds sector codes. Rows are matched by code, never by
/// position; codes that are missing, unknown or written twice are reported, and cells that are not finite
/// numbers at their place.
class LabelledReader {
 public:
  /// `shown_as` is the folder's name in messages.
  LabelledReader(std::filesystem::path folder, std::string shown_as, Diagnostics& diagnostics)
      : folder_(std::move(folder)), shown_as_(std::move(shown_as)), diagnostics_(diagnostics) {}

  /// Whether `name`.csv or `name`.csv.gz is there.
  bool has(const std::string& name) const { return file_of(name).has_value(); }

  /// The sectors in file order, from sectors.csv or another file of its kind; `columns` gets the names of the
  /// further columns.
  std::optional<std::vector<Sector>> sectors(std::vector<std::string>& columns,
                                             const std::string& name = "sectors");

  /// All columns after the code, rows in the order of `row_codes`.
  std::optional<Categories> categories(const std::string& name, const std::vector<std::string>& row_codes);

  /// A table whose columns are matched by code too.
  std::optional<Matrix> matrix(const std::string& name, const std::vector<std::string>& row_codes,
                               const std::vector<std::string>& column_codes);

  /// What has been read, with hashes, in order.
  const std::vector<Source>& sources() const { return sources_; }
  /// Enters a file among `sources` with the hash of its bytes.
  void add_source(const std::string& file, const std::string& bytes);

 private:
  std::optional<std::string> file_of(const std::string& name) const;
  /// A file's bytes, with their hash and its name in messages; reports one that cannot be read.
  struct Opened {
    std::string bytes;
    Source source;
  };
  std::optional<Opened> bytes_of(const std::string& name);
  std::optional<CsvTable> parse(const Opened& opened);
  std::optional<CsvTable> open(const std::string& name);

  std::filesystem::path folder_;
  std::string shown_as_;
  Diagnostics& diagnostics_;
  std::vector<Source> sources_;
};

/// Reads meta.json into the description, origins and history of the accounts, whose columns are there
/// already.
void read_meta(const std::filesystem::path& folder, const std::string& shown_as, LabelledReader& reader,
               Accounts& accounts, Diagnostics& diagnostics);

}  // namespace leontide::table
