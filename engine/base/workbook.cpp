#include "base/workbook.hpp"

#include <algorithm>
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

void draw_series(const WorkbookChart& chart, const WorkbookChart::Series& series, bool is_first,
                 lxw_chart_series* out) {
  chart_series_set_name(out, series.name.c_str());
  lxw_chart_line none{};
  none.none = LXW_TRUE;
  if (chart.kind == WorkbookChart::Kind::lines || chart.kind == WorkbookChart::Kind::intervals) {
    const bool has_line = chart.kind == WorkbookChart::Kind::lines && !series.is_point;
    if (!has_line) chart_series_set_line(out, &none);
    if (has_line && series.is_dashed) {
      lxw_chart_line dashed{};
      dashed.dash_type = LXW_CHART_LINE_DASH_DASH;
      dashed.width = 1.25F;
      chart_series_set_line(out, &dashed);
    }
    const bool has_mark = series.is_drawn && !has_line;
    chart_series_set_marker_type(out, has_mark ? LXW_CHART_MARKER_DIAMOND : LXW_CHART_MARKER_NONE);
  } else if (chart.kind == WorkbookChart::Kind::spans && is_first) {
    lxw_chart_fill clear{};
    clear.none = LXW_TRUE;
    chart_series_set_fill(out, &clear);
    chart_series_set_line(out, &none);
  }
}

std::uint8_t type_of(WorkbookChart::Kind kind) {
  switch (kind) {
    case WorkbookChart::Kind::bars: return LXW_CHART_BAR;
    case WorkbookChart::Kind::spans: return LXW_CHART_BAR_STACKED;
    default: return LXW_CHART_LINE;
  }
}

void write_chart(lxw_workbook* book, lxw_worksheet* tab, const std::string& sheet_name,
                 const WorkbookChart& chart) {
  lxw_chart* drawn = workbook_add_chart(book, type_of(chart.kind));
  if (drawn == nullptr) throw OperationError("the workbook takes no chart in " + sheet_name);
  chart_title_set_name(drawn, chart.title.c_str());
  const auto first = static_cast<lxw_row_t>(chart.first_row), last = static_cast<lxw_row_t>(chart.last_row);
  std::vector<std::int16_t> hidden;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    const auto labels = static_cast<lxw_col_t>(chart.label_column);
    const auto values = static_cast<lxw_col_t>(chart.series[s].column);
    chart_series_set_categories(series, sheet_name.c_str(), first, labels, last, labels);
    chart_series_set_values(series, sheet_name.c_str(), first, values, last, values);
    draw_series(chart, chart.series[s], s == 0, series);
    if (!chart.series[s].is_drawn) hidden.push_back(static_cast<std::int16_t>(s));
  }
  if (!hidden.empty()) {
    hidden.push_back(-1);
    chart_legend_delete_series(drawn, hidden.data());
  }
  if (chart.kind == WorkbookChart::Kind::intervals) chart_set_high_low_lines(drawn, nullptr);
  if (chart.kind == WorkbookChart::Kind::bars || chart.kind == WorkbookChart::Kind::spans)
    chart_axis_set_reverse(drawn->x_axis);
  if (!chart.unit.empty()) chart_axis_set_name(drawn->y_axis, chart.unit.c_str());
  chart_legend_set_position(drawn, chart.series.size() > hidden.size() + (hidden.empty() ? 1 : 0)
                                       ? LXW_CHART_LEGEND_BOTTOM
                                       : LXW_CHART_LEGEND_NONE);
  // What the library draws without being asked is 480 by 288.
  lxw_chart_options options{};
  options.x_scale = static_cast<double>(chart.width) / 480;
  options.y_scale = static_cast<double>(chart.height) / 288;
  worksheet_insert_chart_opt(tab, static_cast<lxw_row_t>(chart.row), static_cast<lxw_col_t>(chart.column),
                             drawn, &options);
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void write_row(lxw_worksheet* tab, std::size_t at, const std::vector<WorkbookCell>& cells, Formats& formats) {
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const WorkbookCell& cell = cells[k];
    const auto row = static_cast<lxw_row_t>(at);
    const auto column = static_cast<lxw_col_t>(k);
    if (cell.number) {
      if (std::isfinite(*cell.number))
        worksheet_write_number(tab, row, column, *cell.number, formats.of(cell));
    } else if (!cell.text.empty()) {
      worksheet_write_string(tab, row, column, cell.text.c_str(), formats.of(cell));
    }
  }
}

void write_sheet(lxw_workbook* book, const WorkbookSheet& sheet, std::size_t number, Formats& formats) {
  const bool fits = !sheet.name.empty() && characters(sheet.name) <= longest_name &&
                    workbook_validate_sheet_name(book, sheet.name.c_str()) == LXW_NO_ERROR;
  const std::string name = fits ? sheet.name : "sheet " + std::to_string(number);
  lxw_worksheet* tab = workbook_add_worksheet(book, name.c_str());
  if (tab == nullptr) throw OperationError("the workbook takes no sheet named " + name);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    write_row(tab, i, sheet.rows[i], formats);
  for (std::size_t k = 0; k < sheet.widths.size(); ++k) {
    const auto column = static_cast<lxw_col_t>(k);
    worksheet_set_column(tab, column, column, static_cast<double>(sheet.widths[k]), nullptr);
  }
  if (sheet.frozen_rows + sheet.frozen_columns > 0)
    worksheet_freeze_panes(tab, static_cast<lxw_row_t>(sheet.frozen_rows),
                           static_cast<lxw_col_t>(sheet.frozen_columns));
  for (const WorkbookChart& chart : sheet.charts)
    write_chart(book, tab, name, chart);
}

/// Whether the cells are written row by row and not held by the library, which then repeats each text where
/// it stands.
bool is_large(const std::vector<WorkbookSheet>& sheets) {
  constexpr std::size_t most_held = 300'000;
  std::size_t cells = 0;
  for (const WorkbookSheet& sheet : sheets) {
    for (const auto& row : sheet.rows)
      cells += row.size();
  }
  return cells > most_held;
}

/// The bytes of a workbook that `write` fills.
template <class Write>
std::string written_workbook(bool in_constant_memory, Write&& write) {
  const NamelessFile file;
  lxw_workbook_options options{};
  options.constant_memory = in_constant_memory ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(file.path().c_str(), &options);
  if (book == nullptr) throw OperationError("cannot make a workbook in the temporary folder");
  lxw_doc_properties properties{};
  properties.created = fixed_time;
  workbook_set_properties(book, &properties);
  Formats formats(book);
  write(book, formats);
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    throw OperationError(std::string("the workbook cannot be written: ") + lxw_strerror(error));
  }
  return file.bytes();
}

}  // namespace

std::string workbook_bytes(const std::vector<WorkbookSheet>& sheets) {
  return written_workbook(is_large(sheets), [&](lxw_workbook* book, Formats& formats) {
    for (std::size_t i = 0; i < sheets.size(); ++i)
      write_sheet(book, sheets[i], i + 1, formats);
  });
}

std::string workbook_of_rows(const std::string& name, std::size_t rows,
                             const std::function<std::vector<WorkbookCell>(std::size_t)>& row) {
  return written_workbook(true, [&](lxw_workbook* book, Formats& formats) {
    lxw_worksheet* tab = workbook_add_worksheet(book, name.c_str());
    if (tab == nullptr) throw OperationError("the workbook takes no sheet named " + name);
    for (std::size_t i = 0; i < rows; ++i)
      write_row(tab, i, row(i), formats);
  });
}

}  // namespace leontide
