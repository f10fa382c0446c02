#include "report/write/xlsx_charts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "report/write/axis.hpp"

namespace leontide::report {

namespace {

using Kind = WorkbookChart::Kind;

constexpr std::size_t data_column = 15;  ///< right of the charts
constexpr std::size_t row_height = 24;   ///< of a bar with its label, in pixels

class Charts {
 public:
  explicit Charts(Language language) : language_(language) {
    sheet_.name = language == Language::zh ? "图表" : "charts";
    sheet_.rows.push_back(
        {{text({"The charts stand on the numbers at their right", "各图所用数据列于其右侧"}), std::nullopt,
          std::nullopt, true}});
    sheet_.rows.emplace_back();
    sheet_.widths.assign(data_column, 8);
    sheet_.widths.push_back(40);
    sheet_.widths.insert(sheet_.widths.end(), 4, 10);
  }

  void add(const Figure& figure) {
    if (const auto* strips = std::get_if<Strips>(&figure.drawing)) add_strips(figure, *strips);
    if (const auto* fans = std::get_if<Fans>(&figure.drawing)) add_fans(*fans);
    if (const auto* lines = std::get_if<LineChart>(&figure.drawing)) add_lines(figure, *lines);
  }

  std::optional<WorkbookSheet> sheet() && {
    if (sheet_.charts.empty()) return std::nullopt;
    return std::move(sheet_);
  }

 private:
  std::string text(const Title& title) const { return in_language(title, language_); }

  /// The row at which the next block of numbers begins, below all that stands there.
  std::size_t next_row() const {
    std::size_t row = sheet_.rows.size();
    for (const WorkbookChart& chart : sheet_.charts)
      row = std::max(row, chart.row + chart.height / cell_height + 2);
    return row;
  }

  void put(std::size_t row, std::size_t column, WorkbookCell cell) {
    if (sheet_.rows.size() <= row) sheet_.rows.resize(row + 1);
    auto& cells = sheet_.rows[row];
    if (cells.size() <= column) cells.resize(column + 1);
    cells[column] = std::move(cell);
  }

  void put_text(std::size_t row, std::size_t column, const std::string& words, bool bold = false) {
    put(row, column, {words, std::nullopt, std::nullopt, bold});
  }

  void put_number(std::size_t row, std::size_t column, double number) {
    if (!std::isfinite(number)) return;
    // Four digits that say something, no more than four after the point.
    const int whole = number == 0 ? 3 : static_cast<int>(std::floor(std::log10(std::fabs(number))));
    put(row, column, {{}, number, std::clamp(3 - whole, 0, 4), false});
  }

  WorkbookChart chart_at(std::size_t row, Kind kind, const Title& title, const std::string& unit,
                         std::size_t rows) const {
    WorkbookChart chart;
    chart.kind = kind;
    chart.title = text(title);
    chart.unit = text(language::unit_words(unit));
    chart.row = row;
    chart.first_row = row + 1;
    chart.last_row = row + rows;
    chart.label_column = data_column;
    return chart;
  }

  /// A mark of a series in a row; none where it has none.
  static const Strips::Mark* mark_of(const Strips::Row& row, std::size_t series) {
    const auto found = std::find_if(row.marks.begin(), row.marks.end(),
                                    [&](const Strips::Mark& mark) { return mark.series == series; });
    return found == row.marks.end() ? nullptr : &*found;
  }

  void add_strips(const Figure& figure, const Strips& strips) {
    if (strips.rows.empty()) return;
    const std::size_t count = std::max<std::size_t>(1, strips.series.size());
    const bool has_intervals =
        std::any_of(strips.rows.begin(), strips.rows.end(), [](const Strips::Row& row) {
          return std::any_of(row.marks.begin(), row.marks.end(),
                             [](const Strips::Mark& mark) { return mark.low != mark.high; });
        });
    if (strips.shape == Strips::Shape::spans) return add_spans(figure, strips);
    // Bars that are stacked cannot begin below zero.
    const bool is_stackable =
        std::none_of(strips.rows.begin(), strips.rows.end(), [](const Strips::Row& row) {
          return std::any_of(row.marks.begin(), row.marks.end(),
                             [](const Strips::Mark& mark) { return mark.low < 0; });
        });
    if (has_intervals && strips.shape == Strips::Shape::dots && is_stackable) add_intervals(figure, strips);
    if (count > 1 || !has_intervals || !is_stackable || strips.shape == Strips::Shape::bars)
      add_bars(figure, strips, count);
  }

