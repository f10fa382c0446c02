#include <cstdlib>
#include <filesystem>
#include <unistd.h>
#include <xlsxwriter.h>

#include "table/grid.hpp"

namespace leontide::table {

namespace {

// A workbook carries the time of its making; a fixed one lets equal sheets give equal bytes.
constexpr time_t fixed_time = 946'684'800;  // 2000-01-01

/// A file of its own in the temporary folder, gone with the object.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "leontide-grid-XXXXXX").string()) {
    const int handle = ::mkstemp(path_.data());
    if (handle < 0) throw OperationError("cannot write into the temporary folder: " + path_);
    ::close(handle);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

std::string grid_workbook(const GridRows& rows, const std::string& sheet) {
  const TemporaryFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) throw OperationError("cannot make a workbook at " + file.path());
  lxw_doc_properties properties{};
  properties.created = fixed_time;
  workbook_set_properties(book, &properties);
  lxw_worksheet* tab = workbook_add_worksheet(book, sheet.empty() ? nullptr : sheet.c_str());
  for (std::size_t i = 0; tab != nullptr && i < rows.size(); ++i) {
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      const auto row = static_cast<lxw_row_t>(i);
      const auto column = static_cast<lxw_col_t>(k);
      if (rows[i][k].number) {
        worksheet_write_number(tab, row, column, *rows[i][k].number, nullptr);
      } else if (!rows[i][k].text.empty()) {
        worksheet_write_string(tab, row, column, rows[i][k].text.c_str(), nullptr);
      }
    }
  }
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR || tab == nullptr) {
    throw OperationError(std::string("the workbook cannot be written: ") + lxw_strerror(error));
  }
  auto bytes = read_bytes(file.path());
  if (!bytes) throw OperationError("the workbook cannot be read back from " + file.path());
  return std::move(*bytes);
}

}  // namespace leontide::table
