#include "random/mixture_table.hpp"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "lanes/normal.hpp"
#include "random/marginal.hpp"

namespace leontide::random {
namespace {

namespace bm = boost::math;

double normal_below(double z) {
  return 0.5 * bm::erfc(-z / std::sqrt(2.0));
}

Shares of_beta(double alpha, double beta, double share) {
  if (share <= 0) return {0, 1};
  if (share >= 1) return {1, 0};
  return {bm::ibeta(alpha, beta, share), bm::ibetac(alpha, beta, share)};
}

struct At {
  double x;

  Shares operator()(const Uniform& l) const {
    const double share = std::clamp((x - l.low) / (l.high - l.low), 0.0, 1.0);
    return {share, std::clamp((l.high - x) / (l.high - l.low), 0.0, 1.0)};
  }
  Shares operator()(const Normal& l) const {
    const double z = (x - l.mean) / l.sd;
    return {normal_below(z), normal_below(-z)};
  }
  Shares operator()(const Lognormal& l) const {
    if (x <= 0) return {0, 1};
    const double z = std::log(x / l.median) / l.sigma;
    return {normal_below(z), normal_below(-z)};
  }
  Shares operator()(const Triangular& l) const {
    const double range = l.high - l.low;
    if (x <= l.low) return {0, 1};
    if (x >= l.high) return {1, 0};
    if (x < l.mode) {
      const double below = (x - l.low) * (x - l.low) / (range * (l.mode - l.low));
      return {below, 1 - below};
    }
    const double above = (l.high - x) * (l.high - x) / (range * (l.high - l.mode));
    return {1 - above, above};
  }
  Shares operator()(const Pert& l) const {
    const double range = l.high - l.low;
    return of_beta(1 + l.shape * (l.mode - l.low) / range, 1 + l.shape * (l.high - l.mode) / range,
                   (x - l.low) / range);
  }
  Shares operator()(const Beta& l) const { return of_beta(l.alpha, l.beta, (x - l.low) / (l.high - l.low)); }
  Shares operator()(const Gamma& l) const {
    if (x <= 0) return {0, 1};
    return {bm::gamma_p(l.shape, x / l.scale), bm::gamma_q(l.shape, x / l.scale)};
  }
  Shares operator()(const StudentT& l) const {
    const bm::students_t_distribution<double> law(l.df);
    const double t = (x - l.location) / l.scale;
    return {bm::cdf(law, t), bm::cdf(bm::complement(law, t))};
  }
  // Measured from the side on which the interval lies, where differences of shares keep their digits.
  Shares operator()(const TruncatedNormal& l) const {
    if (x <= l.low) return {0, 1};
    if (x >= l.high) return {1, 0};
    double from = (l.low - l.mean) / l.sd, here = (x - l.mean) / l.sd, to = (l.high - l.mean) / l.sd;
    const bool mirrored = from > 0;
    if (mirrored) {
      std::swap(from, to);
      from = -from, here = -here, to = -to;
    }
    const double first = normal_below(from), middle = normal_below(here), last = normal_below(to);
    const double nearer = (middle - first) / (last - first), farther = (last - middle) / (last - first);
    return mirrored ? Shares{farther, nearer} : Shares{nearer, farther};
  }
  Shares operator()(const Weibull& l) const {
    if (x <= 0) return {0, 1};
    const double hazard = std::pow(x / l.scale, l.shape);
    return {-std::expm1(-hazard), std::exp(-hazard)};
  }
  template <class Other>
  Shares operator()(const Other&) const {
    throw std::invalid_argument("a part of a mixture needs a density");
  }
};

struct Parts {
  std::vector<double> weights;
  std::vector<Law> laws;
  std::vector<Marginal> marginals;
};

Parts parts_of(const Mixture& mixture) {
  Parts parts;
  const double sum = std::accumulate(mixture.weights.begin(), mixture.weights.end(), 0.0);
  for (std::size_t i = 0; i < mixture.parts.size(); ++i) {
    if (mixture.weights[i] == 0) continue;
    parts.weights.push_back(mixture.weights[i] / sum);
    parts.laws.push_back(mixture.parts[i].law);
    parts.marginals.push_back(make_marginal(parts.laws.back()));
  }
  return parts;
}

// The quantile at normal score z. It lies between the least and the largest of the parts' own.
double quantile(const Parts& parts, double z) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (const Marginal& marginal : parts.marginals) {
    double lane[lanes::width];
    std::fill_n(lane, lanes::width, z);
    if (!takes_normals(marginal)) lanes::normal_cdf(lane, lane, lanes::width);
    for (double& u : lane)
      u = takes_normals(marginal) ? u : std::clamp(u, 0x1p-53, 1 - 0x1p-53);
    draw(marginal, lane, lane);
    low = std::min(low, lane[0]);
    high = std::max(high, lane[0]);
  }
  const bool lower = z < 0;
  const double wanted = normal_below(lower ? z : -z);
  const auto excess = [&](double x) {
    double share = 0;
    for (std::size_t i = 0; i < parts.laws.size(); ++i) {
      const Shares shares = shares_at(parts.laws[i], x);
      share += parts.weights[i] * (lower ? shares.below : shares.above);
    }
    return lower ? share / wanted - 1 : 1 - share / wanted;
  };
  const double at_low = excess(low), at_high = excess(high);
  if (!(low < high) || at_low >= 0) return low;
  if (at_high <= 0) return high;
  std::uintmax_t steps = 200;
  const auto [left, right] = bm::tools::toms748_solve(excess, low, high, at_low, at_high,
                                                      bm::tools::eps_tolerance<double>(50), steps);
  return left + (right - left) / 2;
}

// The slope at a node between two rises: none where the function does not rise on one side, else central and
// small enough for the cubic not to turn back.
double slope(double before, double after) {
  return std::min((before + after) / 2, 3 * std::min(before, after));
}

}  // namespace

