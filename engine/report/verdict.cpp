#include "report/verdict.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "report/run_document.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

namespace {

using scenario::Target;

constexpr std::size_t columns = 80;
constexpr std::size_t targets_named = 5;
constexpr double all_but_certain = 0.99;  ///< a target that is missed less often is no worry

/// The verdict in one language.
class Verdict {
 public:
  Verdict(const Answer& answer, const AskedAs& asked_as, Language language)
      : answer_(answer),
        first_(answer.readings.front()),
        asked_as_(asked_as),
        language_(language),
        zh_(language == Language::zh) {
    for (std::size_t i = 0; i < answer.targets.size(); ++i) {
      const bool counts = answer.joint.empty()
                              ? answer.targets[i].assessed()
                              : std::find(answer.joint.begin(), answer.joint.end(), i) != answer.joint.end();
      if (counts && first_.targets[i].chance.draws > 0) assessed_.push_back(i);
    }
    std::stable_sort(assessed_.begin(), assessed_.end(),
                     [this](std::size_t a, std::size_t b) { return chance(a) < chance(b); });
  }

  /// Nothing where no target is assessed.
  std::vector<std::string> lines() {
    std::vector<std::string> lines;
    const auto add = [&lines](const std::string& heading, std::vector<std::string> more) {
      if (more.empty()) return;
      if (!lines.empty()) lines.emplace_back();
      if (!heading.empty()) lines.push_back(heading);
      lines.insert(lines.end(), more.begin(), more.end());
    };
    const auto one = [](const std::string& text) {
      return text.empty() ? std::vector<std::string>{} : std::vector<std::string>{text};
    };
    if (first_.completed == 0) return {none_completed()};
    if (assessed_.empty()) return {};
    add("", one(whole()));
    add(zh_ ? "最可能落空的目标：" : "The targets most likely to be missed:", failing());
    add("", one(deciding()));
    add("", one(missing()));
    std::vector<std::string> next = commands();
    for (std::string& command : next)
      command.insert(0, "  ");
    add(zh_ ? "下一步：" : "Next:", next);
    return lines;
  }

  std::string none_completed() const {
    return zh_ ? "没有一次模拟完成：没有概率可言。" : "No trial completed: there is no chance to tell.";
  }

  std::string sentence() const {
    if (first_.completed == 0) return none_completed();
    if (assessed_.empty()) return zh_ ? "没有可评估的目标。" : "No target is assessed.";
    return answer_.joint.empty() ? title(assessed_.front()) + (zh_ ? "：" : ": ") +
                                       percent_in(first_.targets[assessed_.front()].chance)
                                 : whole();
  }

  double chance(std::size_t target) const { return first_.targets[target].chance.estimate; }

  std::string title(std::size_t target) const {
    return in_language(answer_.targets[target].title, language_);
  }

  std::string reading_name(const ReadingAnswer& reading) const {
    return in_language(reading_title(reading), language_);
  }

  std::string whole() const {
    if (answer_.joint.empty()) return {};
    const Title words = likelihood_words(first_.joint.low, first_.joint.high);
    const auto [k, share] = met_together();
    const std::size_t all = answer_.joint.size();
    const std::string what = in_language(words, language_);
    const std::string of_all = percent_in(first_.joint);
    std::string text = zh_ ? fmt::format("规划整体实现：{}（{}）。", what, of_all)
                           : fmt::format("The plan as a whole is {} ({}).", what, of_all);
    if (words.en == too_few_to_say().en && !zh_)
      text = fmt::format("There are too few trials to say how likely the plan as a whole is ({}).", of_all);
    if (k > 0 && k < all) {
      if (zh_)
        text += fmt::format("{} 项评估目标中同时实现至少 {} 项的概率为 {}。", all, k, percent_in(share));
      else if (k == 1)
        text +=
            fmt::format(" At least one of its {} assessed targets is met with {}.", all, percent_in(share));
      else
        text += fmt::format(" At least {} of its {} assessed targets are met together with {}.", k, all,
                            percent_in(share));
    }
    return text;
  }

