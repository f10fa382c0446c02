#include "analysis/latent/island_weights.hpp"

#include <cmath>
#include <limits>

#include "statistics/moments.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

IslandWeights::IslandWeights(std::span<const double> log_evidence) {
  const statistics::Weights weights = statistics::normalise(log_evidence);
  shares_ = weights.shares;
  effective_ = weights.effective;
}

IslandWeights::Mean IslandWeights::mean_of(std::span<const double> means) const {
  Mean mean;
  for (std::size_t i = 0; i < means.size(); ++i)
    mean.value += shares_[i] * means[i];
  statistics::Moments without_one;
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (shares_[i] == 1) return {mean.value, std::numeric_limits<double>::infinity()};
    without_one =
        statistics::merge(without_one, {1, (mean.value - shares_[i] * means[i]) / (1 - shares_[i]), 0});
  }
  const auto islands = static_cast<double>(means.size());
  mean.error = std::sqrt((islands - 1) / islands * without_one.squares);
  return mean;
}

}  // namespace leontide::analysis
