#include "analysis/screening.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "statistics/rank_sobol.hpp"

namespace leontide::analysis {

std::vector<std::size_t> strongest_inputs(const std::vector<std::vector<std::uint32_t>>& orders,
                                          std::span<const double> hit, std::span<const double> value,
                                          std::size_t shown) {
  std::vector<double> score(orders.size());
  for (std::size_t f = 0; f < orders.size(); ++f) {
    const double of_hit = statistics::rank_sobol(orders[f], hit);
    const double of_value = value.empty() ? 0 : statistics::rank_sobol(orders[f], value);
    score[f] = std::max(std::isnan(of_hit) ? 0 : of_hit, std::isnan(of_value) ? 0 : of_value);
  }
  std::vector<std::size_t> ranked(orders.size());
  std::iota(ranked.begin(), ranked.end(), std::size_t{0});
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](std::size_t a, std::size_t b) { return score[a] > score[b]; });
  ranked.resize(std::min(shown, ranked.size()));
  return ranked;
}

std::vector<double> as_numbers(std::span<const std::uint8_t> hits) {
  return {hits.begin(), hits.end()};
}

}  // namespace leontide::analysis
