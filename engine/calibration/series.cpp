#include "calibration/series.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

#include "base/csv.hpp"
#include "base/numbers.hpp"

namespace leontide::calibration {
namespace {

constexpr std::array<const char*, 8> column_names{"id",     "year",  "value",    "unit",
                                                  "source", "grade", "known_on", "base"};
enum Column : std::size_t { id, year, value, unit, source, grade, known_on, base };
using Columns = std::array<std::size_t, column_names.size()>;

std::optional<Columns> find_columns(const CsvTable& table, Diagnostics& diagnostics) {
  Columns columns{};
  bool all = true;
  for (std::size_t i = 0; i < column_names.size(); ++i) {
    const auto at = table.column(column_names[i]);
    if (at) {
      columns[i] = *at;
      continue;
    }
    all = false;
    diagnostics.error("missing-column", {table.file, 1, 0, 0},
                      fmt::format("there is no column \"{}\"", column_names[i]),
                      "series have id,year,value,unit,source,grade,known_on,base");
  }
  return all ? std::optional(columns) : std::nullopt;
}

class RowReader {
 public:
  RowReader(const CsvTable& table, const Columns& columns, Diagnostics& diagnostics)
      : table_(table), columns_(columns), diagnostics_(diagnostics) {}

  std::optional<PublishedFigure> read(const std::vector<CsvCell>& row) {
    const std::size_t errors_before = diagnostics_.error_count();
    PublishedFigure figure;
    const auto cell = [&](Column column) -> const CsvCell& { return row[columns_[column]]; };
    figure.id = cell(id).text;
    figure.place = table_.place(cell(id));
    figure.unit = cell(unit).text;
    figure.source = cell(source).text;
    figure.base = cell(base).text;
    figure.value = csv_number(table_, cell(value), diagnostics_).value_or(0);
    read_year(cell(year), figure);
    read_grade(cell(grade), figure);
    read_day(cell(known_on), figure);
    if (diagnostics_.error_count() != errors_before) return std::nullopt;
    return figure;
  }

 private:
  void read_year(const CsvCell& cell, PublishedFigure& figure) {
    const auto number = parse_integer(cell.text);
    if (number && *number > 0 && *number < 10000) {
      figure.year = static_cast<int>(*number);
      return;
    }
    diagnostics_.error("year", table_.place(cell), fmt::format("\"{}\" is no year", cell.text));
  }

  void read_grade(const CsvCell& cell, PublishedFigure& figure) {
    if (cell.text == "A" || cell.text == "B" || cell.text == "C") {
      figure.grade = cell.text[0];
      return;
    }
    diagnostics_.error("grade", table_.place(cell), fmt::format("\"{}\" is no grade", cell.text),
                       "A official, B press or compilation, C derived, assumed or recalled");
  }

  void read_day(const CsvCell& cell, PublishedFigure& figure) {
    if (cell.text.empty()) {
      figure.is_usual_day = true;
      figure.known_on = usual_day(figure.id, figure.year);
      if (figure.base.starts_with("revised"))
        diagnostics_.error(
            "missing-day", figure.place,
            fmt::format("a revised figure of \"{}\" does not say when it became known", figure.id),
            "state the day of the census or yearbook that revised it in known_on");
      return;
    }
    if (const auto day = parse_day(cell.text)) {
      figure.known_on = *day;
      return;
    }
    diagnostics_.error("day", table_.place(cell), fmt::format("\"{}\" is no day", cell.text),
                       "write year-month-day, e.g. 2025-01-31, or leave it empty for the usual day");
  }

  const CsvTable& table_;
  const Columns& columns_;
  Diagnostics& diagnostics_;
};

/// Two figures that became known on the same day on the same base cannot both be right.
void refuse_doubles(const Series& series, Diagnostics& diagnostics) {
  std::map<std::tuple<std::string, int, Day, std::string>, Place> seen;
  for (const PublishedFigure& figure : series.figures) {
    const auto [at, is_new] =
        seen.emplace(std::tuple(figure.id, figure.year, figure.known_on, figure.base), figure.place);
    if (is_new) continue;
    diagnostics.add({Severity::error, "duplicate", figure.place,
                     fmt::format("\"{}\" of {} known on {} is there twice", figure.id, figure.year,
                                 print_day(figure.known_on)),
                     "give each its own day or base", at->second});
  }
}

}  // namespace

std::vector<std::string> Series::ids() const {
  std::vector<std::string> all;
  std::set<std::string> seen;
  for (const PublishedFigure& figure : figures) {
    if (seen.insert(figure.id).second) all.push_back(figure.id);
  }
  return all;
}

std::optional<Series> read_series(const std::filesystem::path& path, const std::string& shown_as,
                                  Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto table = read_csv(path, shown_as, diagnostics);
  if (!table) return std::nullopt;
  const auto columns = find_columns(*table, diagnostics);
  if (!columns) return std::nullopt;
  Series series;
  series.file = shown_as;
  series.sha256 = table->sha256;
  RowReader reader(*table, *columns, diagnostics);
  for (const auto& row : table->rows) {
    if (auto figure = reader.read(row)) series.figures.push_back(std::move(*figure));
  }
  refuse_doubles(series, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return series;
}

std::vector<const PublishedFigure*> known_figures(const Series& series, const std::string& id,
                                                  const Day& vintage,
                                                  const std::optional<std::string>& base) {
  std::map<int, const PublishedFigure*> latest;
  for (const PublishedFigure& figure : series.figures) {
    if (figure.id != id || figure.known_on > vintage || (base && figure.base != *base)) continue;
    const PublishedFigure*& kept = latest[figure.year];
    if (kept == nullptr || kept->known_on < figure.known_on) kept = &figure;
  }
  std::vector<const PublishedFigure*> known;
  known.reserve(latest.size());
  for (const auto& [its_year, figure] : latest)
    known.push_back(figure);
  return known;
}

}  // namespace leontide::calibration