  /// Those whose chance is least, without the ones that are all but certain unless nothing else is there.
  std::vector<std::string> failing() const {
    std::vector<std::string> rows;
    const bool has_others = !assessed_.empty() && chance(assessed_.front()) <= all_but_certain;
    for (std::size_t i = 0; i < std::min(targets_named, assessed_.size()); ++i) {
      if (has_others && chance(assessed_[i]) > all_but_certain) break;
      const Target& target = answer_.targets[assessed_[i]];
      const Title promise = promise_of(target, target.tolerance, bound_title(answer_, target));
      rows.push_back(fmt::format("  {:>8}  {}{}{}", percent_in(first_.targets[assessed_[i]].chance),
                                 title(assessed_[i]), zh_ ? "：" : ": ", in_language(promise, language_)));
    }
    return rows;
  }

  /// The question that moves a chance most: what a word of the plan means, else the largest source of spread.
  std::string deciding() const {
    double widest_range = 0.02;
    std::string text;
    for (const std::size_t target : assessed_) {
      const ReadingAnswer *low = &first_, *high = &first_;
      for (const ReadingAnswer& reading : answer_.readings) {
        if (reading.targets[target].chance.estimate < low->targets[target].chance.estimate) low = &reading;
        if (reading.targets[target].chance.estimate > high->targets[target].chance.estimate) high = &reading;
      }
      const Proportion &most = high->targets[target].chance, &least = low->targets[target].chance;
      if (most.estimate - least.estimate <= widest_range) continue;
      widest_range = most.estimate - least.estimate;
      text =
          zh_ ? fmt::format("起决定作用的是规划用语的含义（可询规划编制部门）：{}按“{}”为 {}，按“{}”为 {}。",
                            title(target), reading_name(*high), percent_in(most), reading_name(*low),
                            percent_in(least))
              : fmt::format(
                    "What decides is what the plan means (ask who wrote it): {} has {} ({}) and {} "
                    "({}).",
                    title(target), percent_in(most), reading_name(*high), percent_in(least),
                    reading_name(*low));
    }
    return text.empty() ? largest_source() : text;
  }

