#include "analysis/latent/contour.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/gemm.hpp"
#include "lanes/width.hpp"

namespace leontide::analysis {

using lanes::width;

namespace {

constexpr double near_enough = 1e-4;  // of a figure's error
constexpr double same_root = 1e-2;    // two points nearer than so many errors, by the slopes, are one
constexpr double slope_reach = 1e-5;  // in scores
constexpr double longest_step = 1.5;
constexpr int most_steps = 10;

std::uint64_t bit(std::size_t lane) {
  return std::uint64_t{1} << lane;
}

/// The scores' part along the directions, [directions][64], and what is left of them, [coordinates][64].
void split(const Contour& contour, std::size_t dimensions, const double* scores, double* part, double* base) {
  const std::size_t count = contour.figures.size();
  lanes::multiply(contour.directions.data(), count, dimensions, scores, part);
  std::copy_n(scores, dimensions * width, base);
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      const double direction = contour.directions[k * dimensions + d];
      if (direction == 0) continue;
      for (std::size_t lane = 0; lane < width; ++lane)
        base[d * width + lane] -= direction * part[k * width + lane];
    }
  }
}

/// The scores of which `base` is left and `part` is along the directions.
void join(const Contour& contour, std::size_t dimensions, const double* base, const double* part,
          double* scores) {
  std::copy_n(base, dimensions * width, scores);
  for (std::size_t k = 0; k < contour.figures.size(); ++k) {
    for (std::size_t d = 0; d < dimensions; ++d) {
      const double direction = contour.directions[k * dimensions + d];
      if (direction == 0) continue;
      for (std::size_t lane = 0; lane < width; ++lane)
        scores[d * width + lane] += direction * part[k * width + lane];
    }
  }
}

/// The part with its jumps.
void jump(const double* jumps, std::size_t count, double* part) {
  for (std::size_t i = 0; jumps != nullptr && i < count * width; ++i)
    part[i] = std::isnan(jumps[i]) ? part[i] : jumps[i];
}

/// Lanes where two parts are the same point, as far as slopes [figures][directions][64] tell.
std::uint64_t same(const double* slopes, const double* one, const double* other, std::size_t count) {
  std::uint64_t found = 0;
  for (std::size_t lane = 0; lane < width; ++lane) {
    double largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      double apart = 0;
      for (std::size_t j = 0; j < count; ++j)
        apart += slopes[(i * count + j) * width + lane] * (one[j * width + lane] - other[j * width + lane]);
      largest = std::max(largest, std::isfinite(apart) ? std::fabs(apart) : HUGE_VAL);
    }
    if (largest < same_root) found |= bit(lane);
  }
  return found;
}

}  // namespace

ContourMover::ContourMover(IslandRunner& runner, const std::vector<Seen>& figures)
    : runner_(runner), figures_(figures), dimensions_(runner.run_of.plan.coordinates.size()) {}

std::uint64_t ContourMover::run(const double* scores, double* values) {
  const std::uint64_t completed = runner_.run(scores);
  for (std::size_t f = 0; f < figures_.size(); ++f)
    std::copy_n(runner_.workspace.output(figures_[f].output, figures_[f].step), width, values + f * width);
  ++runs_;
  return completed;
}

/// How far the value of one of the contour's figures lies from it, in errors.
double ContourMover::distance(const ContourAim& aim, const double* values, std::size_t row,
                              std::size_t lane) const {
  const std::size_t f = aim.contour.figures[row];
  return (values[f * width + lane] - figures_[f].value) / aim.errors[f];
}

/// [figures][directions][64] by differences; the lanes where all complete.
std::uint64_t ContourMover::slopes_at(const ContourAim& aim, const double* scores, const double* values,
                                      double* slopes) {
  const std::size_t count = aim.contour.figures.size();
  lanes::AlignedVector beside(dimensions_ * width), found(figures_.size() * width);
  std::uint64_t completed = ~std::uint64_t{0};
  for (std::size_t j = 0; j < count; ++j) {
    for (std::size_t d = 0; d < dimensions_; ++d) {
      const double reach = slope_reach * aim.contour.directions[j * dimensions_ + d];
      for (std::size_t i = d * width; i < (d + 1) * width; ++i)
        beside[i] = scores[i] + reach;
    }
    completed &= run(beside.data(), found.data());
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t lane = 0; lane < width; ++lane)
        slopes[(i * count + j) * width + lane] =
            (distance(aim, found.data(), i, lane) - distance(aim, values, i, lane)) / slope_reach;
    }
  }
  return completed;
}

