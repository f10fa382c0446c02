#include "random/path.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>

#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "lanes/width.hpp"

namespace leontide::random {
namespace {

using lanes::width;

struct Make {
  const Centres& centres;

  Path operator()(const RandomWalk& l) const { return AffinePath{l.start, 0, 1, l.drift, l.sd, centres}; }
  Path operator()(const Ar1& l) const { return AffinePath{l.start, l.mean, l.phi, 0, l.sd, centres}; }
  Path operator()(const MeanReverting& l) const {
    const double sd = l.sd * std::sqrt(-std::expm1(-2 * l.rate) / (2 * l.rate));
    return AffinePath{l.start, l.mean, std::exp(-l.rate), 0, sd, centres};
  }
  Path operator()(const Gbm& l) const {
    return GrowthPath{l.start, l.drift - l.volatility * l.volatility / 2, l.volatility, nullptr, 0, 0,
                      centres};
  }
  Path operator()(const JumpDiffusion& l) const {
    return GrowthPath{l.start,      l.drift - l.volatility * l.volatility / 2,
                      l.volatility, std::make_shared<StepTable>(poisson_table(l.rate)),
                      l.jump_mean,  l.jump_sd,
                      centres};
  }
  Path operator()(const MarkovRegime& l) const {
    const std::size_t n = l.means.size();
    std::vector<double> cumulative(n * n);
    for (std::size_t from = 0; from < n; ++from) {
      const double* const row = l.transition.data() + from * n;
      const double whole = std::accumulate(row, row + n, 0.0);
      double sum = 0;
      for (std::size_t to = 0; to < n; ++to)
        cumulative[from * n + to] = sum += row[to] / whole;
      cumulative[from * n + n - 1] = 1;
    }
    return RegimePath{l.means, l.sds, std::move(cumulative), static_cast<std::size_t>(l.start - 1)};
  }
  Path operator()(const Ar& l) const {
    std::vector<double> start = l.start;
    if (start.size() == 1) start.assign(l.phi.size(), l.start.front());
    return LagPath{l.mean, l.sd, l.phi, std::move(start), centres};
  }
  Path operator()(const Bootstrap& l) const { return HistoryPath{l.history, l.block}; }
  template <class Distribution>
  Path operator()(const Distribution&) const {
    throw std::invalid_argument("a distribution has no path");
  }
};

struct Advance {
  const PathStep& s;

  static double centre(const Centres& centres, std::size_t step) {
    return centres.empty() ? 0 : centres[step];
  }

  void operator()(const AffinePath& p) const {
    const double before = p.mean + centre(p.centres, s.at - 1);
    const double now = p.mean + centre(p.centres, s.at);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i) {
      s.out[i] = now + p.keep * (s.previous[i] - before) + p.drift + p.sd * s.z[i];
    }
  }

  void operator()(const GrowthPath& p) const {
    double change[width], sizes[width];
    const double drift = p.drift + (centre(p.centres, s.at) - centre(p.centres, s.at - 1));
    for (std::size_t i = 0; i < width; ++i)
      change[i] = drift + p.volatility * s.z[i];
    if (p.jumps != nullptr) {
      lanes::normal_quantile(s.more[1], sizes, width);
      for (std::size_t i = 0; i < width; ++i) {
        const double count = (*p.jumps)(s.more[0][i]);
        change[i] +=
            count * p.jump_mean + std::sqrt(count) * p.jump_sd * sizes[i];  // the sum of `count` normals
      }
    }
    lanes::exponential(change, change, width);
    for (std::size_t i = 0; i < width; ++i)
      s.out[i] = s.previous[i] * change[i];
  }

  void operator()(const RegimePath& p) const {
    const std::size_t n = p.means.size();
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t from = s.regime[i] == 0 ? p.start : static_cast<std::size_t>(s.regime[i]) - 1;
      std::size_t to = 0;
      while (p.cumulative[from * n + to] < s.more[0][i])
        ++to;
      s.regime[i] = static_cast<double>(to + 1);
      s.out[i] = p.means[to] + p.sds[to] * s.z[i];
    }
  }

  void operator()(const LagPath& p) const {
    const std::size_t order = p.keep.size();
    const double now = p.mean + centre(p.centres, s.at);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      s.out[i] = now + p.sd * s.z[i];
    for (std::size_t k = 1; k <= order; ++k) {
      const double keep = p.keep[k - 1];
      const double mean = p.mean + centre(p.centres, k > s.at ? 0 : s.at - k);
      if (k > s.at) {  // before step 0
        const double given = keep * (p.start[order - 1 + s.at - k] - mean);
        for (std::size_t i = 0; i < width; ++i)
          s.out[i] += given;
        continue;
      }
      const double* earlier = s.previous - static_cast<std::ptrdiff_t>(k - 1) * s.between;
      for (std::size_t i = 0; i < width; ++i)
        s.out[i] += keep * (earlier[i] - mean);
    }
  }

  void operator()(const HistoryPath& p) const {
    const double* const history = p.history.data();
    // Years as narrow numbers with a sign: those a gather takes.
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      s.out[i] = history[static_cast<std::int32_t>(s.regime[i])];
  }
};

}  // namespace

Path make_path(const Law& law, const Centres& centres) {
  return std::visit(Make{centres}, law);
}

double start_of(const Path& path) noexcept {
  if (const auto* affine = std::get_if<AffinePath>(&path)) return affine->start;
  if (const auto* growth = std::get_if<GrowthPath>(&path)) return growth->start;
  if (const auto* lagged = std::get_if<LagPath>(&path)) return lagged->start.back();
  if (const auto* years = std::get_if<HistoryPath>(&path)) return years->history.back();
  const auto& regimes = std::get<RegimePath>(path);
  return regimes.means[regimes.start];
}

int extra_draws(const Path& path) noexcept {
  if (const auto* growth = std::get_if<GrowthPath>(&path)) return growth->jumps != nullptr ? 2 : 0;
  return std::holds_alternative<RegimePath>(path) ? 1 : 0;
}

void next_year(const HistoryPath& path, std::size_t at, const double* u, double* year) noexcept {
  const auto years = static_cast<double>(path.history.size());
  const double block = at == 1 ? 1 : path.block;
  for (std::size_t i = 0; i < width; ++i) {
    const double begun = std::fmin(std::floor(u[i] * block * years), years - 1);
    const double next = year[i] + 1 < years ? year[i] + 1 : 0;
    year[i] = u[i] * block < 1 ? begun : next;
  }
}

void advance(const Path& path, const PathStep& step) noexcept {
  std::visit(Advance{step}, path);
}

}  // namespace leontide::random
