#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>

#include "report/estimate_columns.hpp"
#include "report/rests_on.hpp"
#include "report/run_document.hpp"
#include "report/target_words.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

std::vector<Title> sampling_lines(const Answer& answer) {
  const scenario::Sampling& sampling = answer.sampling;
  const std::uint64_t trials = answer.readings.empty() ? sampling.trials : answer.readings.front().trials;
  const Title design = design_text(sampling), scenario = title_or_name(answer.title, answer.scenario);
  std::vector<Title> lines{
      {fmt::format("scenario: {}, {}, {}, seed {}", scenario.en, counted(trials, "trial"), design.en,
                   sampling.seed),
       fmt::format("情景：{}，{} 次模拟，{}，种子 {}", in_language(scenario, Language::zh), trials, design.zh,
                   sampling.seed)}};
  for (const ReadingAnswer& reading : answer.readings) {
    if (!sampling.until || !reading.stop) continue;
    const Title name = reading.name.empty() ? scenario : reading_title(reading);
    const double width = 100 * reading.stop->width;
    const double wanted = 100 * sampling.until->width;
    lines.push_back(
        {fmt::format("  {}: interval of width {:.2f} % (asked for {:.2f} %), {} after {} trials", name.en,
                     width, wanted, reading.stop->reached ? "reached" : "not reached", reading.trials),
         fmt::format("  {}：区间宽度 {:.2f} %（要求 {:.2f} %），{}，{}次模拟",
                     in_language(name, Language::zh), width, wanted,
                     reading.stop->reached ? "已达到" : "未达到", reading.trials)});
  }
  return lines;
}

Title too_few_to_say() {
  return {"too few trials to say", "模拟次数过少，无法判断"};
}

Title likelihood_words(double low, double high) {
  struct Word {
    double above;
    const char* en;
    const char* zh;
  };
  constexpr Word words[] = {{-1, "exceptionally unlikely", "几乎不可能"},
                            {0.01, "very unlikely", "很不可能"},
                            {0.10, "unlikely", "不可能"},
                            {0.33, "about as likely as not", "或许可能"},
                            {0.66, "likely", "可能"},
                            {0.90, "very likely", "很可能"},
                            {0.99, "virtually certain", "几乎确定"}};
  if (!std::isfinite(low) || !std::isfinite(high)) return {};
  const auto word_of = [&](double chance) {
    return std::find_if(std::rbegin(words), std::rend(words),
                        [=](const Word& w) { return chance > w.above; });
  };
  const auto from = word_of(low), to = word_of(high);
  if (from == to) return {from->en, from->zh};
  if (from - to > 1) return too_few_to_say();
  return {fmt::format("{} to {}", from->en, to->en), fmt::format("{}至{}", from->zh, to->zh)};
}

}  // namespace leontide::report
