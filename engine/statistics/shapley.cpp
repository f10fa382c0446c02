#include "statistics/shapley.hpp"

#include <bit>
#include <stdexcept>

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

}  // namespace leontide::statistics
