#include "report/run_notes.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/target_words.hpp"
#include "report/write/chance_text.hpp"

namespace leontide::report {

using scenario::Target;

namespace {

std::string on_bound_percent(const ReadingAnswer& reading, std::size_t target) {
  const double share = reading.targets[target].on_bound;
  return share > 0 ? print_fixed(100 * share, share < 0.001 ? 4 : 1) : "";
}

}  // namespace

void add_on_bound(const Answer& answer, std::size_t target, std::vector<Title>& notes) {
  const std::string first = on_bound_percent(answer.readings.front(), target);
  const bool is_same =
      std::all_of(answer.readings.begin(), answer.readings.end(),
                  [&](const ReadingAnswer& one) { return on_bound_percent(one, target) == first; });
  for (const ReadingAnswer& reading : answer.readings) {
    const std::string percent = on_bound_percent(reading, target);
    if (percent.empty() || (is_same && &reading != &answer.readings.front())) continue;
    const Title& title = answer.targets[target].title;
    const Title of = is_same ? Title{} : reading_title(reading);
    const auto where = [&](Language language) {
      const std::string& name = in_language(of, language);
      return name.empty() ? "" : language == Language::zh ? "（" + name + "）" : " (" + name + ")";
    };
    notes.push_back({fmt::format("{}{} sits on its bound in {} % of trials, which counts as met", title.en,
                                 where(Language::en), percent),
                     fmt::format("{}{}在 {}% 的模拟中恰在界上，计为实现", in_language(title, Language::zh),
                                 where(Language::zh), percent)});
  }
}

void add_outside_view(const Target& target, std::vector<Title>& notes) {
  if (!target.outside) return;
  const calibration::OutsideShare& view = *target.outside;
  const auto percent = [](double share) { return print_fixed(100 * share, 1); };
  const std::string growth = print_number(target.low);
  const std::string folder = view.folder.empty() ? "." : view.folder;
  notes.push_back(
      {fmt::format(
           "{}: of all cities' windows of {} years {} % reached {} % a year in {}-{}, {} % in {}-{}; how "
           "forecasts of growth did: {}",
           target.title.en, view.window_years, percent(view.share), growth, view.first_year, view.last_year,
           percent(view.share_recent), view.recent_from, view.last_year, folder),
       fmt::format("{}：全部城市{}年窗口中，{}-{}年有{}%达到年均{}%，{}-{}年为{}%；增速预测的历史表现见 {}",
                   in_language(target.title, Language::zh), view.window_years, view.first_year,
                   view.last_year, percent(view.share), growth, view.recent_from, view.last_year,
                   percent(view.share_recent), folder)});
}

void add_missed_most(const Answer& answer, const ReadingAnswer& reading, std::vector<Title>& notes) {
  std::vector<std::uint32_t> order = answer.joint;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return reading.targets[a].chance.estimate < reading.targets[b].chance.estimate;
  });
  Title list;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i) {
    const double miss = 1 - reading.targets[order[i]].chance.estimate;
    if (!(miss > 0)) break;
    const Proportion& met = reading.targets[order[i]].chance;
    Proportion missed = met;
    missed.hits = met.draws - met.hits;
    missed.estimate = miss;
    missed.low = 1 - met.high;
    missed.high = 1 - met.low;
    const Title& title = answer.targets[order[i]].title;
    list.en += fmt::format("{}{} ({})", i == 0 ? "" : "; ", title.en, chance_text(missed, Language::en, 1));
    list.zh += fmt::format("{}{}（{}）", i == 0 ? "" : "；", in_language(title, Language::zh),
                           chance_text(missed, Language::zh, 1));
  }
  if (list.en.empty()) return;
  const Title called = reading_title(reading);
  const auto of = [&](const char* comma, Language language) {
    const std::string& name = in_language(called, language);
    return name.empty() ? "" : comma + name;
  };
  notes.push_back({fmt::format("missed most often{}: {}", of(", ", Language::en), list.en),
                   fmt::format("最常未达{}：{}", of("，", Language::zh), list.zh)});
}

void add_tolerances(const Answer& answer, std::vector<Title>& notes) {
  std::vector<double> tolerances;
  for (const std::uint32_t i : answer.joint) {
    const Target& target = answer.targets[i];
    if (target.is_about) tolerances.push_back(100 * target.tolerance);
  }
  if (tolerances.empty()) return;
  const auto [least, most] = std::minmax_element(tolerances.begin(), tolerances.end());
  const std::string range = *least == *most ? print_number(*least)
                                            : fmt::format("{}–{}", print_number(*least), print_number(*most));
  notes.push_back(
      {fmt::format("{} of these targets say about: they count at their own tolerance, {} % of the bound",
                   tolerances.size(), range),
       fmt::format("其中 {} 项目标带“约”：按各自容差（界值的 {}%）计", tolerances.size(), range)});
}

}  // namespace leontide::report
