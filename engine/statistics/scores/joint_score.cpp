#include "statistics/scores/joint_score.hpp"

#include <cmath>
#include <limits>

namespace leontide::statistics {
namespace {

double distance(const double* one, const double* other, std::size_t size) {
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i)
    sum += (one[i] - other[i]) * (one[i] - other[i]);
  return std::sqrt(sum);
}

}  // namespace

double energy_score(std::span<const double> draws, std::span<const double> outcomes) {
  const std::size_t size = outcomes.size();
  const std::size_t count = size > 0 ? draws.size() / size : 0;
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  double off = 0;
  double apart = 0;
  for (std::size_t i = 0; i < count; ++i) {
    off += distance(&draws[i * size], outcomes.data(), size);
    for (std::size_t j = 0; j < i; ++j)
      apart += distance(&draws[i * size], &draws[j * size], size);
  }
  const auto number = static_cast<double>(count);
  return count == 1 ? off : off / number - apart / (number * (number - 1));
}

double variogram_score(std::span<const double> draws, std::span<const double> outcomes, double order) {
  const std::size_t size = outcomes.size();
  const std::size_t count = size > 0 ? draws.size() / size : 0;
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  double score = 0;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      double expected = 0;
      for (std::size_t draw = 0; draw < count; ++draw)
        expected += std::pow(std::abs(draws[draw * size + i] - draws[draw * size + j]), order);
      const double off =
          std::pow(std::abs(outcomes[i] - outcomes[j]), order) - expected / static_cast<double>(count);
      score += 2 * off * off;
    }
  }
  return score;
}

}  // namespace leontide::statistics
