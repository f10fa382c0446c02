#include "statistics/scores/chance_score.hpp"

#include <cmath>
#include <limits>
#include <map>

namespace leontide::statistics {
namespace {

double mean_over(std::size_t count, double sum) {
  return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

/// What a case that happened with this share of certainty adds: nothing for a side that has none.
double surprise(double share, double chance) {
  return share > 0 ? -share * std::log(chance) : 0;
}

struct EqualChances {
  double count = 0, happened = 0;
};

}  // namespace

double brier_score(std::span<const double> chances, std::span<const double> happened) {
  double sum = 0;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const double apart = chances[i] - happened[i];
    sum += apart * apart;
  }
  return mean_over(chances.size(), sum);
}

double log_score(std::span<const double> chances, std::span<const double> happened) {
  double sum = 0;
  for (std::size_t i = 0; i < chances.size(); ++i)
    sum += surprise(happened[i], chances[i]) + surprise(1 - happened[i], 1 - chances[i]);
  return mean_over(chances.size(), sum);
}

BrierParts brier_parts(std::span<const double> chances, std::span<const double> happened) {
  std::map<double, EqualChances> groups;
  EqualChances all;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    for (EqualChances* group : {&groups[chances[i]], &all}) {
      group->count += 1;
      group->happened += happened[i];
    }
  }
  const double share = all.happened / all.count;
  BrierParts parts{0, 0, share * (1 - share)};
  for (const auto& [chance, group] : groups) {
    const double own = group.happened / group.count;
    const double weight = group.count / all.count;
    parts.reliability += weight * (chance - own) * (chance - own);
    parts.resolution += weight * (own - share) * (own - share);
  }
  return parts;
}

}  // namespace leontide::statistics
