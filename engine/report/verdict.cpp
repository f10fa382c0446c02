#include "report/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/run_document.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

using scenario::Target;

constexpr std::size_t columns = 80;
constexpr std::size_t targets_named = 5;

/// A share in percent as one number: enough digits to tell it from none and from all.
std::string percent(double share) {
  const double value = 100 * share, to_end = std::min(value, 100 - value);
  const double places = to_end > 0 && to_end < 1 ? 1 + std::ceil(-std::log10(to_end)) : value < 10 ? 1 : 0;
  return print_fixed(value, static_cast<int>(std::min(places, 9.0))) + " %";
}

/// A chance in percent; of one that no trial met, what it lies below.
std::string percent(const Proportion& chance) {
  return chance.hits == 0 && chance.draws > 0 ? "< " + percent(chance.high) : percent(chance.estimate);
}

/// The verdict in one language.
class VerdictLines {
 public:
  VerdictLines(const Answer& answer, const std::string& asked_as, Language language)
      : answer_(answer), first_(answer.readings.front()), asked_as_(asked_as), zh_(language == Language::zh) {
    for (std::size_t i = 0; i < answer.targets.size(); ++i) {
      const bool counts = answer.joint.empty()
                              ? answer.targets[i].assessed()
                              : std::find(answer.joint.begin(), answer.joint.end(), i) != answer.joint.end();
      if (counts && first_.targets[i].chance.draws > 0) assessed_.push_back(i);
    }
    std::stable_sort(assessed_.begin(), assessed_.end(),
                     [this](std::size_t a, std::size_t b) { return chance(a) < chance(b); });
  }

  std::vector<std::string> make() {
    if (first_.completed == 0) {
      add(zh_ ? "没有一次试验完成：没有概率可言。" : "No trial completed: there is no chance to tell.");
      return std::move(lines_);
    }
    if (assessed_.empty()) return {};
    whole();
    failing();
    deciding();
    missing();
    commands();
    return std::move(lines_);
  }

 private:
  void add(std::string text) { lines_.push_back(std::move(text)); }

  double chance(std::size_t target) const { return first_.targets[target].chance.estimate; }

  std::string title(std::size_t target) const {
    return in_language(answer_.targets[target].title, zh_ ? Language::zh : Language::en);
  }

  std::string reading_name(const ReadingAnswer& reading) const {
    const std::string name = in_language(reading.title, zh_ ? Language::zh : Language::en);
    const std::size_t ends = std::min(name.find(':'), name.find("："));
    return name.empty() ? reading.name : name.substr(0, ends);
  }

  /// How many of the targets are met with a chance of about one half or more, and that chance.
  std::pair<std::size_t, double> met_together() const {
    for (std::size_t k = first_.at_least.size(); k-- > 1;) {
      if (first_.at_least[k].estimate >= 0.5) return {k, first_.at_least[k].estimate};
    }
    return {0, 1};
  }

  void whole() {
    if (answer_.joint.empty()) return;
    const Title words = likelihood_words(first_.joint.low, first_.joint.high);
    const auto [k, share] = met_together();
    const std::size_t all = answer_.joint.size();
    const std::string what = in_language(words, zh_ ? Language::zh : Language::en);
    std::string text = zh_ ? fmt::format("规划整体实现：{}（{}）。", what, percent(first_.joint))
                           : fmt::format("The plan as a whole is {} ({}).", what, percent(first_.joint));
    if (k > 0 && k < all) {
      text += zh_ ? fmt::format("{} 项评估目标中同时实现至少 {} 项的概率为 {}。", all, k, percent(share))
                  : fmt::format(" At least {} of its {} assessed targets are met together with {}.", k, all,
                                percent(share));
    }
    add(text);
  }

  void failing() {
    lines_.emplace_back();
    add(zh_ ? "最可能落空的目标：" : "The targets most likely to be missed:");
    for (std::size_t i = 0; i < std::min(targets_named, assessed_.size()); ++i) {
      const Target& target = answer_.targets[assessed_[i]];
      const Title promise = promise_of(target, target.tolerance, {});
      add(fmt::format("  {:>8}  {}: {}", percent(first_.targets[assessed_[i]].chance), title(assessed_[i]),
                      in_language(promise, zh_ ? Language::zh : Language::en)));
    }
  }

