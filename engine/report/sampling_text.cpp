#include "report/sampling_text.hpp"

#include <fmt/format.h>

namespace leontide::report {

namespace {

using Method = scenario::Sampling::Method;

std::string method_text(const scenario::Sampling& sampling, bool zh) {
  switch (sampling.method) {
    case Method::antithetic: return zh ? "，对偶抽样" : ", antithetic pairs";
    case Method::latin_hypercube:
      return fmt::format(
          zh ? fmt::runtime("，拉丁超立方（{}次重复）") : fmt::runtime(", Latin hypercubes ({})"),
          sampling.replicates);
    case Method::sobol:
      return fmt::format(
          zh ? fmt::runtime("，Sobol点列（{}次独立置乱）") : fmt::runtime(", Sobol points ({} scrambles)"),
          sampling.replicates);
    case Method::independent: break;
  }
  return {};
}

}  // namespace

std::string sampling_text(const Answer& answer, Language language) {
  const bool zh = language == Language::zh;
  const scenario::Sampling& sampling = answer.sampling;
  const std::uint64_t trials = answer.readings.empty() ? sampling.trials : answer.readings.front().trials;
  std::string text =
      fmt::format("{}: {}, {} {}{}, {} {}\n", zh ? "情景" : "scenario", answer.scenario, trials,
                  zh ? "次模拟" : "trials", method_text(sampling, zh), zh ? "种子" : "seed", sampling.seed);
  if (!sampling.until) return text;
  for (const ReadingAnswer& reading : answer.readings) {
    if (!reading.stop) continue;
    const char* words = reading.stop->reached ? (zh ? "已达到" : "reached") : (zh ? "未达到" : "not reached");
    text += fmt::format(
        "  {}: {} {:.2f} % ({} {:.2f} %), {} {}\n", reading.name.empty() ? answer.scenario : reading.name,
        zh ? "区间宽度" : "interval of width", 100 * reading.stop->width, zh ? "要求" : "asked for",
        100 * sampling.until->width, words,
        fmt::format(zh ? fmt::runtime("，{}次模拟") : fmt::runtime("after {} trials"), reading.trials));
  }
  return text;
}

}  // namespace leontide::report
