#include "analysis/latent/mixture.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "lanes/width.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr double untilted = 0.1;      // share of the trials
constexpr double widened = 0.1;       // the same
constexpr double least_weight = 0.1;  // of a way, before all are scaled

/// [components] at least one block of each of the first two where there are tilts.
std::vector<std::size_t> blocks_of(const std::vector<Tilt>& tilts, std::size_t blocks) {
  if (tilts.empty()) return {blocks, 0};
  std::vector<std::size_t> counts;
  std::size_t left = blocks;
  for (const double share : {untilted, widened}) {
    const auto its = static_cast<std::size_t>(share * static_cast<double>(blocks));
    counts.push_back(std::min(left, std::max<std::size_t>(1, its)));
    left -= counts.back();
  }
  double left_weight = 0;
  for (const Tilt& tilt : tilts)
    left_weight += std::max(least_weight, tilt.share);
  for (const Tilt& tilt : tilts) {
    const double weight = std::max(least_weight, tilt.share);
    const double its = static_cast<double>(left) * weight / left_weight;
    counts.push_back(static_cast<std::size_t>(std::llround(its)));
    left -= counts.back();
    left_weight -= weight;
  }
  return counts;
}

}  // namespace

TiltedMixture::TiltedMixture(const std::vector<Tilt>& tilts, std::size_t dimensions, std::size_t blocks,
                             std::uint64_t key)
    : tilts_(tilts), dimensions_(dimensions), key_(key) {
  for (const std::size_t count : blocks_of(tilts, blocks)) {
    draws_.push_back(count * width);
    weights_.push_back(static_cast<double>(count) / static_cast<double>(blocks));
  }
}

void TiltedMixture::draw(std::size_t block, double* scores) const {
  std::size_t component = 0;
  for (std::uint64_t passed = draws_[0]; block * width >= passed && component + 1 < draws_.size();)
    passed += draws_[++component];
  for (std::size_t d = 0; d < dimensions_; ++d) {
    double* const row = scores + d * width;
    lanes::uniforms(key_, block * width, static_cast<std::uint32_t>(d), 0, row);
    lanes::normal_quantile(row, row, width);
    for (std::size_t lane = 0; component > 1 && lane < width; ++lane)
      row[lane] += tilts_[component - 2].shift[d];
  }
  if (component != 1 || dimensions_ == 0) return;
  alignas(lanes::alignment) double pick[width];
  lanes::uniforms(key_, block * width, static_cast<std::uint32_t>(dimensions_), 0, pick);
  for (std::size_t lane = 0; lane < width; ++lane) {
    const auto d = static_cast<std::size_t>(pick[lane] * static_cast<double>(dimensions_));
    scores[std::min(d, dimensions_ - 1) * width + lane] *= widened_sd;
  }
}

double TiltedMixture::log_ratio(std::span<const double> scores) const {
  double density = weights_[0];
  if (weights_[1] > 0) {
    double wide = 0;
    for (const double score : scores)
      wide += std::exp(score * score / 2 * (1 - 1 / (widened_sd * widened_sd)));
    density += weights_[1] * wide / widened_sd / static_cast<double>(scores.size());
  }
  for (std::size_t k = 0; k < tilts_.size(); ++k) {
    double exponent = 0;
    for (std::size_t d = 0; d < scores.size(); ++d) {
      const double by = tilts_[k].shift[d];
      if (by != 0) exponent += by * (scores[d] - by / 2);
    }
    density += weights_[k + 2] * std::exp(exponent);
  }
  return -std::log(density);
}

}  // namespace leontide::analysis
