#include "random/quantile_table.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <exception>

#include "lanes/elementary.hpp"
#include "lanes/width.hpp"

namespace leontide::random {
namespace {

namespace bm = boost::math;

constexpr double score_reach = 8.25;
constexpr double score_part = 2 * score_reach / 256;
constexpr double negligible =
    1e-30;  // below it the first term of the series of a distribution function is all of it

// Underflow to zero and overflow to infinity are dealt with here.
using Quiet = bm::policies::policy<bm::policies::underflow_error<bm::policies::ignore_error>,
                                   bm::policies::overflow_error<bm::policies::ignore_error>,
                                   bm::policies::denorm_error<bm::policies::ignore_error>>;

double normal_density(double z) {
  return std::exp(-z * z / 2) * 0.39894228040143267794;
}
double normal_share(double z) {
  return 0.5 * bm::erfc(-z / std::sqrt(2.0));
}

}  // namespace

QuantileTable::QuantileTable(Transform transform, double first, const std::vector<Knot>& nodes)
    : transform_(transform), first_(first) {
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
    // Value, slope and curvature at both ends, the part being one long.
    const double a = nodes[i].value, b = nodes[i].slope * score_part,
                 c = nodes[i].curvature * score_part * score_part / 2;
    const double d = nodes[i + 1].value - a - b - c;
    const double e = nodes[i + 1].slope * score_part - b - 2 * c;
    const double f = nodes[i + 1].curvature * score_part * score_part - 2 * c;
    pieces_.push_back({a, b, c, 10 * d - 4 * e + f / 2, -15 * d + 7 * e - f, 6 * d - 3 * e + f / 2});
  }
}

void QuantileTable::transformed(const double* z, double* y) const noexcept {
  const bool odd = transform_ == Transform::odd;
  const double last = static_cast<double>(pieces_.size());
  for (std::size_t lane = 0; lane < lanes::width; ++lane) {
    const double at = std::clamp(((odd ? std::fabs(z[lane]) : z[lane]) - first_) / score_part, 0.0, last);
    const std::size_t i = std::min(static_cast<std::size_t>(at), pieces_.size() - 1);
    const double t = at - static_cast<double>(i);
    const auto& p = pieces_[i];
    const double value = p[0] + t * (p[1] + t * (p[2] + t * (p[3] + t * (p[4] + t * p[5]))));
    y[lane] = transform_ == Transform::logistic ? -value : value;
  }
}

void QuantileTable::operator()(const double* z, double* x) const noexcept {
  double smooth[lanes::width];
  transformed(z, smooth);
  lanes::exponential(smooth, smooth, lanes::width);
  switch (transform_) {
    case Transform::exponential: std::copy_n(smooth, lanes::width, x); break;
    case Transform::logistic:
      for (std::size_t lane = 0; lane < lanes::width; ++lane)
        x[lane] = 1 / (1 + smooth[lane]);
      break;
    case Transform::odd:
      for (std::size_t lane = 0; lane < lanes::width; ++lane)
        x[lane] = z[lane] * smooth[lane];
      break;
  }
}

namespace {

struct BetaPoint {
  double x, rest;  // rest = 1 - x, without loss when x is near one
};

// The quantile at the shares below and above it.
BetaPoint beta_quantile(double alpha, double beta, double below, double above) {
  try {
    BetaPoint point{0, 0};
    point.x = below < above ? bm::ibeta_inv(alpha, beta, below, &point.rest, Quiet())
                            : bm::ibetac_inv(alpha, beta, above, &point.rest, Quiet());
    return point;
  } catch (const std::exception&) {
    // Boost's search now and then finds no root: bisect log(x / (1 - x)) instead.
    const auto point_of = [](double y) { return BetaPoint{1 / (1 + std::exp(-y)), 1 / (1 + std::exp(y))}; };
    double low = -700, high = 700;
    for (int i = 0; i < 64; ++i) {
      const double y = (low + high) / 2;
      const auto [x, rest] = point_of(y);
      const bool too_low = below < above ? bm::ibeta(alpha, beta, x, Quiet()) < below
                                         : bm::ibeta(beta, alpha, rest, Quiet()) > above;
      (too_low ? low : high) = y;
    }
    return point_of(low);
  }
}

}  // namespace

