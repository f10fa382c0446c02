#include "report/run_document.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/decomposition_sheets.hpp"
#include "report/rests_on.hpp"
#include "report/run_notes.hpp"
#include "report/target_words.hpp"
#include "report/verdict.hpp"

namespace leontide::report {

namespace {

using scenario::Status;
using scenario::Target;

Interval percent_of(const Proportion& p) {
  return {100 * p.estimate, 100 * p.low, 100 * p.high};
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

class RunDocument {
 public:
  RunDocument(const Answer& answer, const std::vector<std::string>& shown, const std::string& asked_as)
      : answer_(answer), shown_(shown), asked_as_(asked_as) {}

  Document make() {
    out_.name = "run";
    out_.title = answer_.title.en.empty() ? same(answer_.scenario) : answer_.title;
    if (Text said = verdict(answer_, asked_as_); !said.lines.empty())
      out_.sections.emplace_back(std::move(said));
    heading();
    chances();
    joint();
    meaning();
    spread();
    conflicts();
    fans();
    decompositions(answer_, out_);
    conditional();
    reasons();
    waiting();
    warnings();
    rests_on();
    return std::move(out_);
  }

 private:
  bool is_shown(const Target& target) const {
    return shown_.empty() || std::find(shown_.begin(), shown_.end(), target.id) != shown_.end();
  }

  void add(Sheet sheet) {
    if (!sheet.rows.empty()) out_.sections.emplace_back(std::move(sheet));
  }

  /// A column of chances a reading.
  void add_readings(Sheet& sheet) const {
    for (const ReadingAnswer& reading : answer_.readings) {
      const Title title = reading.name.empty() ? Title{"chance", "概率"} : reading_title(reading);
      sheet.columns.push_back(
          interval_column(reading.name.empty() ? "chance" : reading.name, title, Shown::share, 1, "%"));
    }
  }

  void heading() {
    Text text{"scenario", {}, sampling_lines(answer_)};
    std::size_t derived = 0;
    for (const Target& target : answer_.targets)
      derived += target.assessed() && target.status == Status::modelled && target.grade == "C" ? 1 : 0;
    const auto modelled = std::count_if(answer_.targets.begin(), answer_.targets.end(),
                                        [](const Target& t) { return t.status == Status::modelled; });
    if (!answer_.targets.empty()) {
      text.lines.push_back(
          {fmt::format("{} of {} targets modelled, {} on derived bases (grade C); {} assessed in all, with "
                       "those that are conditional or a process",
                       modelled, answer_.targets.size(), derived, answer_.assessed()),
           fmt::format("{} 项目标中建模 {} 项，其中 {} 项基数为推算（C 级）；含条件与过程指标共评估 {} 项",
                       answer_.targets.size(), modelled, derived, answer_.assessed())});
    }
    for (const ReadingAnswer& reading : answer_.readings) {
      if (reading.name.empty()) continue;
      text.lines.push_back(
          {fmt::format("  {}: {}", reading.name, reading.title.en),
           fmt::format("  {}（--reading {}）", in_language(reading.title, Language::zh), reading.name)});
    }
    out_.sections.emplace_back(std::move(text));
  }

  void chances() {
    const std::string level = print_number(100 * answer_.sampling.level);
    Sheet sheet{"chances",
                {fmt::format("Chance of each target ({} % interval)", level),
                 fmt::format("各目标实现概率（{}% 区间）", level)},
                {text_column("target", "target", "目标"), text_column("promise", "promise", "承诺"),
                 text_column("grade", "grade", "等级")},
                {},
                {}};
    add_readings(sheet);
    sheet.columns.push_back(text_column("in_words", "in words", "用语"));
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (target.assessed() && target.status != Status::conditional && is_shown(target))
        add_chance_rows(i, sheet);
    }
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      if (!is_shown(answer_.targets[i])) continue;
      add_outside_view(answer_.targets[i], sheet.notes);
      add_on_bound(answer_, i, sheet.notes);
    }
    add(std::move(sheet));
  }

  void add_chance_rows(std::size_t number, Sheet& sheet) const {
    const Target& target = answer_.targets[number];
    const auto& first = answer_.readings.front().targets[number];
    for (std::size_t variant = 0; variant < first.others.size(); ++variant) {
      auto& row = sheet.rows.emplace_back();
      row.emplace_back(variant == 0 ? target.title : Title{});
      row.emplace_back(promise_of(target, first.others[variant].tolerance, bound_title(answer_, target)));
      row.emplace_back(variant == 0 ? grade_of(target) : Title{});
      std::vector<Proportion> chances;
      for (const ReadingAnswer& reading : answer_.readings) {
        chances.push_back(reading.targets[number].others[variant].chance);
        row.emplace_back(percent_of(chances.back()));
      }
      const bool is_main = first.others[variant].tolerance == target.tolerance;
      row.emplace_back(is_main ? chance_words(chances) : Title{});
    }
  }