/// From `root.part` to where the figures' distances are `rests`, for the lanes in `root.found`.
void ContourMover::solve(const ContourAim& aim, const double* base, const double* rests,
                         statistics::LaneNewton& newton, Root& root) {
  const std::size_t count = aim.contour.figures.size();
  std::vector<double> apart(count * width), before(count * width), change(count * width), step(count * width);
  std::uint64_t sought = root.found;
  root.found = 0;
  for (int turn = 0; turn < most_steps && sought != 0; ++turn) {
    join(aim.contour, dimensions_, base, root.part.data(), root.scores.data());
    sought &= run(root.scores.data(), root.values.data());
    for (std::size_t lane = 0; lane < width; ++lane) {
      if ((sought & bit(lane)) == 0) continue;
      double largest = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t here = i * width + lane;
        apart[here] = distance(aim, root.values.data(), i, lane) - rests[here];
        change[here] = apart[here] - before[here];
        largest = std::max(largest, std::isfinite(apart[here]) ? std::fabs(apart[here]) : HUGE_VAL);
      }
      if (largest < near_enough) root.found |= bit(lane);
      if (largest < near_enough || largest == HUGE_VAL) sought &= ~bit(lane);
      if (turn > 0 && (sought & bit(lane)) != 0) newton.learn(step.data(), change.data(), lane);
    }
    if (sought == 0) return;
    before = apart;
    newton.step(apart.data(), longest_step, step.data());
    for (std::size_t i = 0; i < count * width; ++i)
      root.part[i] += (sought & bit(i % width)) != 0 ? step[i] : 0;
  }
}

std::uint64_t ContourMover::move(const ContourAim& aim, double* proposal, double* values, double* log_ratio) {
  const std::size_t count = aim.contour.figures.size();
  const std::size_t all = dimensions_ * width, along = count * width;
  statistics::LaneNewton newton(count);
  lanes::AlignedVector slopes(count * along), base(all), part(along), unused(along);
  alignas(lanes::alignment) double size[width], size_there[width];
  split(aim.contour, dimensions_, aim.scores, part.data(), base.data());
  Root there{lanes::AlignedVector(all), lanes::AlignedVector(figures_.size() * width), part, 0};
  there.found = slopes_at(aim, aim.scores, aim.values, slopes.data());
  newton.start(slopes.data(), size);
  for (std::size_t lane = 0; lane < width; ++lane)
    there.found &= std::isfinite(size[lane]) ? ~std::uint64_t{0} : ~bit(lane);
  Root back = there;
  lanes::AlignedVector base_there(all);
  split(aim.contour, dimensions_, aim.moved, unused.data(), base_there.data());
  jump(aim.jump, count, there.part.data());
  solve(aim, base_there.data(), aim.rests, newton, there);
  if (there.found == 0) return 0;

  std::vector<double> rests(along);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t lane = 0; lane < width; ++lane)
      rests[i * width + lane] = distance(aim, aim.values, i, lane);
  }
  back.part = there.part;
  jump(aim.jump_back, count, back.part.data());
  lanes::AlignedVector slopes_there(count * along);
  back.found = there.found & slopes_at(aim, there.scores.data(), there.values.data(), slopes_there.data());
  newton.start(slopes_there.data(), size_there);
  for (std::size_t lane = 0; lane < width; ++lane)
    back.found &= std::isfinite(size_there[lane]) ? ~std::uint64_t{0} : ~bit(lane);
  solve(aim, base.data(), rests.data(), newton, back);
  back.found &= same(slopes.data(), back.part.data(), part.data(), count);

  std::copy(there.scores.begin(), there.scores.end(), proposal);
  std::copy(there.values.begin(), there.values.end(), values);
  for (std::size_t lane = 0; lane < width; ++lane) {
    double gain = size[lane] - size_there[lane];
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t here = i * width + lane;
      const double rest = distance(aim, values, i, lane);
      gain += (part[here] * part[here] - there.part[here] * there.part[here]) / 2;
      gain += (rest * rest - rests[here] * rests[here]) / 2;
    }
    log_ratio[lane] += gain;
  }
  return back.found;
}

}  // namespace leontide::analysis
