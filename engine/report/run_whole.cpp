#include <algorithm>
#include <fmt/format.h>

#include "report/run_document.hpp"
#include "report/run_notes.hpp"
#include "report/run_sheets.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

const scenario::Target& target_of(const Answer& answer, const std::string& id) {
  return *std::find_if(answer.targets.begin(), answer.targets.end(),
                       [&](const scenario::Target& target) { return target.id == id; });
}

}  // namespace

Sheet joint_sheet(const Answer& answer) {
  if (answer.joint.empty()) return {};
  Sheet sheet{"joint",
              {"The plan as a whole", "规划整体"},
              {text_column("targets_met", "targets met", "实现目标")},
              {},
              {}};
  add_reading_columns(answer, sheet);
  const std::size_t m = answer.joint.size();
  const auto row = [&](Title name, auto&& value) {
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(std::move(name));
    for (const ReadingAnswer& reading : answer.readings)
      cells.emplace_back(percent_of(value(reading)));
  };
  row({fmt::format("all {}", m), fmt::format("全部 {}", m)}, [](const ReadingAnswer& r) { return r.joint; });
  for (std::size_t k = m; k > m / 2; k -= std::max<std::size_t>(1, m / 6)) {
    if (k == m) continue;
    row({fmt::format("at least {} of {}", k, m), fmt::format("至少 {} / {}", k, m)},
        [&](const ReadingAnswer& r) { return r.at_least[k]; });
  }
  for (const ReadingAnswer& reading : answer.readings)
    add_missed_most(answer, reading, sheet.notes);
  add_tolerances(answer, sheet.notes);
  return sheet;
}

Sheet spread_sheet(const Answer& answer) {
  const auto& groups = answer.readings.front().source_groups;
  if (answer.joint.empty() || groups.size() < 2) return {};
  Sheet sheet{"spread",
              {"Where the spread comes from (standard deviation with one source alone moving)",
               "离散来源（仅该来源变动时的标准差）"},
              {text_column("target", "target", "目标"), text_column("reading", "reading", "口径")},
              {},
              {}};
  for (const SourceGroup& group : groups)
    sheet.columns.push_back(column_of(group.name, group.title, Shown::by_size));
  sheet.columns.push_back(column_of("all_sources", {"all", "全部"}, Shown::by_size));
  for (std::size_t n = 0; n < std::min<std::size_t>(3, answer.joint.size()); ++n) {
    const std::uint32_t i = answer.joint[n];
    for (std::size_t r = 0; r < answer.readings.size(); ++r) {
      const TargetAnswer& a = answer.readings[r].targets[i];
      auto& row = sheet.rows.emplace_back();
      row = {r == 0 ? answer.targets[i].title : Title{}, reading_title(answer.readings[r])};
      for (const auto& [group, sd] : a.sources)
        row.emplace_back(sd);
      row.emplace_back(a.value.sd);
    }
  }
  return sheet;
}

std::vector<Sheet> conflict_sheets(const Answer& answer) {
  std::vector<Sheet> sheets;
  for (std::size_t c = 0; c < answer.readings.front().conflicts.size(); ++c) {
    const ConflictAnswer& first = answer.readings.front().conflicts[c];
    Sheet sheet{fmt::format("conflict-{}", c + 1),
                {"Targets that contradict each other", "相互矛盾的目标"},
                {text_column("reading", "reading", "口径"), column_of("p10", same("P10"), Shown::by_size),
                 column_of("p90", same("P90"), Shown::by_size),
                 interval_column("both", {"chance of both", "同时实现概率"}, Shown::share, 1, "%")},
                {},
                {conflict_words(target_of(answer, first.level), target_of(answer, first.share), first)}};
    if (!first.note.en.empty()) sheet.notes.push_back(first.note);
    for (const ReadingAnswer& reading : answer.readings) {
      const ConflictAnswer& conflict = reading.conflicts[c];
      sheet.rows.push_back({reading_title(reading), cell_of(conflict.whole_value.p10),
                            cell_of(conflict.whole_value.p90), percent_of(conflict.both)});
    }
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

Sheet year_sheet(const Answer& answer) {
  const ReadingAnswer& reading = answer.readings.front();
  if (reading.indicators.empty()) return {};
  const auto longest =
      std::max_element(reading.indicators.begin(), reading.indicators.end(),
                       [](const auto& a, const auto& b) { return a.years.size() < b.years.size(); });
  Sheet sheet{"years",
              {"Year by year", "逐年路径"},
              {text_column("indicator", "indicator", "指标"), text_column("unit", "unit", "单位")},
              {},
              {}};
  for (const FanYear& year : longest->years) {
    sheet.columns.push_back(interval_column(
        std::to_string(year.year), same(fmt::format("{} P50 [P10, P90]", year.year)), Shown::by_size));
  }
  for (const IndicatorAnswer& indicator : reading.indicators) {
    if (indicator.name.find('.') != std::string::npos) continue;
    auto& row = sheet.rows.emplace_back();
    row.emplace_back(indicator.title.en.empty() ? same(indicator.name) : indicator.title);
    row.emplace_back(unit_words(indicator.unit));
    row.resize(sheet.columns.size() - indicator.years.size());
    for (const FanYear& year : indicator.years) {
      row.emplace_back(
          year.value.p50 ? Cell(Interval{year.value.p50->value, year.value.p10->value, year.value.p90->value})
                         : Cell());
    }
  }
  if (const Title of = reading_title(reading); !of.en.empty())
    sheet.notes.push_back({"reading: " + of.en, "口径：" + in_language(of, Language::zh)});
  return sheet;
}

}  // namespace leontide::report
