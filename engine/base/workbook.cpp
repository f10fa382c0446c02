#include "base/workbook.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
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

bool is_horizontal(const WorkbookChart& chart) {
  return chart.kind != WorkbookChart::Kind::lines;
}

void draw_series(const WorkbookChart& chart, const WorkbookChart::ChartSeries& series, bool is_first,
                 lxw_chart_series* out) {
  constexpr lxw_color_t pale = 0xC9D6E8, dark = 0x1F4E79;
  chart_series_set_name(out, series.name.c_str());
  lxw_chart_line line{};
  lxw_chart_fill fill{};
  switch (chart.kind) {
    case WorkbookChart::Kind::lines:
      chart_series_set_marker_type(out, LXW_CHART_MARKER_NONE);
      if (!series.is_dashed) return;
      line.dash_type = LXW_CHART_LINE_DASH_DASH;
      line.width = 1.25F;
      chart_series_set_line(out, &line);
      return;
    case WorkbookChart::Kind::bars: return;
    case WorkbookChart::Kind::spans:
      if (!is_first) return;
      fill.none = line.none = LXW_TRUE;
      chart_series_set_fill(out, &fill);
      chart_series_set_line(out, &line);
      return;
    case WorkbookChart::Kind::tips:
      fill.color = is_first ? pale : dark;
      chart_series_set_fill(out, &fill);
      return;
  }
}

std::uint8_t type_of(WorkbookChart::Kind kind) {
  switch (kind) {
    case WorkbookChart::Kind::bars: return LXW_CHART_BAR;
    case WorkbookChart::Kind::spans:
    case WorkbookChart::Kind::tips: return LXW_CHART_BAR_STACKED;
    case WorkbookChart::Kind::lines: return LXW_CHART_LINE;
  }
  return LXW_CHART_LINE;
}

/// Of bars the library calls the axis of their labels y. It runs upwards, and so the first label would stand
/// last; turned round, the numbers would stand at the top.
void set_axes(const WorkbookChart& chart, lxw_chart* drawn) {
  lxw_chart_axis* numbers = is_horizontal(chart) ? drawn->x_axis : drawn->y_axis;
  if (is_horizontal(chart)) {
    chart_axis_set_reverse(drawn->y_axis);
    chart_axis_set_label_position(drawn->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_label_position(numbers, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
  } else {
    chart_axis_set_label_position(drawn->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  }
  if (!chart.unit.empty()) chart_axis_set_name(numbers, chart.unit.c_str());
  if (!chart.range) return;
  chart_axis_set_min(numbers, chart.range->first);
  chart_axis_set_max(numbers, chart.range->second);
}

void write_chart(lxw_workbook* book, lxw_worksheet* tab, const std::string& sheet_name,
                 const WorkbookChart& chart) {
  lxw_chart* drawn = workbook_add_chart(book, type_of(chart.kind));
  if (drawn == nullptr) throw OperationError("the workbook takes no chart in " + sheet_name);
  chart_title_set_name(drawn, chart.title.c_str());
  const auto first = static_cast<lxw_row_t>(chart.first_row), last = static_cast<lxw_row_t>(chart.last_row);
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    const auto labels = static_cast<lxw_col_t>(chart.label_column);
    const auto values = static_cast<lxw_col_t>(chart.series[s].column);
    chart_series_set_categories(series, sheet_name.c_str(), first, labels, last, labels);
    chart_series_set_values(series, sheet_name.c_str(), first, values, last, values);
    draw_series(chart, chart.series[s], s == 0, series);
  }
  set_axes(chart, drawn);
  // The empty part of a span has no name to show.
  std::int16_t unnamed[] = {0, -1};
  if (chart.kind == WorkbookChart::Kind::spans) chart_legend_delete_series(drawn, unnamed);
  const std::size_t named = chart.series.size() - (chart.kind == WorkbookChart::Kind::spans ? 1 : 0);
  chart_legend_set_position(drawn, named > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
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

/// A4 across, no column cut: on as many pages side by side as its columns need to be read, headings and
/// labels on each.
void set_up_page(lxw_worksheet* tab, const WorkbookSheet& sheet) {
  constexpr std::size_t characters_on_a_page = 200;
  constexpr std::uint8_t a4 = 9;
  const std::size_t all = std::accumulate(sheet.widths.begin(), sheet.widths.end(), std::size_t{0});
  const std::size_t pages = std::max<std::size_t>(1, (all + characters_on_a_page - 1) / characters_on_a_page);
  worksheet_set_paper(tab, a4);
  worksheet_set_landscape(tab);
  worksheet_fit_to_pages(tab, static_cast<std::uint16_t>(pages), 0);
  worksheet_set_margins(tab, 0.5, 0.5, 0.5, 0.6);
  worksheet_set_footer(tab, "&L&A&R&P / &N");
  if (sheet.frozen_rows > 0) worksheet_repeat_rows(tab, 0, static_cast<lxw_row_t>(sheet.frozen_rows - 1));
  if (sheet.frozen_columns > 0)
    worksheet_repeat_columns(tab, 0, static_cast<lxw_col_t>(sheet.frozen_columns - 1));
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
  set_up_page(tab, sheet);
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