Shares shares_at(const Law& law, double x) {
  return std::visit(At{x}, law);
}

/// Whether a cubic follows `quantile`, a function of the share of its piece, to within `tolerance`.
template <class Quantile>
bool MixtureTable::follows(const Cubic& piece, double tolerance, Quantile quantile) {
  for (const double share : {0.25, 0.5, 0.75}) {
    if (std::fabs(quantile(share) - cubic(piece, share)) > tolerance) return false;
  }
  return true;
}

/// Lines between shares of a piece, halved until none leads farther than `tolerance`, or the share is a
/// rounding of the score.
template <class Quantile>
void MixtureTable::halve(const Line& line, double tolerance, Quantile quantile, std::vector<Line>& lines) {
  constexpr double narrowest = 1e-10;
  const double middle = (line.low + line.high) / 2;
  if (line.to - line.from <= tolerance || line.high - line.low <= narrowest) {
    lines.push_back(line);
    return;
  }
  const double value = std::clamp(quantile(middle), line.from, line.to);
  halve({line.low, middle, line.from, value}, tolerance, quantile, lines);
  halve({middle, line.high, value, line.to}, tolerance, quantile, lines);
}

MixtureTable::MixtureTable(const Mixture& mixture) {
  const Parts parts = parts_of(mixture);
  std::vector<double> values, rises;
  for (std::size_t i = 0; i < node_count; ++i) {
    const double value = quantile(parts, -reach + static_cast<double>(i) * apart);
    // A root is found to its last digits only; equal quantiles must not step back.
    values.push_back(values.empty() ? value : std::max(value, values.back()));
  }
  for (std::size_t i = 0; i + 1 < node_count; ++i)
    rises.push_back(values[i + 1] - values[i]);
  for (std::size_t i = 0; i < rises.size(); ++i) {
    const double rise = rises[i];
    const double first = i == 0 ? rise : slope(rises[i - 1], rise);
    const double last = i + 1 == rises.size() ? rise : slope(rise, rises[i + 1]);
    pieces_.push_back({values[i], first, 3 * rise - 2 * first - last, first + last - 2 * rise});
  }
  constexpr auto a_score = static_cast<std::size_t>(1 / apart);
  const double spread = values[node_count / 2 + a_score] - values[node_count / 2 - a_score];
  for (std::size_t i = 0; i < rises.size(); ++i) {
    const double score = -reach + static_cast<double>(i) * apart;
    const auto quantile_at = [&](double share) { return quantile(parts, score + share * apart); };
    // In the tails of a heavy law a piece rises by more than all others together, and smoothly.
    const double tolerance = std::max(1e-3 * spread, 0.01 * rises[i]);
    if (rises[i] <= 0.01 * spread || follows(pieces_[i], tolerance, quantile_at)) continue;
    const std::size_t first = lines_.size();
    halve({0, 1, values[i], values[i + 1]}, tolerance, quantile_at, lines_);
    pieces_[i] = {std::numeric_limits<double>::quiet_NaN(), static_cast<double>(first),
                  static_cast<double>(lines_.size() - first), 0};
  }
}

void MixtureTable::follow_lines(const double* z, double* x) const noexcept {
  for (std::size_t lane = 0; lane < lanes::width; ++lane) {
    const auto [number, share] = at(z[lane]);
    const Cubic& piece = pieces_[number];
    if (!std::isnan(piece[0])) {
      x[lane] = cubic(piece, share);
      continue;
    }
    const auto first = lines_.begin() + static_cast<std::ptrdiff_t>(piece[1]);
    const auto last = first + static_cast<std::ptrdiff_t>(piece[2]) - 1;
    const auto& [low, high, from, to] =
        *std::lower_bound(first, last, share, [](const Line& line, double upto) { return line.high < upto; });
    x[lane] = from + (share - low) / (high - low) * (to - from);
  }
}

}  // namespace leontide::random
