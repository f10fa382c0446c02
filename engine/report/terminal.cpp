#include "report/terminal.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/sampling_text.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

using scenario::Status;
using scenario::Target;

/// A share in percent; more digits where one would round it to none or all.
std::string percent(double share) {
  const double value = 100 * share;
  const bool at_an_end = (value > 0 && value < 0.05) || (value > 99.95 && value < 100);
  return print_fixed(value, at_an_end ? 3 : 1);
}

/// A number at a precision that fits its size: quantiles are known to 0.1 %, so more digits would not be
/// honest.
std::string amount(double value) {
  const double size = std::fabs(value);
  return print_fixed(value, size >= 100 ? 0 : (size >= 10 ? 1 : 2));
}

std::string amount(const std::optional<double>& value) {
  return value ? amount(*value) : "–";
}

class Terminal {
 public:
  Terminal(const Answer& answer, Language language) : answer_(answer), language_(language) {}

  std::string run() {
    heading();
    chances();
    joint();
    meaning();
    spread();
    conflicts();
    fans();
    conditional();
    waiting();
    failures();
    for (const std::string& warning : answer_.warnings)
      text_ += fmt::format("{}: {}\n", say("Warning", "警告"), warning);
    return std::move(text_);
  }

 private:
  std::string say(const char* en, const char* zh) const { return language_ == Language::en ? en : zh; }
  std::string say(const Title& title) const {
    return language_ == Language::zh && !title.zh.empty() ? title.zh : title.en;
  }
  void section(const char* en, const char* zh) { text_ += "\n" + say(en, zh) + "\n\n"; }

  /// The unit as a reader of the language writes it.
  std::string unit_name(const std::string& unit) const {
    if (unit == "none") return "";
    if (unit == "percent") return "%";
    if (language_ == Language::en) return unit;
    constexpr std::pair<const char*, const char*> known[] = {{"1e8 CNY", "亿元"},
                                                             {"1e4 CNY", "万元"},
                                                             {"1e4 tonne", "万吨"},
                                                             {"1e6 tonne", "百万吨"},
                                                             {"1e4 person", "万人"}};
    for (const auto& [name, zh] : known) {
      if (unit == name) return zh;
    }
    return unit;
  }

  std::string reading_name(const ReadingAnswer& reading) const {
    return reading.name.empty() ? say("chance %", "概率 %") : reading.name + " %";
  }

  std::string chance_text(const Proportion& p) const {
    return fmt::format("{} [{}, {}]", percent(p.estimate), percent(p.low), percent(p.high));
  }

  void heading() {
    text_ += fmt::format("{}\n", say(answer_.title).empty() ? answer_.scenario : say(answer_.title));
    text_ += sampling_text(answer_, language_);
    std::size_t derived = 0;
    for (const Target& target : answer_.targets)
      derived += target.assessed() && target.status == Status::modelled && target.grade == "C" ? 1 : 0;
    const auto modelled = std::count_if(answer_.targets.begin(), answer_.targets.end(),
                                        [](const Target& t) { return t.status == Status::modelled; });
    if (!answer_.targets.empty()) {
      text_ +=
          language_ == Language::en
              ? fmt::format(
                    "{} of {} targets modelled, {} on derived bases (grade C); {} assessed in all, with "
                    "those that are conditional or a process\n",
                    modelled, answer_.targets.size(), derived, answer_.assessed())
              : fmt::format(
                    "{} 项目标中建模 {} 项，其中 {} 项基数为推算（C 级）；含条件与过程指标共评估 {} 项\n",
                    answer_.targets.size(), modelled, derived, answer_.assessed());
    }
    for (const ReadingAnswer& reading : answer_.readings) {
      if (!reading.name.empty()) text_ += fmt::format("  {}: {}\n", reading.name, say(reading.title));
    }
  }

