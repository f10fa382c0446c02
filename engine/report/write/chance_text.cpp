#include "report/write/chance_text.hpp"

#include <algorithm>
#include <cmath>

#include "base/numbers.hpp"

namespace leontide::report {

namespace {

std::string between_ends(double estimate, double low, double high, bool is_none, bool is_all,
                         Language language, int digits) {
  if (is_none && high > 0 && high < 1) return "< " + percent_text(high, language, digits);
  if (is_all && low > 0 && low < 1) return "> " + percent_text(low, language, digits);
  return percent_text(estimate, language, digits);
}

}  // namespace

std::string percent_number(double share, int digits) {
  if (!std::isfinite(share)) return "–";
  const double value = 100 * share, to_end = std::min(value, 100 - value);
  int places = value < 10 ? std::max(1, digits) : digits;
  if (to_end > 0 && to_end < 1) places = 1 + static_cast<int>(std::ceil(-std::log10(to_end)));
  if (to_end == 0) places = 0;
  return print_fixed(value, std::min(places, 9));
}

std::string percent_text(double share, Language language, int digits) {
  if (!std::isfinite(share)) return "–";
  return percent_number(share, digits) + (language == Language::zh ? "%" : " %");
}

std::string chance_text(const statistics::Proportion& chance, Language language, int digits) {
  const bool has_draws = chance.draws > 0;
  return between_ends(chance.estimate, chance.low, chance.high, has_draws && chance.hits == 0,
                      has_draws && chance.hits == chance.draws, language, digits);
}

std::string chance_text(double chance, double low, double high, Language language, int digits) {
  return between_ends(chance, low, high, chance <= 0, chance >= 1, language, digits);
}

}  // namespace leontide::report
