#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/choice.hpp"
#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "base/title.hpp"

namespace leontide::start {

/// How a plan's number is meant.
enum class Operator {
  at_least,
  at_most,
  about,
  between,
  increase,
  exceeds_national_growth,
  keeps_pace_with_gdp
};
/// The signs and words of a table of targets, and titles.
inline constexpr Choice<Operator> operators[] = {
    {Operator::at_least, ">=", "at least", "不低于"},
    {Operator::at_most, "<=", "at most", "不高于"},
    {Operator::about, "~", "about", "左右"},
    {Operator::between, "between", "between", "区间"},
    {Operator::increase, "increase", "more than the base", "高于基期"},
    {Operator::exceeds_national_growth, "exceeds_national_growth", "faster than the nation", "高于全国增速"},
    {Operator::keeps_pace_with_gdp, "keeps_pace_with_gdp", "as fast as GDP", "与经济增长同步"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Operator>> choices_of(Operator) {
  return operators;
}

/// What of the quantity a row is about.
enum class RowKind { level, share, annual_growth, cumulative, count, ratio_to_base };
/// The words of a table of targets, and titles.
inline constexpr Choice<RowKind> row_kinds[] = {
    {RowKind::level, "level", "level", "水平"},
    {RowKind::share, "share", "share", "比重"},
    {RowKind::annual_growth, "annual_growth", "growth a year", "年均增速"},
    {RowKind::cumulative, "cumulative", "sum over years", "累计"},
    {RowKind::count, "count", "count", "数量"},
    {RowKind::ratio_to_base, "ratio_to_base", "multiple of the base", "与基期之比"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<RowKind>> choices_of(RowKind) {
  return row_kinds;
}

/// One target of a plan as a table of targets has it.
struct PlanRow {
  Place place;                                                   ///< of the row in the table
  std::string id, unit, denominator, section, department, note;  ///< as they stand in its columns
  Title title;
  Operator op = Operator::at_least;         ///< how `value` is meant
  RowKind kind = RowKind::level;            ///< what of the quantity it says
  std::optional<double> value, value_high;  ///< in `unit`; `value_high` of a range
  int year = 0;                             ///< in which it must hold
  std::optional<int> from;                  ///< first year of growth and sums
  bool is_hard = true;                      ///< no hedge in its wording
};

/// The rows of a table of targets, as they can be read.
struct PlanTable {
  std::vector<PlanRow> rows;        ///< in the table's order
  std::vector<std::string> unread;  ///< columns that say nothing to this reader
};

/// Reads a table of targets: id, name_en, unit, operator, value, year and kind are needed; name_zh,
/// value_high, period_start, denominator, hard_wording, section, lead_department_zh and note are read where
/// they stand.
std::optional<PlanTable> read_plan_table(const CsvTable& table, Diagnostics& diagnostics);

/// The unit as a targets file writes it: `1e8 CNY` of `100 million CNY`.
std::string unit_of_plan(const std::string& unit);

}  // namespace leontide::start
