#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/page/figures.hpp"
#include "report/run_document.hpp"
#include "report/run_sheets.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

using scenario::Status;
using scenario::Target;

std::vector<Title> reading_titles(const Answer& answer) {
  std::vector<Title> titles;
  for (const ReadingAnswer& reading : answer.readings)
    titles.push_back(reading_title(reading));
  return titles;
}

const IndicatorAnswer* indicator_of(const ReadingAnswer& reading, const std::string& name) {
  const auto found = std::find_if(reading.indicators.begin(), reading.indicators.end(),
                                  [&](const IndicatorAnswer& one) { return one.name == name; });
  return found == reading.indicators.end() ? nullptr : &*found;
}

bool is_shown_as_chance(const Target& target) {
  return target.assessed() && target.status != Status::conditional;
}

/// A target's bound as the last year of its indicator's path must reach it; nothing where the unit differs.
std::optional<double> bound_on_path(const Target& target, const std::string& unit) {
  if (!target.bound_indicator.empty() || target.rule == Target::Rule::between) return std::nullopt;
  if (target.when != Target::When::year && target.when != Target::When::each) return std::nullopt;
  if (language::to_string(target.unit) != unit) return std::nullopt;
  const bool least = target.rule == Target::Rule::at_least;
  const double bound = least ? target.low : target.high;
  return bound + (least ? -1 : 1) * target.tolerance * std::fabs(bound);
}

std::vector<double> medians(const IndicatorAnswer& indicator) {
  std::vector<double> path;
  for (const FanYear& year : indicator.years)
    path.push_back(year.value.p50 ? year.value.p50->value : year.value.mean);
  return path;
}

Fans::Panel panel_of(const Answer& answer, const IndicatorAnswer& indicator) {
  Fans::Panel panel;
  panel.title = indicator.title.en.empty() ? same(indicator.name) : indicator.title;
  panel.unit = unit_words(indicator.unit);
  for (const FanYear& year : indicator.years) {
    panel.years.push_back(year.year);
    panel.low.push_back(year.value.p10 ? year.value.p10->value : year.value.mean);
    panel.high.push_back(year.value.p90 ? year.value.p90->value : year.value.mean);
  }
  panel.median = medians(indicator);
  for (std::size_t r = 1; r < answer.readings.size(); ++r) {
    const IndicatorAnswer* other = indicator_of(answer.readings[r], indicator.name);
    if (other != nullptr && other->years.size() == panel.years.size())
      panel.others.push_back(medians(*other));
  }
  for (const Target& target : answer.targets) {
    if (!is_shown_as_chance(target) || target.indicator != indicator.name) continue;
    const auto bound = bound_on_path(target, indicator.unit);
    if (!bound) continue;
    const char* sign = target.rule == Target::Rule::at_least ? "≥ " : "≤ ";
    panel.goals.emplace_back(same(sign + print_number(std::round(*bound * 1e6) / 1e6)), *bound);
  }
  return panel;
}

}  // namespace

std::optional<Figure> chance_figure(const Answer& answer) {
  Strips strips;
  strips.unit = "%";
  strips.has_bars = true;
  strips.series = reading_titles(answer);
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    if (!is_shown_as_chance(target)) continue;
    Title bound;
    if (const auto* one = indicator_of(answer.readings.front(), target.bound_indicator); one != nullptr)
      bound = one->title;
    Strips::Row row{target.title, promise_of(target, target.tolerance, bound), {}, {}, {}, {}};
    const Title grade = grade_of(target);
    if (!grade.en.empty()) {
      row.detail.en += fmt::format(" · grade {}", grade.en);
      row.detail.zh += fmt::format(" · 等级 {}", in_language(grade, Language::zh));
    }
    if (const auto& view = answer.readings.front().targets[i].outside) {
      const std::string share = percent_number(view->share_recent, 1);
      row.detail.en += fmt::format(" · {} % of cities' windows grew so much", share);
      row.detail.zh += fmt::format(" · {}% 的城市窗口达到此增速", share);
    }
    std::vector<Proportion> chances;
    for (std::size_t r = 0; r < answer.readings.size(); ++r) {
      const Proportion& chance = answer.readings[r].targets[i].chance;
      if (chance.draws == 0) continue;
      chances.push_back(chance);
      row.marks.push_back({r, 100 * chance.estimate, 100 * chance.low, 100 * chance.high});
    }
    if (chances.empty()) continue;
    row.number = chance_text(chances.front(), Language::en, 1);
    row.words = chance_words(chances);
    strips.rows.push_back(std::move(row));
  }
  if (strips.rows.empty()) return std::nullopt;
  Title description{
      fmt::format(
          "Share of simulated futures in which each target is met, with its {} % interval where that is "
          "wider than the mark.",
          level_text(answer.sampling.level)),
      fmt::format("各目标得以实现的模拟占比；区间为 {}%（窄于标记时不显示）。",
                  level_text(answer.sampling.level))};
  if (answer.readings.size() > 1) {
    const Title first = reading_title(answer.readings.front());
    description.en +=
        fmt::format(" The number is of the reading “{}”; the words span all readings.", first.en);
    description.zh += fmt::format("数字对应“{}”口径，用语涵盖各口径。", in_language(first, Language::zh));
  }
  return Figure{"chances",
                {"How likely each target is", "各目标的实现概率"},
                description,
                std::move(strips),
                {"chances"}};
}