  std::string series_name(const Strips& strips, std::size_t series) const {
    return series < strips.series.size() ? text(strips.series[series]) : text({"value", "数值"});
  }

  void put_labels(std::size_t row, const Strips& strips) {
    for (std::size_t r = 0; r < strips.rows.size(); ++r)
      put_text(row + 1 + r, data_column, text(strips.rows[r].label));
  }

  void add_bars(const Figure& figure, const Strips& strips, std::size_t count) {
    const std::size_t row = next_row();
    WorkbookChart chart = chart_at(row, Kind::bars, figure.title, strips.unit, strips.rows.size());
    put_labels(row, strips);
    for (std::size_t s = 0; s < count; ++s) {
      const std::size_t column = data_column + 1 + s;
      put_text(row, column, series_name(strips, s), true);
      for (std::size_t r = 0; r < strips.rows.size(); ++r) {
        if (const Strips::Mark* mark = mark_of(strips.rows[r], s))
          put_number(row + 1 + r, column, mark->value);
      }
      chart.series.push_back({series_name(strips, s), column});
    }
    chart.width = 880;
    chart.height = std::max<std::size_t>(300, 120 + strips.rows.size() * row_height * (1 + count) / 2);
    chart.range = {strips.low, strips.high};
    sheet_.charts.push_back(std::move(chart));
  }

  /// The first series alone, each bar up to its low bound, and darker from there to the high one.
  void add_intervals(const Figure& figure, const Strips& strips) {
    const std::size_t row = next_row();
    Title title = figure.title;
    if (strips.series.size() > 1) {
      title = {figure.title.en + ": " + strips.series[0].en,
               text(figure.title) + "：" + in_language(strips.series[0], Language::zh)};
    }
    WorkbookChart chart = chart_at(row, Kind::tips, title, strips.unit, strips.rows.size());
    put_labels(row, strips);
    const Title heads[] = {{"up to the low bound", "至区间下限"},
                           {"the interval", "区间"},
                           {"value", "数值"},
                           {"low bound", "下限"},
                           {"high bound", "上限"}};
    for (std::size_t k = 0; k < std::size(heads); ++k)
      put_text(row, data_column + 1 + k, text(heads[k]), true);
    for (std::size_t r = 0; r < strips.rows.size(); ++r) {
      const Strips::Mark* mark = mark_of(strips.rows[r], 0);
      if (mark == nullptr) continue;
      const double numbers[] = {mark->low, mark->high - mark->low, mark->value, mark->low, mark->high};
      for (std::size_t k = 0; k < std::size(numbers); ++k)
        put_number(row + 1 + r, data_column + 1 + k, numbers[k]);
    }
    chart.series = {{text(heads[0]), data_column + 1}, {text(heads[1]), data_column + 2}};
    chart.width = 880;
    chart.height = std::max<std::size_t>(300, 120 + strips.rows.size() * row_height);
    chart.range = {strips.low, strips.high};
    sheet_.charts.push_back(std::move(chart));
  }

  void add_spans(const Figure& figure, const Strips& strips) {
    const std::size_t row = next_row();
    WorkbookChart chart = chart_at(row, Kind::spans, figure.title, strips.unit, strips.rows.size());
    put_labels(row, strips);
    put_text(row, data_column + 1, text({"from", "下限"}), true);
    put_text(row, data_column + 2, text({"width", "宽度"}), true);
    for (std::size_t r = 0; r < strips.rows.size(); ++r) {
      const Strips::Mark* mark = mark_of(strips.rows[r], 0);
      if (mark == nullptr) continue;
      put_number(row + 1 + r, data_column + 1, mark->low);
      put_number(row + 1 + r, data_column + 2, mark->high - mark->low);
    }
    chart.series = {{text({"from", "下限"}), data_column + 1},
                    {text({"from low to high", "由低到高"}), data_column + 2}};
    chart.width = 880;
    chart.height = std::max<std::size_t>(260, 120 + strips.rows.size() * row_height);
    chart.range = {strips.low, strips.high};
    sheet_.charts.push_back(std::move(chart));
  }

