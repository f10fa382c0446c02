#include <algorithm>
#include <cmath>
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

bool is_yes_or_no(const IndicatorAnswer& indicator, std::uint64_t trials) {
  const double count = static_cast<double>(trials);
  return trials > 1 &&
         std::all_of(indicator.years.begin(), indicator.years.end(),
                     [&](const FanYear& year) {
                       const Spread& of = year.value;
                       // Of numbers from 0 to 1 only those that are one or the other have the mean of their
                       // squares as mean.
                       return of.mean >= 0 && of.mean <= 1 && of.p10 && of.p90 && of.p10->low >= 0 &&
                              of.p90->high <= 1 &&
                              std::fabs(of.sd * of.sd * (count - 1) / count - of.mean * (1 - of.mean)) < 1e-9;
                     }) &&
         std::any_of(indicator.years.begin(), indicator.years.end(),
                     [](const FanYear& year) { return year.value.sd > 0; });
}

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
    SheetColumn column = interval_column(
        std::to_string(year.year),
        {fmt::format("{} P50 [P10, P90]", year.year), fmt::format("{}年 中位数 [P10, P90]", year.year)},
        Shown::by_size);
    column.apart = {{fmt::format("{} P50", year.year), fmt::format("{}年 中位数", year.year)},
                    {fmt::format("{} P10", year.year), fmt::format("{}年 P10", year.year)},
                    {fmt::format("{} P90", year.year), fmt::format("{}年 P90", year.year)}};
    sheet.columns.push_back(std::move(column));
  }
  bool has_shares = false;
  for (const IndicatorAnswer& indicator : reading.indicators) {
    if (indicator.name.find('.') != std::string::npos) continue;
    auto& row = sheet.rows.emplace_back();
    row.emplace_back(indicator.title.en.empty() ? same(indicator.name) : indicator.title);
    row.emplace_back(unit_words(indicator.unit));
    row.resize(sheet.columns.size() - indicator.years.size());
    const bool is_share = is_yes_or_no(indicator, reading.completed);
    has_shares = has_shares || is_share;
    for (const FanYear& year : indicator.years) {
      const Spread& of = year.value;
      row.emplace_back(is_share ? Cell(of.mean)
                       : of.p50 ? Cell(Interval{of.p50->value, of.p10->value, of.p90->value})
                                : Cell());
    }
  }
  if (has_shares)
    sheet.notes.push_back({"one number: the share of trials in which it is so, of what is 1 or 0 in a trial",
                           "单个数字：在一次模拟中取 1 或 0 的指标，其成立的模拟所占比重"});
  if (const Title of = reading_title(reading); !of.en.empty())
    sheet.notes.push_back({"reading: " + of.en, "口径：" + in_language(of, Language::zh)});
  return sheet;
}

}  // namespace leontide::report