  void chances() {
    if (answer_.targets.empty()) return;
    section("Chance of each target (95 % interval)", "各目标实现概率（95% 区间）");
    std::vector<std::vector<std::string>> rows{
        {say("target", "目标"), say("promise", "承诺"), say("grade", "等级")}};
    std::vector<bool> right{false, false, false};
    for (const ReadingAnswer& reading : answer_.readings) {
      rows[0].push_back(reading_name(reading));
      right.push_back(true);
    }
    rows[0].push_back(say("in words", "用语"));
    right.push_back(false);
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (!target.assessed() || target.status == Status::conditional) continue;
      add_chance_rows(i, rows);
    }
    text_ += align(rows, right);
  }

  void add_chance_rows(std::size_t number, std::vector<std::vector<std::string>>& rows) {
    const Target& target = answer_.targets[number];
    const auto& first = answer_.readings.front().targets[number];
    for (std::size_t variant = 0; variant < first.others.size(); ++variant) {
      const bool is_main = first.others[variant].tolerance == target.tolerance;
      std::vector<std::string> row{variant == 0 ? say(target.title) : "",
                                   promise(target, first.others[variant].tolerance),
                                   variant == 0 ? grade(target) : ""};
      double low = 2;
      double high = -1;
      for (const ReadingAnswer& reading : answer_.readings) {
        const Proportion& p = reading.targets[number].others[variant].chance;
        row.push_back(chance_text(p));
        low = std::min(low, p.estimate);
        high = std::max(high, p.estimate);
      }
      const std::string low_word = likelihood_word(low, language_);
      const std::string high_word = likelihood_word(high, language_);
      const std::string words =
          low_word == high_word ? low_word : fmt::format("{} … {}", low_word, high_word);
      row.push_back(is_main ? words : "");
      rows.push_back(std::move(row));
    }
  }

  std::string grade(const Target& target) const {
    return target.status == Status::process
               ? (target.grade.empty() ? "" : target.grade + ", ") + say("process", "过程")
               : target.grade;
  }

  std::string promise(const Target& target, double tolerance) const {
    const std::string name = unit_name(to_string(target.unit));
    const std::string unit = name.empty() ? "" : " " + name;
    std::string text;
    if (target.rule == Target::Rule::between) {
      text = fmt::format("{}–{}{}", print_number(target.low), print_number(target.high), unit);
    } else {
      const std::string bound =
          target.bound_indicator.empty() ? print_number(target.low) + unit : target.bound_indicator;
      text = (target.rule == Target::Rule::at_least ? "≥ " : "≤ ") + bound;
    }
    if (target.is_about) text += fmt::format(" ± {} %", print_number(std::round(1000 * tolerance) / 10));
    switch (target.when) {
      case Target::When::year: return text + fmt::format(", {}", target.years.front());
      case Target::When::each: return text + fmt::format(", {}", say("every year", "逐年"));
      case Target::When::average:
        return text +
               fmt::format(", {} {}–{}", say("mean", "年均"), target.years.front(), target.years.back());
      case Target::When::cumulative:
        return text +
               fmt::format(", {} {}–{}", say("sum", "累计"), target.years.front(), target.years.back());
    }
    return text;
  }

  void joint() {
    if (answer_.joint.empty()) return;
    section("The plan as a whole", "规划整体");
    std::vector<std::vector<std::string>> rows{{""}};
    std::vector<bool> right{false};
    for (const ReadingAnswer& reading : answer_.readings) {
      rows[0].push_back(reading_name(reading));
      right.push_back(true);
    }
    const std::size_t m = answer_.joint.size();
    const auto row = [&](const std::string& name, auto&& value) {
      std::vector<std::string> cells{name};
      for (const ReadingAnswer& reading : answer_.readings)
        cells.push_back(value(reading));
      rows.push_back(std::move(cells));
    };
    row(fmt::format("{} {}", say("all", "全部"), m),
        [&](const ReadingAnswer& r) { return chance_text(r.joint); });
    for (std::size_t k = m; k > m / 2; k -= std::max<std::size_t>(1, m / 6)) {
      if (k == m) continue;
      row(fmt::format("{} {} {} {}", say("at least", "至少"), k, say("of", "/"), m),
          [&](const ReadingAnswer& r) { return chance_text(r.at_least[k]); });
    }
    text_ += align(rows, right);
    binding();
  }

  void binding() {
    text_ += "\n";
    for (const ReadingAnswer& reading : answer_.readings) {
      std::vector<std::uint32_t> order = answer_.joint;
      std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return reading.targets[a].chance.estimate < reading.targets[b].chance.estimate;
      });
      std::string list;
      for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i) {
        const double missed = 1 - reading.targets[order[i]].chance.estimate;
        list += fmt::format("{}{} ({} %)", i == 0 ? "" : "; ", say(answer_.targets[order[i]].title),
                            percent(missed));
      }
      text_ += fmt::format("  {}{}: {}\n", say("missed most often", "最常未达"),
                           reading.name.empty() ? "" : ", " + reading.name, list);
    }
  }

  void meaning() {
    if (answer_.targets.empty()) return;
    section("What the targets mean", "目标的含义");
    std::vector<std::vector<std::string>> rows{
        {say("target", "目标"), say("reading", "口径"), say("needs a year %", "需年均 %"),
         say("past %", "过去 %"), "P10", "P50", "P90", say("mean", "均值"), say("deterministic", "确定性"),
         say("gap of the mean", "均值差距"), say("missed alone %", "唯一未达 %")}};
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (!target.assessed() || target.status == Status::conditional) continue;
      for (std::size_t r = 0; r < answer_.readings.size(); ++r) {
        const TargetAnswer& a = answer_.readings[r].targets[i];
        rows.push_back({r == 0 ? say(target.title) : "", answer_.readings[r].name,
                        a.required_growth ? percent(*a.required_growth) : "–",
                        target.past_growth ? percent(*target.past_growth) : "–", amount(a.value.p10),
                        amount(a.value.p50), amount(a.value.p90), amount(a.value.mean),
                        amount(a.value.centre), amount(a.gap),
                        a.missed_alone ? percent(*a.missed_alone) : "–"});
      }
    }
    text_ += align(rows, {false, false, true, true, true, true, true, true, true, true, true});
  }

  void spread() {
    const auto& groups = answer_.readings.front().source_groups;
    if (answer_.joint.empty() || groups.size() < 2) return;
    section("Where the spread comes from (standard deviation with one source alone moving)",
            "离散来源（仅该来源变动时的标准差）");
    std::vector<std::vector<std::string>> rows{{say("target", "目标"), say("reading", "口径")}};
    std::vector<bool> right{false, false};
    for (const auto& [group, drivers] : groups) {
      rows[0].push_back(group);
      right.push_back(true);
    }
    rows[0].push_back(say("all", "全部"));
    right.push_back(true);
    for (std::size_t n = 0; n < std::min<std::size_t>(3, answer_.joint.size()); ++n) {
      const std::uint32_t i = answer_.joint[n];
      for (std::size_t r = 0; r < answer_.readings.size(); ++r) {
        const TargetAnswer& a = answer_.readings[r].targets[i];
        std::vector<std::string> row{r == 0 ? say(answer_.targets[i].title) : "", answer_.readings[r].name};
        for (const auto& [group, sd] : a.sources)
          row.push_back(amount(sd));
        row.push_back(amount(a.value.sd));
        rows.push_back(std::move(row));
      }
    }
    text_ += align(rows, right);
  }

  const Target& target_of(const std::string& id) const {
    return *std::find_if(answer_.targets.begin(), answer_.targets.end(),
                         [&](const Target& t) { return t.id == id; });
  }

  void conflicts() {
    if (answer_.readings.front().conflicts.empty()) return;
    section("Targets that contradict each other", "相互矛盾的目标");
    for (std::size_t c = 0; c < answer_.readings.front().conflicts.size(); ++c) {
      const ConflictAnswer& first = answer_.readings.front().conflicts[c];
      text_ += fmt::format("  {} × {}: {} {} {}\n", say(target_of(first.level).title),
                           say(target_of(first.share).title),
                           say("together they state a whole of", "合起来意味着总量为"), amount(first.implied),
                           unit_name(first.unit));
      if (!say(first.note).empty()) text_ += fmt::format("  {}\n", say(first.note));
      for (const ReadingAnswer& reading : answer_.readings) {
        const ConflictAnswer& conflict = reading.conflicts[c];
        text_ += fmt::format("    {}: P10 {}, P90 {}; {} {} %\n", reading.name,
                             amount(conflict.whole_value.p10), amount(conflict.whole_value.p90),
                             say("chance of both", "同时实现概率"), chance_text(conflict.both));
      }
    }
  }

  /// Year by year; the parts of indicators over a set and the other readings are in indicators.csv.
  void fans() {
    const ReadingAnswer& reading = answer_.readings.front();
    std::vector<std::vector<std::string>> rows{{say("indicator", "指标"), say("unit", "单位")}};
    std::vector<bool> right{false, false};
    for (const FanYear& year : longest_fan(reading)) {
      rows[0].push_back(fmt::format("{} P50 [P10, P90]", year.year));
      right.push_back(true);
    }
    for (const IndicatorAnswer& indicator : reading.indicators) {
      if (indicator.name.find('.') != std::string::npos) continue;
      const std::string title = say(indicator.title);
      std::vector<std::string> row{title.empty() ? indicator.name : title, unit_name(indicator.unit)};
      row.resize(rows[0].size() - indicator.years.size());
      for (const FanYear& year : indicator.years) {
        row.push_back(fmt::format("{} [{}, {}]", amount(year.value.p50), amount(year.value.p10),
                                  amount(year.value.p90)));
      }
      rows.push_back(std::move(row));
    }
    section("Year by year", "逐年路径");
    if (!reading.name.empty()) text_ += fmt::format("  {}: {}\n", say("reading", "口径"), reading.name);
    text_ += align(rows, right);
  }

  static const std::vector<FanYear>& longest_fan(const ReadingAnswer& reading) {
    return std::max_element(reading.indicators.begin(), reading.indicators.end(),
                            [](const auto& a, const auto& b) { return a.years.size() < b.years.size(); })
        ->years;
  }

  void conditional() {
    for (std::size_t i = 0; i < answer_.targets.size(); ++i) {
      const Target& target = answer_.targets[i];
      if (target.status != Status::conditional) continue;
      section("Conditional: no base is known, so the chance is given for each possible one",
              "条件评估：基数未知，按可能的基数给出概率");
      std::vector<std::vector<std::string>> rows{
          {fmt::format("{}: {}", say(target.title), say(target.given_title))}};
      std::vector<bool> right{false};
      for (const ReadingAnswer& reading : answer_.readings) {
        rows[0].push_back(reading_name(reading));
        right.push_back(true);
      }
      for (std::size_t g = 0; g < target.given.size(); ++g) {
        std::vector<std::string> row{print_number(target.given[g])};
        for (const ReadingAnswer& reading : answer_.readings)
          row.push_back(chance_text(reading.targets[i].others[g].chance));
        rows.push_back(std::move(row));
      }
      text_ += align(rows, right);
    }
  }

  void waiting() {
    std::vector<std::vector<std::string>> rows{
        {say("target", "目标"), say("waits for", "等待的数据"), say("asked of", "提供方")}};
    for (const Target& target : answer_.targets) {
      if (!target.assessed()) rows.push_back({say(target.title), say(target.needs), say(target.asks)});
    }
    if (rows.size() == 1) return;
    section("Not assessable: the figure each waits for", "无法评估：所缺数据");
    text_ += align(rows, {false, false, false});
  }

  void failures() {
    for (const ReadingAnswer& reading : answer_.readings) {
      if (reading.failures.empty()) continue;
      text_ += fmt::format("\n{} {}: {} / {}\n", say("Failed trials", "失败的模拟"), reading.name,
                           reading.trials - reading.completed, reading.trials);
      for (const auto& [cause, count] : reading.failures)
        text_ += fmt::format("  {}: {}\n", cause, count);
    }
  }

  const Answer& answer_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string likelihood_word(double chance, Language language) {
  struct Word {
    double above;
    const char* en;
    const char* zh;
  };
  constexpr Word words[] = {{0.99, "virtually certain", "几乎确定"},
                            {0.90, "very likely", "很可能"},
                            {0.66, "likely", "可能"},
                            {0.33, "about as likely as not", "或然"},
                            {0.10, "unlikely", "不太可能"},
                            {0.01, "very unlikely", "很不可能"}};
  for (const Word& word : words) {
    if (chance > word.above) return language == Language::en ? word.en : word.zh;
  }
  return language == Language::en ? "exceptionally unlikely" : "极不可能";
}

std::string to_terminal(const Answer& answer, Language language) {
  return Terminal(answer, language).run();
}

}  // namespace leontide::report
