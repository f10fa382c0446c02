#include "analysis/latent/tilts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leontide::analysis {

namespace {

constexpr double stands_out = 4;      // standard errors from that of a standard normal
constexpr double apart = 2;           // sums of the spreads of two halves
constexpr std::size_t rounds = 30;    // of two means
constexpr double least_share = 0.02;  // of all points, for a way of its own
constexpr double points_a_chain = 8;  // which repeat each other: they count as one

using Indices = std::vector<std::size_t>;

class Ways {
 public:
  Ways(std::span<const double> points, std::size_t dimensions) : points_(points), dimensions_(dimensions) {
    all_.resize(points.size() / dimensions);
    std::iota(all_.begin(), all_.end(), std::size_t{0});
  }

  std::vector<Tilt> find() {
    std::vector<Indices> ways{all_};
    for (std::size_t w = 0; w < ways.size() && ways.size() < most_ways;) {
      auto [first, second] = halves(ways[w]);
      if (!are_apart(first, second)) {
        ++w;
        continue;
      }
      ways[w] = std::move(first);
      ways.push_back(std::move(second));
    }
    std::vector<Tilt> tilts;
    tilts.reserve(ways.size());
    for (const Indices& way : ways)
      tilts.push_back({shift_of(way), static_cast<double>(way.size()) / static_cast<double>(all_.size())});
    return tilts;
  }

 private:
  double at(std::size_t point, std::size_t d) const { return points_[point * dimensions_ + d]; }

  double noise(std::size_t count) const { return std::sqrt(points_a_chain / static_cast<double>(count)); }

  std::vector<double> mean_of(const Indices& chosen) const {
    std::vector<double> mean(dimensions_, 0.0);
    for (const std::size_t point : chosen) {
      for (std::size_t d = 0; d < dimensions_; ++d)
        mean[d] += at(point, d);
    }
    for (double& one : mean)
      one /= static_cast<double>(chosen.size());
    return mean;
  }

  std::vector<double> shift_of(const Indices& way) const {
    std::vector<double> shift = mean_of(way);
    for (double& one : shift) {
      if (std::fabs(one) <= stands_out * noise(way.size())) one = 0;
    }
    return shift;
  }

  /// Dimensions in which the points do not look like a standard normal: two ways may cancel in the mean.
  Indices telling(const Indices& chosen) const {
    const std::vector<double> mean = mean_of(chosen);
    const double error = noise(chosen.size());
    Indices telling;
    for (std::size_t d = 0; d < dimensions_; ++d) {
      double squares = 0;
      for (const std::size_t point : chosen)
        squares += at(point, d) * at(point, d);
      const double excess = squares / static_cast<double>(chosen.size()) - 1;
      if (std::fabs(mean[d]) > stands_out * error || std::fabs(excess) > stands_out * std::sqrt(2.0) * error)
        telling.push_back(d);
    }
    return telling;
  }

  double distance(std::size_t point, const std::vector<double>& from, const Indices& dimensions) const {
    double sum = 0;
    for (const std::size_t d : dimensions)
      sum += (at(point, d) - from[d]) * (at(point, d) - from[d]);
    return sum;
  }

  std::size_t farthest(const Indices& chosen, const std::vector<double>& from, const Indices& dims) const {
    return *std::max_element(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
      return distance(a, from, dims) < distance(b, from, dims);
    });
  }

  std::vector<double> point(std::size_t number) const {
    const auto its = points_.subspan(number * dimensions_, dimensions_);
    return {its.begin(), its.end()};
  }

  /// Two means from the point farthest from the middle and the one farthest from that.
  std::pair<Indices, Indices> halves(const Indices& chosen) const {
    const Indices dims = telling(chosen);
    if (dims.empty() || chosen.size() < 2) return {chosen, {}};
    std::vector<double> one = point(farthest(chosen, mean_of(chosen), dims));
    std::vector<double> other = point(farthest(chosen, one, dims));
    Indices first, second;
    for (std::size_t round = 0; round < rounds; ++round) {
      Indices nearer, rest;
      for (const std::size_t p : chosen)
        (distance(p, one, dims) <= distance(p, other, dims) ? nearer : rest).push_back(p);
      if (nearer.empty() || rest.empty() || nearer == first) break;
      first = std::move(nearer);
      second = std::move(rest);
      one = mean_of(first);
      other = mean_of(second);
    }
    return {std::move(first), std::move(second)};
  }

  bool are_apart(const Indices& first, const Indices& second) const {
    const double least = least_share * static_cast<double>(all_.size());
    if (static_cast<double>(std::min(first.size(), second.size())) < std::max(2.0, least)) return false;
    const std::vector<double> one = mean_of(first), other = mean_of(second);
    double length = 0;
    for (std::size_t d = 0; d < dimensions_; ++d)
      length += (one[d] - other[d]) * (one[d] - other[d]);
    length = std::sqrt(length);
    const auto spread = [&](const Indices& half, const std::vector<double>& mean) {
      double squares = 0;
      for (const std::size_t p : half) {
        double along = 0;
        for (std::size_t d = 0; d < dimensions_; ++d)
          along += (at(p, d) - mean[d]) * (one[d] - other[d]) / length;
        squares += along * along;
      }
      return std::sqrt(squares / static_cast<double>(half.size()));
    };
    return length > apart * (spread(first, one) + spread(second, other));
  }

  std::span<const double> points_;
  std::size_t dimensions_;
  Indices all_;
};

}  // namespace

std::vector<Tilt> tilts_of(std::span<const double> points, std::size_t dimensions) {
  if (points.empty()) return {};
  return Ways(points, dimensions).find();
}

}  // namespace leontide::analysis
