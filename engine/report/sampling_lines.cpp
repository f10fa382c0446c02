#include <fmt/format.h>

#include "report/rests_on.hpp"
#include "report/run_document.hpp"

namespace leontide::report {

std::vector<Title> sampling_lines(const Answer& answer) {
  const scenario::Sampling& sampling = answer.sampling;
  const std::uint64_t trials = answer.readings.empty() ? sampling.trials : answer.readings.front().trials;
  const Title design = design_text(sampling);
  std::vector<Title> lines{
      {fmt::format("scenario: {}, {} trials, {}, seed {}", answer.scenario, trials, design.en, sampling.seed),
       fmt::format("情景: {}, {} 次模拟, {}, 种子 {}", answer.scenario, trials, design.zh, sampling.seed)}};
  for (const ReadingAnswer& reading : answer.readings) {
    if (!sampling.until || !reading.stop) continue;
    const std::string name = reading.name.empty() ? answer.scenario : reading.name;
    const double width = 100 * reading.stop->width;
    const double wanted = 100 * sampling.until->width;
    lines.push_back(
        {fmt::format("  {}: interval of width {:.2f} % (asked for {:.2f} %), {} after {} trials", name, width,
                     wanted, reading.stop->reached ? "reached" : "not reached", reading.trials),
         fmt::format("  {}: 区间宽度 {:.2f} % (要求 {:.2f} %), {}，{}次模拟", name, width, wanted,
                     reading.stop->reached ? "已达到" : "未达到", reading.trials)});
  }
  return lines;
}

Title likelihood_word(double chance) {
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
    if (chance > word.above) return {word.en, word.zh};
  }
  return {"exceptionally unlikely", "极不可能"};
}

}  // namespace leontide::report