  /// Whole steps round all numbers that a chart shows.
  std::optional<std::pair<double, double>> range_of(const WorkbookChart& chart, bool has_zero) const {
    double low = has_zero ? 0 : std::numeric_limits<double>::infinity(), high = has_zero ? 0 : -low;
    for (std::size_t row = chart.first_row; row <= chart.last_row; ++row) {
      for (const WorkbookChart::ChartSeries& series : chart.series) {
        if (row >= sheet_.rows.size() || series.column >= sheet_.rows[row].size()) continue;
        const auto& number = sheet_.rows[row][series.column].number;
        if (!number) continue;
        low = std::min(low, *number);
        high = std::max(high, *number);
      }
    }
    if (!(low <= high)) return std::nullopt;
    const Axis axis = axis_round(low, high);
    return std::pair(axis.low, axis.high);
  }

  void add_lines(const Figure& figure, const LineChart& lines) {
    std::vector<double> across;
    for (const LineChart::Series& one : lines.series) {
      for (const LineChart::Point& point : one.points)
        across.push_back(point.x);
    }
    std::sort(across.begin(), across.end());
    across.erase(std::unique(across.begin(), across.end()), across.end());
    if (across.empty()) return;
    const std::size_t row = next_row();
    WorkbookChart chart = chart_at(row, Kind::lines, figure.title, text(lines.y), across.size());
    for (std::size_t x = 0; x < across.size(); ++x)
      put_text(row + 1 + x, data_column, axis_number(across[x]));
    for (const LineChart::Series& one : lines.series) {
      const std::size_t column = data_column + 1 + chart.series.size();
      put_text(row, column, text(one.name), true);
      for (const LineChart::Point& point : one.points) {
        const auto at = std::lower_bound(across.begin(), across.end(), point.x) - across.begin();
        if (std::isfinite(point.y)) put_number(row + 1 + static_cast<std::size_t>(at), column, point.y);
      }
      chart.series.push_back({text(one.name), column});
    }
    chart.range = range_of(chart, lines.has_zero);
    sheet_.charts.push_back(std::move(chart));
  }

  void add_fans(const Fans& fans) {
    for (const Fans::Panel& panel : fans.panels) {
      const std::size_t row = next_row();
      WorkbookChart chart = chart_at(row, Kind::lines, panel.title, text(panel.unit), panel.years.size());
      const auto add = [&](const std::string& name, bool is_dashed, auto&& value) {
        const std::size_t column = data_column + 1 + chart.series.size();
        put_text(row, column, name, true);
        for (std::size_t y = 0; y < panel.years.size(); ++y)
          put_number(row + 1 + y, column, value(y));
        chart.series.push_back({name, column, is_dashed});
      };
      for (std::size_t y = 0; y < panel.years.size(); ++y)
        put_text(row + 1 + y, data_column, std::to_string(panel.years[y]));
      add("P90", false, [&](std::size_t y) { return panel.high[y]; });
      add("P50", false, [&](std::size_t y) { return panel.median[y]; });
      add("P10", false, [&](std::size_t y) { return panel.low[y]; });
      for (const auto& [title, goal] : panel.goals)
        add(text(title), true, [value = goal](std::size_t) { return value; });
      chart.range = range_of(chart, false);
      chart.width = 560;
      chart.height = 300;
      sheet_.charts.push_back(std::move(chart));
    }
  }

  Language language_;
  WorkbookSheet sheet_;
};

}  // namespace

std::optional<WorkbookSheet> chart_sheet(const Document& document, Language language) {
  Charts charts(language);
  for (const Section& section : document.sections) {
    if (const auto* figure = std::get_if<Figure>(&section)) charts.add(*figure);
  }
  return std::move(charts).sheet();
}

}  // namespace leontide::report
