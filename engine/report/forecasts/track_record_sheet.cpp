#include <iterator>
#include <optional>
#include <set>

#include "calibration/track_record.hpp"
#include "report/estimate_columns.hpp"
#include "report/forecasts/plan_sheets.hpp"

namespace leontide::report {

namespace {

using hindcast::ChanceCase;
using hindcast::VintageScore;

/// The cases of one vintage whose chance lies between two bounds, as a row.
std::optional<std::vector<Cell>> record_row(const VintageScore& vintage, bool is_direct, double from,
                                            double to) {
  double targets = 0, met = 0, chances = 0;
  for (const ChanceCase& one : vintage.chances) {
    const bool holds = from <= one.chance && (one.chance < to || (to == 1 && one.chance == 1));
    if (one.is_direct != is_direct || !holds) continue;
    ++targets;
    met += one.happened;
    chances += one.chance;
  }
  if (targets == 0) return std::nullopt;
  const auto& skill = (is_direct ? vintage.direct : vintage.inferred).skill;
  const auto end = [&](double statistics::Estimate::*which) {
    return skill ? number_cell((*skill).*which) : Cell();
  };
  return std::vector<Cell>{same(vintage.name),
                           same(vintage.date),
                           same(is_direct ? "direct" : "inferred"),
                           from,
                           to,
                           targets,
                           met,
                           chances / targets,
                           end(&statistics::Estimate::value),
                           end(&statistics::Estimate::low),
                           end(&statistics::Estimate::high)};
}

}  // namespace

Sheet track_record_sheet(const hindcast::PlanHindcast& answer) {
  Sheet sheet;
  sheet.name = "track_record";
  sheet.title = {"What came of targets, by the chance they were given", "按当时概率统计的目标实现情况"};
  const auto text = [](const char* name) { return text_column(name, name, name); };
  const auto number = [](const char* name, int digits) { return number_column(name, name, name, digits); };
  sheet.columns = {
      text("vintage"),    text("date"),           text("outcomes"),       number("from", 4),
      number("to", 4),    number("targets", 0),   number("met", 2),       number("mean_chance", 4),
      number("skill", 2), number("skill_low", 2), number("skill_high", 2)};
  // Two readings of one day are one vintage: the first is the plan's own.
  std::set<std::string> days;
  for (const VintageScore& vintage : answer.vintages) {
    if (!days.insert(vintage.date).second) continue;
    for (const bool is_direct : {true, false}) {
      for (std::size_t b = 0; b + 1 < std::size(calibration::record_bounds); ++b) {
        auto row =
            record_row(vintage, is_direct, calibration::record_bounds[b], calibration::record_bounds[b + 1]);
        if (row) sheet.rows.push_back(std::move(*row));
      }
    }
  }
  return sheet;
}

}  // namespace leontide::report
