#include "statistics/latent/marginal_reference.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/block.hpp"
#include "lanes/normal.hpp"
#include "lanes/width.hpp"

namespace leontide::statistics {

namespace {

using lanes::width;

constexpr std::size_t most_steps = 64;
constexpr double standard = 0.1;         // share of the standard law
constexpr double narrowest = 1e-9;       // of a step
constexpr std::size_t most_read = 1024;  // trials

/// The step that holds a number; `ends` ascend.
std::size_t step_at(const std::vector<double>& ends, double number) {
  const auto after = std::upper_bound(ends.begin() + 1, ends.end() - 1, number);
  return static_cast<std::size_t>(after - ends.begin()) - 1;
}

}  // namespace

MarginalReference::MarginalReference(std::span<const double> scores, std::vector<std::uint8_t> is_moved)
    : laws_(is_moved.size()) {
  const std::size_t dimensions = is_moved.size();
  const std::size_t count = std::min(most_read, scores.size() / dimensions);
  std::vector<double> uniforms(count);
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (is_moved[d] == 0) continue;
    for (std::size_t block = 0; block < count / width; ++block)
      lanes::normal_cdf(scores.data() + (block * dimensions + d) * width, uniforms.data() + block * width,
                        width);
    laws_[d] = law_of(uniforms);
  }
}

MarginalReference::Law MarginalReference::law_of(std::vector<double>& uniforms) {
  std::sort(uniforms.begin(), uniforms.end());
  const std::size_t count = uniforms.size(), steps = std::min(most_steps, count / 8 + 1);
  Law law{{0}, {0}, {}};
  const auto end_step = [&](double edge, double share) {
    const double across = edge - law.edges.back();
    law.edges.push_back(edge);
    law.below.push_back(standard * edge + (1 - standard) * share);
    law.heights.push_back((law.below.back() - law.below[law.below.size() - 2]) / across);
  };
  // Copies of one trial stand on one edge: their counts go to the step before it.
  for (std::size_t step = 1; step < steps; ++step) {
    const double edge = uniforms[step * count / steps];
    if (edge - law.edges.back() < narrowest || 1 - edge < narrowest) continue;
    const auto up_to = std::upper_bound(uniforms.begin(), uniforms.end(), edge) - uniforms.begin();
    end_step(edge, static_cast<double>(up_to) / static_cast<double>(count));
  }
  end_step(1, 1);
  return law;
}

double MarginalReference::density(const Law& law, double uniform) {
  return law.heights[step_at(law.edges, uniform)];
}

double MarginalReference::draw(const Law& law, double uniform) {
  const std::size_t step = step_at(law.below, uniform);
  const double found = law.edges[step] + (uniform - law.below[step]) / law.heights[step];
  return std::clamp(found, 0x1p-53, 1 - 0x1p-53);
}

void MarginalReference::draw_anew(std::size_t dimension, const double* uniforms, double* out) const {
  for (std::size_t lane = 0; lane < width; ++lane)
    out[lane] = draw(laws_[dimension], uniforms[lane]);
  lanes::normal_quantile(out, out, width);
}

void MarginalReference::move(const double* scores, const double* picks, double share, double* out,
                             double* log_ratio) const {
  std::copy_n(scores, laws_.size() * width, out);
  std::fill_n(log_ratio, width, 0.0);
  std::vector<std::size_t> places;  // of the scores drawn anew
  for (std::size_t d = 0; d < laws_.size(); ++d) {
    if (!is_moved(d)) continue;
    for (std::size_t place = d * width; place < (d + 1) * width; ++place) {
      if (picks[place] < share) places.push_back(place);
    }
  }
  std::vector<double> before((places.size() + 7) / 8 * 8, 0.0);
  for (std::size_t i = 0; i < places.size(); ++i)
    before[i] = scores[places[i]];
  lanes::normal_cdf(before.data(), before.data(), before.size());
  std::vector<double> after(before.size(), 0.5);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Law& law = laws_[places[i] / width];
    after[i] = draw(law, picks[places[i]] / share);
    log_ratio[places[i] % width] += std::log(density(law, before[i]) / density(law, after[i]));
  }
  lanes::normal_quantile(after.data(), after.data(), after.size());
  for (std::size_t i = 0; i < places.size(); ++i)
    out[places[i]] = after[i];
}

}  // namespace leontide::statistics