std::optional<Figure> growth_figure(const Answer& answer) {
  Strips strips;
  strips.unit = "%";
  strips.low = 0;
  strips.high = 1;
  // A reading has its colour in every figure; the past has the one after.
  const std::size_t past = answer.readings.size();
  for (const ReadingAnswer& reading : answer.readings) {
    const Title title = reading_title(reading);
    strips.series.push_back(
        title.en.empty() ? Title{"needed", "需年均"}
                         : Title{"needed: " + title.en, "需年均：" + in_language(title, Language::zh)});
  }
  strips.series.push_back({"had in past years", "过去年均"});
  for (std::size_t i = 0; i < answer.targets.size(); ++i) {
    const Target& target = answer.targets[i];
    const auto& first = answer.readings.front().targets[i].required_growth;
    if (!is_shown_as_chance(target) || !first) continue;
    Strips::Row row{target.title, promise_of(target, target.tolerance), {}, {}, {}, {}};
    for (std::size_t r = 0; r < answer.readings.size(); ++r) {
      const auto& needed = answer.readings[r].targets[i].required_growth;
      if (needed) row.marks.push_back({r, 100 * *needed, 0, 0});
    }
    if (target.past_growth) row.marks.push_back({past, 100 * *target.past_growth, 0, 0});
    for (const Strips::Mark& mark : row.marks) {
      strips.low = std::min(strips.low, std::floor(mark.value));
      strips.high = std::max(strips.high, std::ceil(mark.value));
    }
    row.number = print_fixed(100 * *first, 1) + " %";
    if (target.past_growth) {
      const std::string had = print_fixed(100 * *target.past_growth, 1);
      row.words = {fmt::format("needed a year; had {} %", had), fmt::format("需年均；过去 {}%", had)};
    } else {
      row.words = {"needed a year", "需年均"};
    }
    strips.rows.push_back(std::move(row));
  }
  if (strips.rows.empty()) return std::nullopt;
  return Figure{
      "growth",
      {"Growth needed beside growth had", "所需增速与历史增速"},
      {"A year, from the base year to the bound, by reading; beside it what was reached in the past, where a "
       "figure is known.",
       "从基年到目标界值所需的年均增速（按口径），以及已知的历史年均增速。"},
      std::move(strips),
      {"meaning"}};
}

std::optional<Figure> fan_figure(const Answer& answer) {
  Fans fans;
  const ReadingAnswer& first = answer.readings.front();
  if (answer.readings.size() > 1) fans.series = reading_titles(answer);
  std::vector<std::string> drawn;
  for (const Target& target : answer.targets) {
    if (!target.assessed() || std::find(drawn.begin(), drawn.end(), target.indicator) != drawn.end())
      continue;
    const IndicatorAnswer* indicator = indicator_of(first, target.indicator);
    if (indicator == nullptr || indicator->years.size() < 2 || is_yes_or_no(*indicator, first.completed))
      continue;
    drawn.push_back(target.indicator);
    fans.panels.push_back(panel_of(answer, *indicator));
  }
  if (fans.panels.empty()) return std::nullopt;
  Title description{
      "Half of the futures lie above the line, half below; eight of ten lie in the band. The dashed line is "
      "what the target asks of its last year. Numbers at the right: P90, median, P10.",
      "实线为中位数，色带包含八成模拟结果；虚线为目标对末年的要求。右侧数字依次为 P90、中位数、P10。"};
  if (answer.readings.size() > 1) {
    description.en += " Thin lines: medians of the other readings.";
    description.zh += "细线为其他口径的中位数。";
  }
  return Figure{
      "years", {"The paths of what is promised", "目标指标的路径"}, description, std::move(fans), {"years"}};
}

}  // namespace leontide::report
