#include "base/workbook.hpp"

#include <cmath>
#include <map>
#include <xlsxwriter.h>

#include "base/diagnostic.hpp"
#include "base/handle.hpp"

namespace leontide {

namespace {

// A workbook carries the time of its making; a fixed one lets equal sheets give equal bytes.
constexpr time_t fixed_time = 946'684'800;  // 2000-01-01
constexpr std::size_t longest_name = 31;

/// The formats of a workbook, each made once.
class Formats {
 public:
  explicit Formats(lxw_workbook* book) : book_(book) {}

  lxw_format* of(const WorkbookCell& cell) {
    if (!cell.digits && !cell.bold) return nullptr;
    lxw_format*& format = made_[{cell.digits.value_or(-1), cell.bold}];
    if (format != nullptr) return format;
    format = workbook_add_format(book_);
    if (cell.bold) format_set_bold(format);
    if (cell.digits) {
      const auto digits = static_cast<std::size_t>(*cell.digits);
      const std::string pattern = digits == 0 ? "0" : "0." + std::string(digits, '0');
      format_set_num_format(format, pattern.c_str());
    }
    return format;
  }

 private:
  lxw_workbook* book_;
  std::map<std::pair<int, bool>, lxw_format*> made_;
};

void write_sheet(lxw_workbook* book, const WorkbookSheet& sheet, std::size_t number, Formats& formats) {
  const bool fits = !sheet.name.empty() && sheet.name.size() <= longest_name &&
                    workbook_validate_sheet_name(book, sheet.name.c_str()) == LXW_NO_ERROR;
  const std::string name = fits ? sheet.name : "sheet " + std::to_string(number);
  lxw_worksheet* tab = workbook_add_worksheet(book, name.c_str());
  if (tab == nullptr) throw OperationError("the workbook takes no sheet named " + name);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    for (std::size_t k = 0; k < sheet.rows[i].size(); ++k) {
      const WorkbookCell& cell = sheet.rows[i][k];
      const auto row = static_cast<lxw_row_t>(i);
      const auto column = static_cast<lxw_col_t>(k);
      if (cell.number) {
        if (std::isfinite(*cell.number))
          worksheet_write_number(tab, row, column, *cell.number, formats.of(cell));
      } else if (!cell.text.empty()) {
        worksheet_write_string(tab, row, column, cell.text.c_str(), formats.of(cell));
      }
    }
  }
  for (std::size_t k = 0; k < sheet.widths.size(); ++k) {
    const auto column = static_cast<lxw_col_t>(k);
    worksheet_set_column(tab, column, column, static_cast<double>(sheet.widths[k]), nullptr);
  }
  if (sheet.frozen_rows > 0) worksheet_freeze_panes(tab, static_cast<lxw_row_t>(sheet.frozen_rows), 0);
}

}  // namespace

std::string workbook_bytes(const std::vector<WorkbookSheet>& sheets) {
  const NamelessFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) throw OperationError("cannot make a workbook in the temporary folder");
  lxw_doc_properties properties{};
  properties.created = fixed_time;
  workbook_set_properties(book, &properties);
  Formats formats(book);
  for (std::size_t i = 0; i < sheets.size(); ++i)
    write_sheet(book, sheets[i], i + 1, formats);
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    throw OperationError(std::string("the workbook cannot be written: ") + lxw_strerror(error));
  }
  return file.bytes();
}

}  // namespace leontide
