#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/run_sheets.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

using calibration::OutsideShare;
using calibration::RecordRow;
using scenario::Target;

/// A share of windows; of growth beyond the table's ends what it is at most, or at least.
Title outside_words(const std::optional<OutsideShare>& view, double OutsideShare::*which) {
  if (!view) return {};
  const double share = (*view).*which;
  const std::string sign = !view->is_bound ? "" : share < 0.5 ? "≤ " : "≥ ";
  return {sign + percent_text(share, Language::en, 1), sign + percent_text(share, Language::zh, 1)};
}

std::string windows_text(const OutsideShare& view) {
  return fmt::format("{}, {}–{}", view.window_years, view.first_year, view.last_year);
}

/// `3 of 5`; nothing where no such chance was ever given.
Title met_words(const std::optional<calibration::TrackRecord>& record, double chance, bool is_direct) {
  if (!record) return {};
  const RecordRow such = record->like(chance, is_direct);
  if (such.targets == 0) return {"none", "无"};
  const std::string met = print_number(such.met), of = print_number(such.targets);
  return {met + " of " + of, of + " 项中 " + met + " 项"};
}

std::string skill_text(const RecordRow& row) {
  std::string text = print_fixed(*row.skill, 2);
  if (row.skill_low && row.skill_high)
    text += fmt::format(" [{}, {}]", print_fixed(*row.skill_low, 2), print_fixed(*row.skill_high, 2));
  return text;
}

/// The vintages of a record with their skill, each once.
Title vintages_note(const calibration::TrackRecord& record) {
  Title list;
  std::string before;
  for (const RecordRow& row : record.rows) {
    const std::string key = row.vintage + (row.is_direct ? " direct" : " inferred");
    if (key == before) continue;
    before = key;
    double targets = 0;
    for (const RecordRow& one : record.rows)
      targets += one.vintage == row.vintage && one.is_direct == row.is_direct ? one.targets : 0;
    const std::string skill = row.skill ? skill_text(row) : "–";
    const bool is_first = list.en.empty();
    list.en += fmt::format("{}{} ({}), {} {}: {}", is_first ? "" : "; ", row.vintage, row.date,
                           print_number(targets), row.is_direct ? "direct" : "inferred", skill);
    list.zh += fmt::format("{}{}（{}），{} {} 项：{}", is_first ? "" : "；", row.vintage, row.date,
                           row.is_direct ? "直接公布" : "推断", print_number(targets), skill);
  }
  return {"skill of those chances over the best naive rates (1 perfect, below 0 worse than them): " + list.en,
          "当时概率相对最佳基准率的技巧评分（1 为完美，低于 0 为不如基准）：" + list.zh};
}

bool has_outside(const Answer& answer) {
  return std::any_of(answer.readings.front().targets.begin(), answer.readings.front().targets.end(),
                     [](const TargetAnswer& one) { return one.outside.has_value(); });
}

void add_notes(const Answer& answer, Sheet& sheet) {
  if (has_outside(answer)) {
    sheet.notes.push_back(
        {"cities that grew so much: share of all cities' windows of GDP, at constant prices or at current "
         "ones as the target's, whose mean growth reached what the target needs a year",
         "达到此增速的城市：全部城市地区生产总值窗口（价格口径同目标）中，年均增速达到目标所需者的占比"});
  }
  if (!answer.track_record) return;
  sheet.notes.push_back(
      {"such chances, met: of the targets of older plans that the same rules gave a chance in the same third "
       "(below 33 %, to 67 %, above), how many were met; direct: a published text says so, inferred: it "
       "follows from other figures. Published outcomes are the good news, and targets of one plan share an "
       "economy: cases, no calibration",
       "同类概率的实现：以往规划中由同样规则给出同一档（低于 33%、33% 至 67%、高于 67%）概率的目标里实现的"
       "项数；直接：见于公布文件，推断：由其他数据得出。公布的多为好消息，同一规划的目标处于同一经济环境："
       "仅为案例，不构成校准"});
  sheet.notes.push_back(vintages_note(*answer.track_record));
}

}  // namespace

Sheet record_sheet(const Answer& answer, const ShownTargets& shown) {
  Sheet sheet{"record",
              {"How often cities grew so much, and how such chances came out",
               "城市达到此类增速的频率与同类概率的兑现"},
              {text_column("target", "target", "目标")},
              {},
              {}};
  const ReadingAnswer& first = answer.readings.front();
  if (!has_outside(answer) && !answer.track_record) return {};
  const Title of = reading_title(first);
  sheet.columns.push_back(
      interval_column("chance", of.en.empty() ? Title{"chance", "概率"} : of, Shown::share, 1, "%"));
  if (answer.track_record) {
    sheet.columns.push_back(text_column("direct", "such chances, met: direct", "同类概率实现：直接公布"));
    sheet.columns.push_back(text_column("inferred", "inferred", "推断"));
  }
  if (has_outside(answer)) {
    sheet.columns.push_back(column_of("needs", {"needs a year", "需年均"}, Shown::share, 1, "%"));
    sheet.columns.push_back(
        text_column("recent", "cities that grew so much, lately", "近期达到此增速的城市"));
    sheet.columns.push_back(text_column("ever", "in all years", "历年"));
    sheet.columns.push_back(text_column("windows", "windows: years, ending in", "窗口：年数，止于"));
  }
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    const TargetAnswer& found = first.targets[i];
    const bool has_chance = target.assessed() && target.status != scenario::Status::conditional;
    if (!has_chance || !is_shown(shown, target) || found.chance.draws == 0) continue;
    std::vector<Cell> row{target.title, percent_of(found.chance)};
    if (answer.track_record) {
      for (const bool is_direct : {true, false})
        row.emplace_back(met_words(answer.track_record, found.chance.estimate, is_direct));
    }
    if (has_outside(answer)) {
      const auto& view = found.outside;
      row.push_back(!view ? Cell() : target.outside ? Cell(target.low) : percent_of(found.required_growth));
      row.emplace_back(outside_words(view, &OutsideShare::share_recent));
      row.emplace_back(outside_words(view, &OutsideShare::share));
      row.emplace_back(view ? same(windows_text(*view)) : Title{});
    }
    sheet.rows.push_back(std::move(row));
  }
  add_notes(answer, sheet);
  return sheet;
}

}  // namespace leontide::report
