#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "table/accounts.hpp"
#include "table/publishers/fold.hpp"
#include "table/publishers/number_file.hpp"
#include "table/publishers/publisher_folder.hpp"

namespace leontide::table {

/// What readers of publishers' folders share: files with their hashes, uses and primary inputs by their
/// descriptions, and the accounts that come of them.
class PublisherReader {
 public:
  /// All are kept by reference.
  PublisherReader(const std::filesystem::path& folder, const std::string& shown_as, const PublisherForm& form,
                  Diagnostics& diagnostics)
      : folder_(folder), shown_as_(shown_as), form_(form), diagnostics_(diagnostics) {}

 protected:
  /// n of the table that is being read.
  std::size_t size() const { return out_.sectors.size(); }
  /// The name of one of the folder's files in messages.
  std::string shown(const std::string& name) const {
    return (std::filesystem::path(shown_as_) / name).string();
  }

  /// Opens a file by its name in the folder; reports one that cannot be read.
  std::optional<NumberFile> open(const std::string& name, const NumberFileForm& form);
  /// All rows that are wanted, with the file among the inputs.
  std::optional<NumberRows> rows(NumberFile& file, const std::string& name, const Places& rows,
                                 const Places& columns,
                                 const std::function<bool(const std::vector<std::string>&)>& wanted = {});
  /// Both, of a file of numbers alone, which must have as many rows and columns as there are labels.
  std::optional<Matrix> matrix(const std::string& name, char separator, const Places& rows,
                               const Places& columns);
  /// Reports what is wrong with a file; always empty.
  std::optional<Accounts> refuse(const std::string& name, const std::string& what);
  /// A line for the table's history.
  void remark(const std::string& text) { out_.history.push_back("import: " + text); }

  /// The sectors of the table from the publisher's labels; false where the rules do not fit them.
  bool fold(const std::vector<Fold::Label>& labels);
  /// A column of final demand, by its description.
  void add_use(const std::string& region, const std::string& text, const Matrix& from, std::size_t k);
  /// A row of primary inputs, by its description.
  void add_primary(const std::string& text, std::span<const double> row);
  /// Takes output as the sums of rows, where the publisher prints none.
  void take_row_sums();
  /// The accounts as they stand, described.
  std::optional<Accounts> finished();

  const std::filesystem::path& folder_;  ///< where the files are
  const std::string& shown_as_;          ///< its name in messages
  const PublisherForm& form_;            ///< what the caller asked for
  Diagnostics& diagnostics_;             ///< every fault goes there
  std::optional<Fold> fold_;             ///< none before `fold`
  Accounts out_;                         ///< the accounts as far as they are read
};

/// Each place its own, of so many rows or columns.
Places places_apart(std::size_t count);

/// `read_publisher_folder` of EXIOBASE 3. Of each kind of folder one function.
std::optional<Accounts> read_exiobase(const std::filesystem::path& folder, const std::string& shown_as,
                                      const PublisherForm& form, Diagnostics& diagnostics);
/// The same of Eora26.
std::optional<Accounts> read_eora26(const std::filesystem::path& folder, const std::string& shown_as,
                                    const PublisherForm& form, Diagnostics& diagnostics);
/// The same of GLORIA.
std::optional<Accounts> read_gloria(const std::filesystem::path& folder, const std::string& shown_as,
                                    const PublisherForm& form, Diagnostics& diagnostics);

}  // namespace leontide::table