  /// The question that moves a chance most: what a word of the plan means, else the largest source of spread.
  void deciding() {
    double widest_range = 0.02;
    std::string text;
    for (const std::size_t target : assessed_) {
      const ReadingAnswer *low = &first_, *high = &first_;
      for (const ReadingAnswer& reading : answer_.readings) {
        if (reading.targets[target].chance.estimate < low->targets[target].chance.estimate) low = &reading;
        if (reading.targets[target].chance.estimate > high->targets[target].chance.estimate) high = &reading;
      }
      const double most = high->targets[target].chance.estimate, least = low->targets[target].chance.estimate;
      if (most - least <= widest_range) continue;
      widest_range = most - least;
      text =
          zh_ ? fmt::format("起决定作用的是规划用语的含义：{}按“{}”为 {}，按“{}”为 {}。", title(target),
                            reading_name(*high), percent(most), reading_name(*low), percent(least))
              : fmt::format("What decides is what the plan means: {} has {} ({}) and {} ({}).", title(target),
                            percent(most), reading_name(*high), percent(least), reading_name(*low));
    }
    if (text.empty()) text = largest_source();
    if (text.empty()) return;
    lines_.emplace_back();
    add(text);
  }

  std::string largest_source() const {
    for (const std::size_t target : assessed_) {
      const auto& sources = first_.targets[target].sources;
      if (chance(target) <= 0 || chance(target) >= 1 || sources.empty()) continue;
      const auto most = std::max_element(sources.begin(), sources.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      if (!(most->second > 0)) continue;
      return zh_ ? fmt::format("对{}而言，不确定性主要来自：{}。", title(target), most->first)
                 : fmt::format("What decides {} most is the spread of: {}.", title(target), most->first);
    }
    return {};
  }

  void missing() {
    const auto waits = [](const Target& target) { return !target.assessed() && !target.needs.en.empty(); };
    const auto first = std::find_if(answer_.targets.begin(), answer_.targets.end(), waits);
    if (first == answer_.targets.end()) return;
    const auto count = std::count_if(answer_.targets.begin(), answer_.targets.end(), waits);
    const Language language = zh_ ? Language::zh : Language::en;
    const std::string asks = in_language(first->asks, language);
    lines_.emplace_back();
    add(zh_ ? fmt::format("{} 项目标因缺数据未能评估，首先是：{}{}。", count,
                          in_language(first->needs, language), asks.empty() ? "" : "（可询：" + asks + "）")
            : fmt::format("{} for a figure; the first: {}{}.",
                          count == 1 ? "1 target waits" : fmt::format("{} targets wait", count),
                          in_language(first->needs, language), asks.empty() ? "" : " (ask " + asks + ")"));
  }

  void commands() {
    if (asked_as_.empty()) return;
    const auto open = std::find_if(assessed_.begin(), assessed_.end(), [this](std::size_t target) {
      return chance(target) > 0.01 && chance(target) < 0.99;
    });
    const std::string id = answer_.targets[open == assessed_.end() ? assessed_.front() : *open].id;
    lines_.emplace_back();
    add(zh_ ? "下一步：" : "Next:");
    lines_.push_back(fmt::format("  leontide sensitivity {} --target {}", asked_as_, id));
    lines_.push_back(first_.levers.empty()
                         ? fmt::format("  leontide discover {} --target {}", asked_as_, id)
                         : fmt::format("  leontide attribute {} --target {}", asked_as_, id));
    lines_.push_back(fmt::format("  leontide explain {} {}", asked_as_, id));
  }

  const Answer& answer_;
  const ReadingAnswer& first_;
  const std::string& asked_as_;
  bool zh_;
  std::vector<std::size_t> assessed_;  ///< by chance, lowest first
  std::vector<std::string> lines_;
};

}  // namespace

Text verdict(const Answer& answer, const std::string& asked_as) {
  Text text{"verdict", {}, {}, columns};
  if (answer.readings.empty()) return text;
  const auto en = VerdictLines(answer, asked_as, Language::en).make();
  const auto zh = VerdictLines(answer, asked_as, Language::zh).make();
  for (std::size_t i = 0; i < std::max(en.size(), zh.size()); ++i)
    text.lines.push_back({i < en.size() ? en[i] : "", i < zh.size() ? zh[i] : ""});
  return text;
}

}  // namespace leontide::report
