#include "analysis/latent/subset.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "lanes/width.hpp"
#include "random/stream.hpp"

namespace leontide::analysis {

namespace {

constexpr std::size_t share = 8;  // one in `share` points seeds the next level
constexpr std::size_t most_levels = 12;
constexpr double acceptance = 0.44;  // of the chains (Papaioannou et al. 2015, section 4.2)

/// Standard normals [points][dimensions], keyed by what they are for.
std::vector<double> normals(std::uint64_t seed, std::uint32_t level, std::uint32_t step, std::size_t points,
                            std::size_t dimensions) {
  std::vector<double> scores(points * dimensions);
  alignas(lanes::alignment) double block[lanes::width];
  const std::uint64_t key = random::mix64(seed, random::fnv1a64("subset"));
  for (std::size_t first = 0; first < scores.size(); first += lanes::width) {
    lanes::uniforms(key, first, level, step, block);
    lanes::normal_quantile(block, block, lanes::width);
    std::copy_n(block, std::min(lanes::width, scores.size() - first), scores.data() + first);
  }
  return scores;
}

class Subset {
 public:
  Subset(std::size_t dimensions, std::size_t size, std::uint64_t seed, const MarginFunction& margins)
      : dimensions_(dimensions), size_(size), seeds_(size / share), seed_(seed), margins_(margins) {}

  SubsetResult run() {
    points_ = normals(seed_, 0, 0, size_, dimensions_);
    margin_.resize(size_);
    evaluate(points_, size_, margin_.data());
    result_.completed = static_cast<std::uint64_t>(
        std::count_if(margin_.begin(), margin_.end(), [](double margin) { return !std::isinf(margin); }));
    double chance = 1;
    for (result_.levels = 1; result_.levels <= most_levels; ++result_.levels) {
      const std::vector<std::size_t> hits = at_least(0);
      if (hits.size() >= seeds_) {
        result_.chance = chance * share_of(hits.size());
        result_.hits = hits.size();
        result_.end = SubsetEnd::reached;
        keep(hits);
        break;
      }
      std::vector<double> sorted = margin_;
      std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(seeds_) - 1, sorted.end(),
                       std::greater<>());
      const double threshold = sorted[seeds_ - 1];
      if (std::isinf(threshold)) break;
      const std::vector<std::size_t> above = at_least(threshold);
      if (above.size() > size_ / 2) {
        result_.end = SubsetEnd::stalled;
        break;
      }
      chance *= share_of(above.size());
      walk(some_of(above), threshold);
    }
    return std::move(result_);
  }

 private:
  /// Of a level's points; what it leaves open adds to the variance.
  double share_of(std::size_t count) {
    const double part = static_cast<double>(count) / static_cast<double>(size_);
    result_.relative_variance += (1 - part) / static_cast<double>(count);
    return part;
  }

  void evaluate(const std::vector<double>& scores, std::size_t count, double* margin) {
    margins_(scores, count, margin);
    result_.evaluations += count;
  }

  std::span<double> point(std::vector<double>& points, std::size_t number) const {
    return std::span(points).subspan(number * dimensions_, dimensions_);
  }

  /// The points whose margin is at least so much.
  std::vector<std::size_t> at_least(double threshold) const {
    std::vector<std::size_t> points;
    for (std::size_t i = 0; i < size_; ++i) {
      if (margin_[i] >= threshold) points.push_back(i);
    }
    return points;
  }

  /// As many as there are chains, each subset of them as likely as any other (a partial Fisher-Yates
  /// shuffle).
  std::vector<std::size_t> some_of(std::vector<std::size_t> points) const {
    const std::uint64_t key = random::mix64(seed_, random::fnv1a64("subset seeds"));
    for (std::size_t i = 0; i < seeds_; ++i) {
      const std::uint64_t draw = random::mix64(key, (result_.levels << 32U) + i);
      std::swap(points[i], points[i + draw % (points.size() - i)]);
    }
    points.resize(seeds_);
    return points;
  }

  /// Chains of `share` points from each seed, all one step at a time: y = keep x + move z, taken when it
  /// stays above the threshold.
  void walk(const std::vector<std::size_t>& seeds, double threshold) {
    std::vector<double> next(points_.size());
    std::vector<double> next_margin(size_);
    std::vector<double> at(seeds_ * dimensions_);
    std::vector<double> at_margin(seeds_);
    for (std::size_t s = 0; s < seeds_; ++s) {
      const auto seed = point(points_, seeds[s]);
      std::copy(seed.begin(), seed.end(), point(at, s).begin());
      at_margin[s] = margin_[seeds[s]];
    }
    std::vector<double> proposal(at.size());
    std::vector<double> proposal_margin(seeds_);
    for (std::uint32_t step = 0; step < share; ++step) {
      const std::vector<double> z =
          normals(seed_, static_cast<std::uint32_t>(result_.levels), step, seeds_, dimensions_);
      const double move = std::min(1.0, scale_);
      const double keep = std::sqrt(1 - move * move);
      for (std::size_t i = 0; i < at.size(); ++i)
        proposal[i] = keep * at[i] + move * z[i];
      evaluate(proposal, seeds_, proposal_margin.data());
      std::size_t taken = 0;
      for (std::size_t s = 0; s < seeds_; ++s) {
        if (proposal_margin[s] >= threshold) {
          const auto from = point(proposal, s);
          std::copy(from.begin(), from.end(), point(at, s).begin());
          at_margin[s] = proposal_margin[s];
          ++taken;
        }
        const auto now = point(at, s);
        std::copy(now.begin(), now.end(), point(next, step * seeds_ + s).begin());
        next_margin[step * seeds_ + s] = at_margin[s];
      }
      const double rate = static_cast<double>(taken) / static_cast<double>(seeds_);
      scale_ *= std::exp((rate - acceptance) / std::sqrt(static_cast<double>(step + 1)));
    }
    points_ = std::move(next);
    margin_ = std::move(next_margin);
  }

  void keep(const std::vector<std::size_t>& hits) {
    for (const std::size_t i : hits) {
      const auto hit = point(points_, i);
      result_.in_event.insert(result_.in_event.end(), hit.begin(), hit.end());
    }
  }

  std::size_t dimensions_, size_, seeds_;
  std::uint64_t seed_;
  const MarginFunction& margins_;
  double scale_ = 0.6;
  std::vector<double> points_, margin_;
  SubsetResult result_;
};

}  // namespace

SubsetResult subset_simulation(std::size_t dimensions, std::size_t size, std::uint64_t seed,
                               const MarginFunction& margins) {
  return Subset(dimensions, size, seed, margins).run();
}

}  // namespace leontide::analysis
