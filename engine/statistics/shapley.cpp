#include "statistics/shapley.hpp"

#include <bit>
#include <stdexcept>

#include "statistics/moments.hpp"

namespace leontide::statistics {

std::vector<double> shapley_values(std::span<const double> worth) {
  const std::size_t subsets = worth.size();
  if (!std::has_single_bit(subsets)) throw std::invalid_argument("worth needs 2^k numbers");
  const auto players = static_cast<std::size_t>(std::countr_zero(subsets));
  if (players > most_exact_players) throw std::invalid_argument("too many players for all subsets");
  // chance[s]: of finding a given set of s others there on arrival, s! (k - s - 1)! / k!.
  std::vector<double> chance(players);
  for (std::size_t s = 0; s < players; ++s) {
    if (s == 0)
      chance[s] = 1 / static_cast<double>(players);
    else
      chance[s] = chance[s - 1] * static_cast<double>(s) / static_cast<double>(players - s);
  }
  std::vector<double> values(players);
  for (std::size_t i = 0; i < players; ++i) {
    const std::size_t me = std::size_t{1} << i;
    for (std::size_t s = 0; s < subsets; ++s) {
      if ((s & me) != 0) continue;
      values[i] += chance[static_cast<std::size_t>(std::popcount(s))] * (worth[s | me] - worth[s]);
    }
  }
  return values;
}

std::vector<Estimate> shapley_from_orders(std::span<const double> increments, std::size_t players,
                                          double level) {
  std::vector<Estimate> values;
  const std::size_t orders = players == 0 ? 0 : increments.size() / players;
  const double reach = student_reach(level, static_cast<double>(orders) - 1);
  for (std::size_t i = 0; i < players; ++i) {
    Moments moments;
    moments.count = orders;
    for (std::size_t m = 0; m < orders; ++m)
      moments.mean += increments[m * players + i];
    moments.mean /= static_cast<double>(orders);
    for (std::size_t m = 0; m < orders; ++m) {
      const double deviation = increments[m * players + i] - moments.mean;
      moments.squares += deviation * deviation;
    }
    values.push_back(symmetric(moments.mean, moments.error_of_mean(), reach, level,
                               IntervalMethod::student_over_permutations));
  }
  return values;
}

std::vector<double> shapley_effects(std::span<const double> closed) {
  std::vector<double> effects = shapley_values(closed);
  for (double& effect : effects)
    effect /= closed.back() - closed.front();
  return effects;
}

}  // namespace leontide::statistics
