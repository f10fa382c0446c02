#include "random/score_table.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>

#include "lanes/elementary.hpp"
#include "lanes/width.hpp"

namespace leontide::random {
namespace {

namespace bm = boost::math;
using Quiet = bm::policies::policy<bm::policies::underflow_error<bm::policies::ignore_error>,
                                   bm::policies::overflow_error<bm::policies::ignore_error>,
                                   bm::policies::denorm_error<bm::policies::ignore_error>>;

constexpr double root_part = 1.0 / 64;
constexpr int parts = 12 * 64;

}  // namespace

ScoreTable::ScoreTable(double df) : df_(df) {
  const bm::students_t_distribution<double, Quiet> law(df);
  // At zero z = c x and w = x, each up to terms of the third order.
  values_.push_back(bm::pdf(law, 0.0) * std::sqrt(2 * M_PI));
  slopes_.push_back(0);
  for (int i = 1; i <= parts; ++i) {
    const double w = i * root_part;
    const double square = std::expm1(w * w / df);  // x^2 / df
    const double x = std::sqrt(df * square);
    const double above = bm::cdf(bm::complement(law, x));
    const double z = std::sqrt(2.0) * bm::erfc_inv(2 * above, Quiet());
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * M_PI);
    const double slope = bm::pdf(law, x) * w * (1 + square) / (x * density);
    values_.push_back(z / w);
    slopes_.push_back((slope - z / w) / w * root_part);
  }
}

void ScoreTable::operator()(const double* x, double* z) const noexcept {
  alignas(lanes::alignment) double ratio[lanes::width], size[lanes::width];
  for (std::size_t i = 0; i < lanes::width; ++i) {
    ratio[i] = x[i] * x[i] / df_;
    size[i] = 1 + ratio[i];
  }
  lanes::logarithm(size, size, lanes::width);
  for (std::size_t i = 0; i < lanes::width; ++i) {
    // log(1 + r) without loss where r is small (Goldberg 1991, ACM Computing Surveys 23, theorem 4).
    const double rounded = 1 + ratio[i];
    const double log = rounded == 1 ? ratio[i] : rounded > 2 ? size[i] : size[i] * (ratio[i] / (rounded - 1));
    const double w = std::min(std::sqrt(df_ * log), root_part * parts);
    const double at = w / root_part;
    const std::size_t k = std::min(static_cast<std::size_t>(at), static_cast<std::size_t>(parts - 1));
    const double t = at - static_cast<double>(k), s = 1 - t;
    const double value = s * s * ((1 + 2 * t) * values_[k] + t * slopes_[k]) +
                         t * t * ((1 + 2 * s) * values_[k + 1] - s * slopes_[k + 1]);
    z[i] = std::copysign(w * value, x[i]);
  }
}

}  // namespace leontide::random
