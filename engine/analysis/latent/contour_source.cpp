#include "analysis/latent/contour_source.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lanes/width.hpp"

namespace leontide::analysis {

using lanes::width;

namespace {

constexpr double source_reach = 1e-4;  // in scores
constexpr double least_hold = 1;       // slope in errors a score

}  // namespace

ContourSource::ContourSource(IslandRunner& runner, const std::vector<Seen>& figures,
                             std::span<const double> errors, std::span<const double> scores,
                             std::span<const double> values, std::span<const std::size_t> coordinates)
    : runner_(runner),
      figures_(figures),
      errors_(errors),
      scores_(scores),
      values_(values),
      coordinates_(coordinates),
      dimensions_(runner.run_of.plan.coordinates.size()),
      trials_(scores.size() / dimensions_) {}

/// [known figures][coordinates looked at] in errors a score. A score that leads over a step or an edge, so
/// that two differences are unlike each other, has none.
std::vector<double> ContourSource::slopes_at(std::size_t trial) {
  const std::size_t known = errors_.size(), count = coordinates_.size();
  std::vector<double> slopes(known * count, 0.0);
  lanes::AlignedVector points(dimensions_ * width);
  for (std::size_t first = 0; first < count; first += width / 2) {
    for (std::size_t d = 0; d < dimensions_; ++d)
      std::fill_n(points.begin() + static_cast<std::ptrdiff_t>(d * width), width,
                  scores_[(trial / width * dimensions_ + d) * width + trial % width]);
    const std::size_t here = std::min(count - first, width / 2);
    for (std::size_t c = 0; c < here; ++c) {
      points[coordinates_[first + c] * width + 2 * c] += source_reach;
      points[coordinates_[first + c] * width + 2 * c + 1] += 2 * source_reach;
    }
    const std::uint64_t completed = runner_.run(points.data());
    ++runs_;
    for (std::size_t f = 0; f < known; ++f) {
      const double* const found = runner_.workspace.output(figures_[f].output, figures_[f].step);
      const double at = values_[f * trials_ + trial];
      for (std::size_t c = 0; c < here; ++c) {
        const double near = (found[2 * c] - at) / source_reach / errors_[f];
        const double far = (found[2 * c + 1] - at) / (2 * source_reach) / errors_[f];
        const bool is_smooth = (completed >> (2 * c) & 3U) == 3U &&
                               std::fabs(near - far) <= 0.2 * std::max(std::fabs(near), std::fabs(far));
        if (is_smooth) slopes[f * count + first + c] = near;
      }
    }
  }
  return slopes;
}

Contour ContourSource::along_slopes(std::size_t trial) {
  return orthonormal(slopes_at(trial));
}

/// [known figures][coordinates looked at] 1 where the score holds the figure.
std::vector<std::uint8_t> ContourSource::links_of(const std::vector<double>& slopes) {
  std::vector<std::uint8_t> links(slopes.size());
  std::transform(slopes.begin(), slopes.end(), links.begin(),
                 [](double slope) { return std::fabs(slope) > least_hold ? 1 : 0; });
  return links;
}

/// [coordinates looked at] those that the figure hangs on; with fewer of them than figures that hang on them,
/// also those that these hang on, and so on. Empty where there are never more.
std::vector<std::uint8_t> ContourSource::scores_about(const std::vector<std::uint8_t>& links,
                                                      std::size_t figure) const {
  const std::size_t known = errors_.size(), count = coordinates_.size();
  std::vector<std::uint8_t> is_held(known, 0), is_near(count, 0);
  is_held[figure] = 1;
  for (std::ptrdiff_t near = 0, before = -1; near > before;) {
    before = near;
    for (std::size_t i = 0; i < links.size(); ++i)
      is_near[i % count] |= is_held[i / count] & links[i];
    for (std::size_t i = 0; i < links.size(); ++i)
      is_held[i / count] |= is_near[i % count] & links[i];
    near = std::count(is_near.begin(), is_near.end(), 1);
    if (near > std::count(is_held.begin(), is_held.end(), 1)) return is_near;
  }
  return {};
}

Contour ContourSource::about_figure(std::size_t trial, std::size_t figure) {
  std::vector<double> slopes = slopes_at(trial);
  const std::size_t count = coordinates_.size();
  const std::vector<std::uint8_t> links = links_of(slopes), is_near = scores_about(links, figure);
  if (is_near.empty()) return {};
  std::vector<std::uint8_t> stays(count, 0);
  for (std::size_t i = 0; i < links.size(); ++i)
    stays[i % count] |= links[i] != 0 && is_near[i % count] == 0 ? 1 : 0;
  if (std::count(stays.begin(), stays.end(), 1) == 0) return {};
  std::vector<std::uint8_t> moved(dimensions_, 0);
  for (std::size_t c = 0; c < count; ++c)
    moved[coordinates_[c]] = 1 - stays[c];
  for (std::size_t i = 0; i < slopes.size(); ++i)
    slopes[i] = is_near[i % count] != 0 ? slopes[i] : 0;
  Contour contour = orthonormal(std::move(slopes));
  contour.moved = std::move(moved);
  return contour;
}

/// Gram-Schmidt, the steepest figure first.
Contour ContourSource::orthonormal(std::vector<double> slopes) const {
  const std::size_t known = errors_.size(), count = coordinates_.size();
  const auto row = [&](std::size_t f) { return std::span(slopes).subspan(f * count, count); };
  const auto product = [](std::span<const double> a, std::span<const double> b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  };
  Contour contour;
  std::vector<std::uint8_t> is_open(known, 1);
  for (std::size_t turn = 0; turn < std::min(known, count); ++turn) {
    std::size_t best = known;
    double largest = least_hold * least_hold;
    for (std::size_t f = 0; f < known; ++f) {
      const double squares = product(row(f), row(f));
      if (is_open[f] == 0 || !(squares > largest)) continue;
      best = f;
      largest = squares;
    }
    if (best == known) break;
    is_open[best] = 0;
    contour.figures.push_back(best);
    std::vector<double> direction(dimensions_, 0.0);
    for (double& slope : row(best))
      slope /= std::sqrt(largest);
    for (std::size_t c = 0; c < count; ++c)
      direction[coordinates_[c]] = row(best)[c];
    contour.directions.insert(contour.directions.end(), direction.begin(), direction.end());
    for (std::size_t f = 0; f < known; ++f) {
      for (int twice = 0; is_open[f] != 0 && twice < 2; ++twice) {
        const double part = product(row(f), row(best));
        for (std::size_t c = 0; c < count; ++c)
          row(f)[c] -= part * row(best)[c];
      }
    }
  }
  return contour;
}

/// Gauss elimination with the largest slope, weighed, for the next pivot.
Contour ContourSource::along_scores(std::size_t trial, std::span<const double> weights) {
  std::vector<double> slopes = slopes_at(trial);
  const std::size_t known = errors_.size(), count = coordinates_.size();
  Contour contour;
  std::vector<std::uint8_t> is_open(known, 1);
  for (std::size_t turn = 0; turn < std::min(known, count); ++turn) {
    std::size_t figure = known, score = count;
    double largest = 0;
    for (std::size_t f = 0; f < known; ++f) {
      for (std::size_t c = 0; is_open[f] != 0 && c < count; ++c) {
        const double slope = std::fabs(slopes[f * count + c]);
        if (!(slope > least_hold && slope * weights[c] > largest)) continue;
        figure = f;
        score = c;
        largest = slope * weights[c];
      }
    }
    if (figure == known) break;
    is_open[figure] = 0;
    contour.figures.push_back(figure);
    contour.scores.push_back(coordinates_[score]);
    contour.directions.resize(contour.figures.size() * dimensions_, 0.0);
    contour.directions[turn * dimensions_ + coordinates_[score]] = 1;
    for (std::size_t f = 0; f < known; ++f) {
      if (is_open[f] == 0) continue;
      const double share = slopes[f * count + score] / slopes[figure * count + score];
      for (std::size_t c = 0; c < count; ++c)
        slopes[f * count + c] -= share * slopes[figure * count + c];
    }
  }
  return contour;
}

}  // namespace leontide::analysis