// With y = log(x / (1 - x)), y' = normal density / density of y, and the log density of y has the derivative
// alpha (1 - x) - beta x.
QuantileTable beta_table(double alpha, double beta) {
  const double scale = std::log(bm::beta(alpha, beta, Quiet()));
  std::vector<QuantileTable::Knot> nodes;
  for (int i = 0; i <= 256; ++i) {
    const double z = -score_reach + i * score_part;
    const double below = normal_share(z), above = normal_share(-z);
    const auto [x, rest] = beta_quantile(alpha, beta, below, above);
    double y = 0, density = 0, bend = 0;
    if (x < negligible) {
      y = (std::log(below) + std::log(alpha) + scale) / alpha;
      density = alpha * below;
      bend = alpha;
    } else if (rest < negligible) {
      y = -(std::log(above) + std::log(beta) + scale) / beta;
      density = beta * above;
      bend = -beta;
    } else {
      y = std::log(x) - std::log(rest);
      density = x < 0.5 ? bm::ibeta_derivative(alpha, beta, x, Quiet()) * x * rest
                        : bm::ibeta_derivative(beta, alpha, rest, Quiet()) * x * rest;
      bend = alpha * rest - beta * x;
    }
    const double slope = normal_density(z) / density;
    nodes.push_back({y, slope, slope * (-z - bend * slope)});
  }
  return {QuantileTable::Transform::logistic, -score_reach, nodes};
}

// With y = log x, the log density of y has the derivative shape - x.
QuantileTable gamma_table(double shape) {
  const bm::gamma_distribution<double, Quiet> law(shape);
  std::vector<QuantileTable::Knot> nodes;
  for (int i = 0; i <= 256; ++i) {
    const double z = -score_reach + i * score_part;
    const double below = normal_share(z);
    const double x = z < 0 ? bm::quantile(law, below) : bm::quantile(bm::complement(law, normal_share(-z)));
    double y = 0, density = 0;
    if (x < negligible) {
      y = (std::log(below) + bm::lgamma(shape + 1)) / shape;
      density = shape * below;
    } else {
      y = std::log(x);
      density = bm::gamma_p_derivative(shape, x, Quiet()) * x;
    }
    const double slope = normal_density(z) / density;
    nodes.push_back({y, slope, slope * (-z - (shape - std::exp(y)) * slope)});
  }
  return {QuantileTable::Transform::exponential, -score_reach, nodes};
}

// With x = z e^y, an even function of z: y' = x'/x - 1/z, where x'/x = normal density / (x density of x),
// whose log has the derivative -z + (df + 1) x'/x x^2 / (df + x^2). At zero the series x = c z + d z^3 gives
// y'' = 2 d / c.
QuantileTable student_t_table(double df) {
  const bm::students_t_distribution<double, Quiet> law(df);
  const double c = normal_density(0) / bm::pdf(law, 0.0);
  std::vector<QuantileTable::Knot> nodes = {{std::log(c), 0, 2 * ((df + 1) / (2 * df) * c * c - 0.5) / 3}};
  for (int i = 1; i <= 128; ++i) {
    const double z = i * score_part;
    const double above = normal_share(-z);
    const double x = bm::quantile(bm::complement(law, above));
    const double remote = 1e10 * std::sqrt(df);  // from here on the share above is that of a Pareto law
    const double ratio = normal_density(z) / (x > remote ? df * above : x * bm::pdf(law, x));
    const double bend = ratio * (-z + ((df + 1) / (1 + df / x / x) - 1) * ratio);
    nodes.push_back({std::log(x / z), ratio - 1 / z, bend + 1 / (z * z)});
  }
  return {QuantileTable::Transform::odd, 0, nodes};
}

}  // namespace leontide::random
