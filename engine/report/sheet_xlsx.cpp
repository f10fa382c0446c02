#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "report/sheet.hpp"

namespace leontide::report {

namespace {

// A workbook carries the time of its making; a fixed one lets equal sheets give equal bytes.
constexpr time_t fixed_time = 946'684'800;  // 2000-01-01
constexpr std::size_t longest_tab = 31;
constexpr std::size_t widest = 40;

lxw_format* number_format(lxw_workbook* book, int digits) {
  lxw_format* format = workbook_add_format(book);
  const std::string pattern = digits == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(digits), '0');
  format_set_num_format(format, pattern.c_str());
  return format;
}

void write_cell(lxw_worksheet* tab, lxw_row_t row, lxw_col_t column, const Cell& cell, lxw_format* format,
                Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) {
    worksheet_write_string(tab, row, column, in_language(*text, language).c_str(), nullptr);
  } else if (const auto* number = std::get_if<double>(&cell); number != nullptr && std::isfinite(*number)) {
    worksheet_write_number(tab, row, column, *number, format);
  }
}

// The sheet's name where a workbook takes it: short, without its reserved characters, not there yet.
std::string tab_name(lxw_workbook* book, const Sheet& sheet, std::size_t number) {
  const bool fits = !sheet.name.empty() && sheet.name.size() <= longest_tab;
  if (fits && workbook_validate_sheet_name(book, sheet.name.c_str()) == LXW_NO_ERROR) return sheet.name;
  return "sheet " + std::to_string(number);
}

void write_sheet(lxw_workbook* book, const Sheet& sheet, std::size_t number, lxw_format* bold,
                 Language language) {
  lxw_worksheet* tab = workbook_add_worksheet(book, tab_name(book, sheet, number).c_str());
  if (tab == nullptr) throw OperationError("the workbook takes no sheet named " + sheet.name);
  lxw_row_t at = 0;
  worksheet_write_string(tab, at, 0, in_language(sheet.title, language).c_str(), bold);
  at += 2;
  for (std::size_t k = 0; k < sheet.columns.size(); ++k) {
    const auto column = static_cast<lxw_col_t>(k);
    const SheetColumn& told = sheet.columns[k];
    const std::string title = heading(told, language);
    lxw_format* format = told.digits ? number_format(book, *told.digits) : nullptr;
    worksheet_write_string(tab, at, column, title.c_str(), bold);
    std::size_t width = display_width(title);
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
      const Cell& cell = sheet.rows[i][k];
      write_cell(tab, at + 1 + static_cast<lxw_row_t>(i), column, cell, format, language);
      if (const auto* text = std::get_if<Title>(&cell))
        width = std::max(width, display_width(in_language(*text, language)));
    }
    worksheet_set_column(tab, column, column, static_cast<double>(std::min(width, widest) + 2), nullptr);
  }
  worksheet_freeze_panes(tab, at + 1, 0);
  at += static_cast<lxw_row_t>(sheet.rows.size()) + 2;
  for (const Title& note : sheet.notes)
    worksheet_write_string(tab, at++, 0, in_language(note, language).c_str(), nullptr);
}

/// A file of its own in the temporary folder, gone with the object.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "leontide-xlsx-XXXXXX").string()) {
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

std::string to_xlsx(const std::vector<Sheet>& sheets, Language language) {
  const TemporaryFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) throw OperationError("cannot make a workbook at " + file.path());
  lxw_doc_properties properties{};
  properties.created = fixed_time;
  workbook_set_properties(book, &properties);
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  for (std::size_t i = 0; i < sheets.size(); ++i)
    write_sheet(book, sheets[i], i + 1, bold, language);
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    throw OperationError(std::string("the workbook cannot be written: ") + lxw_strerror(error));
  }
  auto bytes = read_bytes(file.path());
  if (!bytes) throw OperationError("the workbook cannot be read back from " + file.path());
  return std::move(*bytes);
}

}  // namespace leontide::report