  std::string largest_source() const {
    for (const std::size_t target : assessed_) {
      const auto& sources = first_.targets[target].sources;
      if (chance(target) <= 0 || chance(target) >= 1 || sources.empty()) continue;
      const auto most = std::max_element(sources.begin(), sources.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      const SourceGroup& source = first_.source_groups[static_cast<std::size_t>(most - sources.begin())];
      // What has no group has no name that says anything.
      if (!(most->second > 0) || source.is_unnamed) continue;
      const Title& group = source.title;
      return zh_ ? fmt::format("对{}而言，不确定性主要来自：{}。", title(target),
                               in_language(group, Language::zh))
                 : fmt::format("The chance of \"{}\" depends most on: {}.", title(target), group.en);
    }
    return {};
  }

  std::string missing() const {
    const auto waits = [](const Target& target) { return !target.assessed() && !target.needs.en.empty(); };
    // One whose figure is enough before one that lies beyond the model's years.
    const auto is_within = [&](const Target& target) {
      return waits(target) && (!target.promise || target.promise->year <= answer_.last_year);
    };
    auto first = std::find_if(answer_.targets.begin(), answer_.targets.end(), is_within);
    if (first == answer_.targets.end())
      first = std::find_if(answer_.targets.begin(), answer_.targets.end(), waits);
    if (first == answer_.targets.end()) return {};
    const auto count = std::count_if(answer_.targets.begin(), answer_.targets.end(), waits);
    const std::string& needs = in_language(first->needs, language_);
    return zh_ ? fmt::format("{} 项目标因缺数据未能评估，首先是：{}{}。", count, needs,
                             whom_to_ask(first->asks))
               : fmt::format("{} for a figure; the first: {}{}.",
                             count == 1 ? "1 target waits" : fmt::format("{} targets wait", count), needs,
                             whom_to_ask(first->asks));
  }

  std::string whom_to_ask(const Title& asks) const {
    if (asks.en.empty()) return {};
    return zh_ ? "（可询：" + in_language(asks, language_) + "）" : " (ask " + asks.en + ")";
  }

  /// The figure that would tell most, with what is known of it.
  std::string telling() const {
    const auto& figure = asked_as_.next.figure;
    if (!figure) return {};
    const std::string target = title(target_of(asked_as_.next.target));
    const std::string name =
        figure->title.en.empty() ? figure->indicator : in_language(figure->title, language_);
    const std::string told = percent_text(figure->told, language_);
    return zh_ ? fmt::format("最能说明“{}”的数据：{} 年的{}（可解释其方差的 {}）。", target, figure->year,
                             name, told)
               : fmt::format("The figure that would tell most of \"{}\": {} of {} ({} of its variance).",
                             target, name, figure->year, told);
  }

  std::size_t target_of(const std::string& id) const {
    const auto at = std::find_if(answer_.targets.begin(), answer_.targets.end(),
                                 [&](const Target& target) { return target.id == id; });
    return static_cast<std::size_t>(at - answer_.targets.begin());
  }

  /// Those that would answer the most open question.
  std::vector<std::string> commands() const {
    if (assessed_.empty()) return {};
    return next_commands(answer_, asked_as_, most_open());
  }

  /// The target by id whose chance is least among those that are neither near none nor near all.
  std::string most_open() const {
    if (!asked_as_.next.target.empty()) return asked_as_.next.target;
    const auto open = std::find_if(assessed_.begin(), assessed_.end(), [this](std::size_t target) {
      return chance(target) > 0.01 && chance(target) < 0.99;
    });
    return answer_.targets[open == assessed_.end() ? assessed_.front() : *open].id;
  }

  std::string percent_in(const Proportion& chance) const { return chance_text(chance, language_); }

  /// How many of the targets are met with a chance of about one half or more, and that chance.
  std::pair<std::size_t, Proportion> met_together() const {
    for (std::size_t k = first_.at_least.size(); k-- > 1;) {
      if (first_.at_least[k].estimate >= 0.5) return {k, first_.at_least[k]};
    }
    return {};
  }

 private:
  const Answer& answer_;
  const ReadingAnswer& first_;
  const AskedAs& asked_as_;
  Language language_;
  bool zh_;
  std::vector<std::size_t> assessed_;  ///< by chance, lowest first
};

/// The same of both languages.
template <class Say>
Title in_both_languages(const Answer& answer, const AskedAs& asked_as, const Say& say) {
  return {say(Verdict(answer, asked_as, Language::en)), say(Verdict(answer, asked_as, Language::zh))};
}

std::vector<Fact> facts_of(const Answer& answer, const Verdict& said) {
  std::vector<Fact> facts;
  const ReadingAnswer& first = answer.readings.front();
  const std::size_t all = answer.joint.size();
  if (all > 0 && first.completed > 0) {
    facts.push_back({chance_text(first.joint, Language::en),
                     {fmt::format("the plan as a whole: all {} targets that count", all),
                      fmt::format("规划整体：全部 {} 项计入目标同时实现", all)}});
    if (const auto [k, share] = said.met_together(); k > 0 && k < all) {
      facts.push_back({chance_text(share, Language::en),
                       {fmt::format("at least {} of these {} together", k, all),
                        fmt::format("其中至少 {} 项同时实现", k)}});
    }
  }
  const std::size_t assessed = answer.assessed(), targets = answer.targets.size();
  facts.push_back(
      {fmt::format("{} / {}", assessed, targets), {"targets that can be assessed", "可评估的目标"}});
  return facts;
}

}  // namespace

Text headline(const Answer& answer, const AskedAs& asked_as) {
  if (answer.readings.empty()) return headline_of({});
  const Verdict verdict(answer, asked_as, Language::en);
  Text said =
      headline_of({in_both_languages(answer, asked_as, [](const Verdict& one) { return one.sentence(); })},
                  facts_of(answer, verdict));
  for (const Title& paragraph :
       {in_both_languages(answer, asked_as, [](const Verdict& one) { return one.deciding(); }),
        in_both_languages(answer, asked_as, [](const Verdict& one) { return one.telling(); }),
        in_both_languages(answer, asked_as, [](const Verdict& one) { return one.missing(); })}) {
    if (!paragraph.en.empty()) said.lines.push_back(paragraph);
  }
  said.commands = verdict.commands();
  return said;
}

Text verdict(const Answer& answer, const AskedAs& asked_as) {
  Text text{"verdict", {}, {}, columns, true, true};
  if (answer.readings.empty()) return text;
  const auto en = Verdict(answer, asked_as, Language::en).lines();
  const auto zh = Verdict(answer, asked_as, Language::zh).lines();
  for (std::size_t i = 0; i < std::max(en.size(), zh.size()); ++i)
    text.lines.push_back({i < en.size() ? en[i] : "", i < zh.size() ? zh[i] : ""});
  return text;
}

}  // namespace leontide::report
