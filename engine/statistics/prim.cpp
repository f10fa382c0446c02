#include "statistics/prim.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <stdexcept>

#include "statistics/resample.hpp"

namespace leontide::statistics {
namespace {

struct Tally {
  std::uint64_t draws = 0, hits = 0;
};

bool inside(const Cases& cases, const std::vector<Limits>& limits, std::size_t draw) {
  for (std::size_t d = 0; d < limits.size(); ++d)
    if (!limits[d].holds(cases.x[d][draw])) return false;
  return true;
}

Tally tally(const Cases& cases, const std::vector<Limits>& limits,
            std::span<const std::uint32_t> weights = {}) {
  Tally result;
  for (std::size_t i = 0; i < cases.hits.size(); ++i) {
    if (!inside(cases, limits, i)) continue;
    const std::uint64_t weight = weights.empty() ? 1 : weights[i];
    result.draws += weight;
    if (cases.hits[i] != 0) result.hits += weight;
  }
  return result;
}

double ratio(std::uint64_t above, std::uint64_t below) {
  return below == 0 ? 0 : static_cast<double>(above) / static_cast<double>(below);
}

double score(const Box& box) {
  const double sum = box.coverage + box.density;
  return sum > 0 ? 2 * box.coverage * box.density / sum : 0;
}

double quasi_p(const Cases& cases, const Box& box, std::size_t dimension) {
  if (!box.limits[dimension].restricted()) return 1;
  std::vector<Limits> without = box.limits;
  without[dimension] = {};
  const Tally wide = tally(cases, without), narrow = tally(cases, box.limits);
  if (narrow.hits == 0) return 1;
  const double h = static_cast<double>(narrow.hits), n = static_cast<double>(narrow.draws);
  return boost::math::ibeta(h, n - h + 1, ratio(wide.hits, wide.draws));
}

// Restrictions that the draws do not bear out go, the weakest first.
Box without_insignificant(const Cases& cases, Box box, double significance) {
  while (box.restricted > 0) {
    const std::vector<double> p = quasi_p_values(cases, box);
    std::size_t weakest = p.size();
    for (std::size_t d = 0; d < p.size(); ++d)
      if (box.limits[d].restricted() && (weakest == p.size() || p[d] > p[weakest])) weakest = d;
    if (p[weakest] <= significance) break;
    box.limits[weakest] = {};
    box = measured(cases, box.limits);
  }
  return box;
}

// The end of dimension d moved outwards over the next values, up to `share` of the draws in the box.
Limits widened(const Cases& cases, const Box& box, std::size_t d, bool low, double share) {
  std::vector<Limits> without = box.limits;
  without[d] = {};
  std::vector<double> outside;
  const Limits now = box.limits[d];
  for (std::size_t i = 0; i < cases.hits.size(); ++i) {
    const double x = cases.x[d][i];
    if ((low ? x < now.low : x > now.high) && inside(cases, without, i)) outside.push_back(low ? -x : x);
  }
  Limits wider = now;
  (low ? wider.low : wider.high) = Limits{}.*(low ? &Limits::low : &Limits::high);
  const double draws = box.mass * static_cast<double>(cases.hits.size());
  const auto count = static_cast<std::size_t>(std::max(1.0, std::floor(share * draws)));
  if (outside.size() <= count) return wider;
  std::nth_element(outside.begin(), outside.begin() + static_cast<std::ptrdiff_t>(count - 1), outside.end());
  const double edge = outside[count - 1];
  (low ? wider.low : wider.high) = low ? -edge : edge;
  return wider;
}

void check(const Cases& cases) {
  const std::size_t n = cases.hits.size();
  const auto differs = [&](std::span<const double> x) { return x.size() != n; };
  if (n == 0 || std::any_of(cases.x.begin(), cases.x.end(), differs))
    throw std::invalid_argument("discover: no draws, or factors and hits of different lengths");
}

}  // namespace

Box measured(const Cases& cases, std::vector<Limits> limits, std::span<const std::uint32_t> weights) {
  const Tally here = tally(cases, limits, weights);
  const Tally all = tally(cases, std::vector<Limits>(limits.size()), weights);
  Box box{std::move(limits), ratio(here.hits, all.hits), ratio(here.hits, here.draws),
          ratio(here.draws, all.draws), 0};
  for (const Limits& one : box.limits)
    box.restricted += one.restricted() ? 1 : 0;
  return box;
}

std::size_t choose(const std::vector<Box>& trajectory, const PrimOptions& options) {
  double best = 0;
  for (const Box& box : trajectory)
    best = std::max(best, score(box));
  std::size_t chosen = trajectory.size();
  for (std::size_t i = 0; i < trajectory.size(); ++i) {
    const Box& box = trajectory[i];
    if (score(box) < (1 - options.allowance) * best) continue;
    const bool first = chosen == trajectory.size();
    if (first || box.restricted < trajectory[chosen].restricted ||
        (box.restricted == trajectory[chosen].restricted && score(box) > score(trajectory[chosen])))
      chosen = i;
  }
  return chosen;
}

Box paste(const Cases& cases, const Box& box, const PrimOptions& options) {
  Box current = box;
  while (true) {
    Box best = current;
    for (std::size_t d = 0; d < current.limits.size(); ++d) {
      for (const bool low : {true, false}) {
        if (!std::isfinite(low ? current.limits[d].low : current.limits[d].high)) continue;
        std::vector<Limits> limits = current.limits;
        limits[d] = widened(cases, current, d, low, options.paste);
        Box grown = measured(cases, std::move(limits));
        if (grown.density > best.density) best = std::move(grown);
      }
    }
    if (best == current) return current;
    current = std::move(best);
  }
}

std::vector<double> quasi_p_values(const Cases& cases, const Box& box) {
  std::vector<double> values;
  for (std::size_t d = 0; d < box.limits.size(); ++d)
    values.push_back(quasi_p(cases, box, d));
  return values;
}

Discovery discover(const Cases& cases, const PrimOptions& options) {
  check(cases);
  Discovery result;
  const Orders orders = orders_of(cases);
  result.trajectory = peel(cases, orders, options);
  result.chosen = choose(result.trajectory, options);
  result.box = without_insignificant(cases, result.trajectory[result.chosen], options.significance);
  result.box = paste(cases, result.box, options);
  result.quasi_p = quasi_p_values(cases, result.box);
  result.frequency.resize(cases.x.size());
  for (std::uint32_t b = 0; b < options.resamples; ++b) {
    const auto weights = bootstrap_counts(options.seed, b, cases.hits.size());
    const std::vector<Box> trajectory = peel(cases, orders, options, weights);
    const Box& box = trajectory[choose(trajectory, options)];
    for (std::size_t d = 0; d < box.limits.size(); ++d)
      if (box.limits[d].restricted()) ++result.frequency[d];
  }
  for (double& frequency : result.frequency)
    frequency /= std::max(1U, options.resamples);
  return result;
}

}  // namespace leontide::statistics
