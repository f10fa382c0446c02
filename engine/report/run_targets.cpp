#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/run_document.hpp"
#include "report/run_notes.hpp"
#include "report/run_sheets.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

using scenario::Status;
using scenario::Target;

namespace {

void add_chance_rows(const Answer& answer, std::size_t number, Sheet& sheet) {
  const Target& target = answer.targets[number];
  const auto& first = answer.readings.front().targets[number];
  for (std::size_t variant = 0; variant < first.others.size(); ++variant) {
    auto& row = sheet.rows.emplace_back();
    row.emplace_back(variant == 0 ? target.title : Title{});
    row.emplace_back(promise_of(target, first.others[variant].tolerance, bound_title(answer, target)));
    row.emplace_back(variant == 0 ? grade_of(target) : Title{});
    std::vector<Proportion> chances;
    for (const ReadingAnswer& reading : answer.readings) {
      chances.push_back(reading.targets[number].others[variant].chance);
      row.emplace_back(percent_of(chances.back()));
    }
    const bool is_main = first.others[variant].tolerance == target.tolerance;
    row.emplace_back(is_main ? chance_words(chances) : Title{});
  }
}

bool is_extreme(const Answer& answer, std::size_t target) {
  return std::any_of(answer.readings.begin(), answer.readings.end(), [&](const ReadingAnswer& reading) {
    const double chance = reading.targets[target].chance.estimate;
    return chance < 0.01 || chance > 0.99;
  });
}

}  // namespace

bool is_shown(const ShownTargets& shown, const Target& target) {
  return shown.empty() || std::find(shown.begin(), shown.end(), target.id) != shown.end();
}

Interval percent_of(const Proportion& chance) {
  return {100 * chance.estimate, 100 * chance.low, 100 * chance.high};
}

Cell percent_of(const std::optional<double>& share) {
  return share ? Cell(100 * *share) : Cell();
}

Cell cell_of(const std::optional<Quantile>& value) {
  return value ? Cell(value->value) : Cell();
}

Cell cell_of(const std::optional<double>& value) {
  return value ? Cell(*value) : Cell();
}

void add_reading_columns(const Answer& answer, Sheet& sheet) {
  for (const ReadingAnswer& reading : answer.readings) {
    const Title title = reading.name.empty() ? Title{"chance", "概率"} : reading_title(reading);
    sheet.columns.push_back(chance_column(reading.name.empty() ? "chance" : reading.name, title));
  }
}

Sheet chance_sheet(const Answer& answer, const ShownTargets& shown) {
  const std::string level = level_text(answer.sampling.level);
  Sheet sheet{"chances",
              {fmt::format("Chance of each target ({} % interval)", level),
               fmt::format("各目标实现概率（{}% 区间）", level)},
              {text_column("target", "target", "目标"), text_column("promise", "promise", "承诺"),
               text_column("grade", "grade", "等级")},
              {},
              {}};
  add_reading_columns(answer, sheet);
  sheet.columns.push_back(text_column("in_words", "in words", "用语"));
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    if (target.assessed() && target.status != Status::conditional && is_shown(shown, target))
      add_chance_rows(answer, i, sheet);
  }
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    if (!is_shown(shown, answer.targets[i])) continue;
    add_outside_view(answer.targets[i], sheet.notes);
    add_on_bound(answer, i, sheet.notes);
  }
  return sheet;
}

Sheet meaning_sheet(const Answer& answer, const ShownTargets& shown) {
  Sheet sheet{
      "meaning",
      {"What the targets mean", "目标的含义"},
      {text_column("target", "target", "目标"), text_column("reading", "reading", "口径"),
       column_of("required_growth", {"needs a year", "需年均"}, Shown::share, 1, "%"),
       column_of("past_growth", {"past", "过去"}, Shown::share, 1, "%"),
       column_of("p10", same("P10"), Shown::by_size), column_of("p50", same("P50"), Shown::by_size),
       column_of("p90", same("P90"), Shown::by_size), column_of("mean", {"mean", "均值"}, Shown::by_size),
       column_of("deterministic", {"deterministic", "确定性"}, Shown::by_size),
       column_of("gap", {"gap of the mean", "均值差距"}, Shown::by_size),
       column_of("missed_alone", {"missed alone", "唯一未达"}, Shown::share, 1, "%")},
      {},
      {}};
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    if (!target.assessed() || target.status == Status::conditional || !is_shown(shown, target)) continue;
    for (std::size_t r = 0; r < answer.readings.size(); ++r) {
      const TargetAnswer& a = answer.readings[r].targets[i];
      sheet.rows.push_back({r == 0 ? target.title : Title{}, reading_title(answer.readings[r]),
                            percent_of(a.required_growth), percent_of(target.past_growth),
                            cell_of(a.value.p10), cell_of(a.value.p50), cell_of(a.value.p90), a.value.mean,
                            cell_of(a.value.centre), cell_of(a.gap), percent_of(a.missed_alone)});
    }
  }
  return sheet;
}

Sheet reason_sheet(const Answer& answer, const ShownTargets& shown) {
  Sheet sheet{"reasons",
              {"Why a chance is below 1 % or above 99 %", "概率低于1%或高于99%的原因"},
              {text_column("target", "target", "目标"), text_column("because", "because", "原因")},
              {},
              {}};
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    if (target.assessed() && !target.because.en.empty() && is_extreme(answer, i) && is_shown(shown, target))
      sheet.rows.push_back({target.title, target.because});
  }
  return sheet;
}

Sheet waiting_sheet(const Answer& answer, const ShownTargets& shown) {
  Sheet sheet{"waiting",
              {"Not assessable: the figure each waits for", "无法评估：所缺数据"},
              {text_column("target", "target", "目标"), text_column("waits_for", "waits for", "等待的数据"),
               text_column("asked_of", "asked of", "提供方")},
              {},
              {}};
  for (const Target& target : answer.targets) {
    if (!target.assessed() && is_shown(shown, target))
      sheet.rows.push_back({target.title, target.needs, target.asks});
  }
  return sheet;
}

std::vector<Sheet> given_sheets(const Answer& answer, const ShownTargets& shown) {
  std::vector<Sheet> sheets;
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    if (target.status != Status::conditional || !is_shown(shown, target)) continue;
    Sheet sheet{"given-" + target.id,
                {"Conditional: no base is known, so the chance is given for each possible one",
                 "条件评估：基数未知，按可能的基数给出概率"},
                {column_of("given",
                           {fmt::format("{}: {}", target.title.en, target.given_title.en),
                            fmt::format("{}: {}", in_language(target.title, Language::zh),
                                        in_language(target.given_title, Language::zh))},
                           Shown::text)},
                {},
                {}};
    add_reading_columns(answer, sheet);
    for (std::size_t g = 0; g < target.given.size(); ++g) {
      auto& row = sheet.rows.emplace_back();
      row.emplace_back(same(print_number(target.given[g])));
      for (const ReadingAnswer& reading : answer.readings)
        row.emplace_back(percent_of(reading.targets[i].others[g].chance));
    }
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace leontide::report