  void joint() {
    if (answer_.joint.empty()) return;
    Sheet sheet{"joint",
                {"The plan as a whole", "规划整体"},
                {text_column("targets_met", "targets met", "实现目标")},
                {},
                {}};
    add_readings(sheet);
    const std::size_t m = answer_.joint.size();
    const auto row = [&](Title name, auto&& value) {
      auto& cells = sheet.rows.emplace_back();
      cells.emplace_back(std::move(name));
      for (const ReadingAnswer& reading : answer_.readings)
        cells.emplace_back(percent_of(value(reading)));
    };
    row({fmt::format("all {}", m), fmt::format("全部 {}", m)},
        [](const ReadingAnswer& r) { return r.joint; });
    for (std::size_t k = m; k > m / 2; k -= std::max<std::size_t>(1, m / 6)) {
      if (k == m) continue;
      row({fmt::format("at least {} of {}", k, m), fmt::format("至少 {} / {}", k, m)},
          [&](const ReadingAnswer& r) { return r.at_least[k]; });
    }
    for (const ReadingAnswer& reading : answer_.readings)
      add_missed_most(answer_, reading, sheet.notes);
    add_tolerances(answer_, sheet.notes);
    add(std::move(sheet));
  }

  void meaning() {
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
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (!target.assessed() || target.status == Status::conditional || !is_shown(target)) continue;
      for (std::size_t r = 0; r < answer_.readings.size(); ++r) {
        const TargetAnswer& a = answer_.readings[r].targets[i];
        sheet.rows.push_back({r == 0 ? target.title : Title{}, reading_title(answer_.readings[r]),
                              percent_of(a.required_growth), percent_of(target.past_growth),
                              cell_of(a.value.p10), cell_of(a.value.p50), cell_of(a.value.p90), a.value.mean,
                              cell_of(a.value.centre), cell_of(a.gap), percent_of(a.missed_alone)});
      }
    }
    add(std::move(sheet));
  }

  void spread() {
    const auto& groups = answer_.readings.front().source_groups;
    if (answer_.joint.empty() || groups.size() < 2) return;
    Sheet sheet{"spread",
                {"Where the spread comes from (standard deviation with one source alone moving)",
                 "离散来源（仅该来源变动时的标准差）"},
                {text_column("target", "target", "目标"), text_column("reading", "reading", "口径")},
                {},
                {}};
    for (const SourceGroup& group : groups)
      sheet.columns.push_back(column_of(group.name, group.title, Shown::by_size));
    sheet.columns.push_back(column_of("all_sources", {"all", "全部"}, Shown::by_size));
    for (std::size_t n = 0; n < std::min<std::size_t>(3, answer_.joint.size()); ++n) {
      const std::uint32_t i = answer_.joint[n];
      for (std::size_t r = 0; r < answer_.readings.size(); ++r) {
        const TargetAnswer& a = answer_.readings[r].targets[i];
        auto& row = sheet.rows.emplace_back();
        row = {r == 0 ? answer_.targets[i].title : Title{}, reading_title(answer_.readings[r])};
        for (const auto& [group, sd] : a.sources)
          row.emplace_back(sd);
        row.emplace_back(a.value.sd);
      }
    }
    add(std::move(sheet));
  }

  const Target& target_of(const std::string& id) const {
    return *std::find_if(answer_.targets.begin(), answer_.targets.end(),
                         [&](const Target& t) { return t.id == id; });
  }

  void conflicts() {
    for (std::size_t c = 0; c < answer_.readings.front().conflicts.size(); ++c) {
      const ConflictAnswer& first = answer_.readings.front().conflicts[c];
      Sheet sheet{fmt::format("conflict-{}", c + 1),
                  {"Targets that contradict each other", "相互矛盾的目标"},
                  {text_column("reading", "reading", "口径"), column_of("p10", same("P10"), Shown::by_size),
                   column_of("p90", same("P90"), Shown::by_size),
                   interval_column("both", {"chance of both", "同时实现概率"}, Shown::share, 1, "%")},
                  {},
                  {conflict_words(target_of(first.level), target_of(first.share), first)}};
      if (!first.note.en.empty()) sheet.notes.push_back(first.note);
      for (const ReadingAnswer& reading : answer_.readings) {
        const ConflictAnswer& conflict = reading.conflicts[c];
        sheet.rows.push_back({reading_title(reading), cell_of(conflict.whole_value.p10),
                              cell_of(conflict.whole_value.p90), percent_of(conflict.both)});
      }
      add(std::move(sheet));
    }
  }

  /// Year by year; the parts of indicators over a set and the other readings are in indicators.csv.
  void fans() {
    const ReadingAnswer& reading = answer_.readings.front();
    if (reading.indicators.empty()) return;
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
        row.emplace_back(year.value.p50 ? Cell(Interval{year.value.p50->value, year.value.p10->value,
                                                        year.value.p90->value})
                                        : Cell());
      }
    }
    if (const Title of = reading_title(reading); !of.en.empty())
      sheet.notes.push_back({"reading: " + of.en, "口径：" + in_language(of, Language::zh)});
    add(std::move(sheet));
  }

  void conditional() {
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (target.status != Status::conditional || !is_shown(target)) continue;
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
      add_readings(sheet);
      for (std::size_t g = 0; g < target.given.size(); ++g) {
        auto& row = sheet.rows.emplace_back();
        row.emplace_back(same(print_number(target.given[g])));
        for (const ReadingAnswer& reading : answer_.readings)
          row.emplace_back(percent_of(reading.targets[i].others[g].chance));
      }
      add(std::move(sheet));
    }
  }

  bool is_extreme(std::size_t target) const {
    return std::any_of(answer_.readings.begin(), answer_.readings.end(), [&](const ReadingAnswer& reading) {
      const double chance = reading.targets[target].chance.estimate;
      return chance < 0.01 || chance > 0.99;
    });
  }

  /// Chances near 0 or 1, each with its reason where the plan's file gives one.
  void reasons() {
    Sheet sheet{"reasons",
                {"Why a chance is below 1 % or above 99 %", "概率低于1%或高于99%的原因"},
                {text_column("target", "target", "目标"), text_column("because", "because", "原因")},
                {},
                {}};
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (target.assessed() && !target.because.en.empty() && is_extreme(i) && is_shown(target))
        sheet.rows.push_back({target.title, target.because});
    }
    add(std::move(sheet));
  }

  void waiting() {
    Sheet sheet{"waiting",
                {"Not assessable: the figure each waits for", "无法评估：所缺数据"},
                {text_column("target", "target", "目标"), text_column("waits_for", "waits for", "等待的数据"),
                 text_column("asked_of", "asked of", "提供方")},
                {},
                {}};
    for (const Target& target : answer_.targets) {
      if (!target.assessed() && is_shown(target))
        sheet.rows.push_back({target.title, target.needs, target.asks});
    }
    add(std::move(sheet));
  }

  void warnings() {
    if (answer_.warnings.empty()) return;
    Text text{"warnings", {"Warnings", "警告"}, {}};
    for (const std::string& warning : answer_.warnings)
      text.lines.push_back(same(warning));
    out_.sections.emplace_back(std::move(text));
  }

  void rests_on() {
    out_.digest = answer_.digest;
    for (const scenario::InputFile& input : answer_.inputs)
      out_.inputs.push_back({input.path, input.sha256});
    out_.settings = {{"design", {"design", "抽样"}, design_text(answer_.sampling)},
                     {"seed", {"seed", "种子"}, static_cast<double>(answer_.sampling.seed)}};
    add_setting(out_, "set", {"set on the command line", "命令行设定"}, answer_.set);
    const ReadingAnswer& first = answer_.readings.front();
    for (const ReadingAnswer& reading : answer_.readings) {
      if (&reading != &first && reading.sets == first.sets) continue;
      const Title of = run_title("", {}, reading.name, reading.title);
      add_setting(out_, reading.name.empty() ? "scenario_sets" : "scenario_sets " + reading.name,
                  {"set by the scenario" + (reading.name.empty() ? "" : ", " + of.en),
                   "情景设定" + (reading.name.empty() ? "" : "，" + of.zh)},
                  reading.sets);
    }
    add_setting(out_, "levers", {"levers on", "启用的措施"}, first.levers);
    add_setting(out_, "events", {"events on", "启用的事件"}, first.events);
    for (const ReadingAnswer& reading : answer_.readings)
      out_.standing.push_back({answer_.scenario, reading.name, reading.trials, reading.completed,
                               reading.failures,
                               run_title(answer_.scenario, answer_.title, reading.name, reading.title)});
  }

  const Answer& answer_;
  const std::vector<std::string>& shown_;
  const std::string& asked_as_;
  Document out_;
};

}  // namespace

Document run_document(const Answer& answer, const std::vector<std::string>& shown,
                      const std::string& asked_as) {
  return RunDocument(answer, shown, asked_as).make();
}

}  // namespace leontide::report
