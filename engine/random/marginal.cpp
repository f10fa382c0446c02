#include "random/marginal.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "lanes/width.hpp"

namespace leontide::random {
namespace {

using lanes::width;

double normal_share(double z) {
  double in[8], out[8];
  std::fill_n(in, 8, z);
  lanes::normal_cdf(in, out, 8);
  return out[0];
}

Marginal constant(double value) {
  return Affine{value, 0, false};
}

Marginal scaled_beta(double alpha, double beta, double low, double high) {
  if (low == high) return constant(low);
  return Smooth{std::make_shared<QuantileTable>(beta_table(alpha, beta)), low, high - low};
}

struct Make {
  Marginal operator()(const Uniform& l) const { return Affine{l.low, l.high - l.low, false}; }
  Marginal operator()(const Normal& l) const { return Affine{l.mean, l.sd, true}; }
  Marginal operator()(const Lognormal& l) const { return ExponentialOfNormal{l.median, l.sigma}; }
  Marginal operator()(const Triangular& l) const {
    if (l.low == l.high) return constant(l.low);
    return TriangularInverse{l.low, l.mode, l.high};
  }
  Marginal operator()(const Pert& l) const {
    if (l.low == l.high) return constant(l.low);
    const double range = l.high - l.low;
    return scaled_beta(1 + l.shape * (l.mode - l.low) / range, 1 + l.shape * (l.high - l.mode) / range, l.low,
                       l.high);
  }
  Marginal operator()(const Beta& l) const { return scaled_beta(l.alpha, l.beta, l.low, l.high); }
  Marginal operator()(const Gamma& l) const {
    return Smooth{std::make_shared<QuantileTable>(gamma_table(l.shape)), 0, l.scale};
  }
  Marginal operator()(const StudentT& l) const {
    return Smooth{std::make_shared<QuantileTable>(student_t_table(l.df)), l.location, l.scale};
  }
  // An interval above the mean is mirrored, since shares near zero are finer than those near one.
  Marginal operator()(const TruncatedNormal& l) const {
    const double from = (l.low - l.mean) / l.sd, to = (l.high - l.mean) / l.sd;
    const bool mirrored = from > 0;
    const double first = normal_share(mirrored ? -to : from);
    const double range = normal_share(mirrored ? -from : to) - first;
    return TruncatedInverse{l.mean, l.sd, l.low, l.high, first, range, mirrored};
  }
  Marginal operator()(const Discrete& l) const {
    return Steps{std::make_shared<StepTable>(discrete_table(l.values, l.chances))};
  }
  Marginal operator()(const Empirical& l) const {
    return Steps{std::make_shared<StepTable>(empirical_table(l.values))};
  }
  Marginal operator()(const Poisson& l) const {
    return Steps{std::make_shared<StepTable>(poisson_table(l.mean))};
  }
  Marginal operator()(const Weibull& l) const { return WeibullInverse{1 / l.shape, l.scale}; }
  Marginal operator()(const Binomial& l) const {
    return Steps{std::make_shared<StepTable>(binomial_table(l.trials, l.chance))};
  }
  Marginal operator()(const NegativeBinomial& l) const {
    return Steps{std::make_shared<StepTable>(negative_binomial_table(l.successes, l.chance))};
  }
  Marginal operator()(const Mixture& l) const { return Mixed{std::make_shared<MixtureTable>(l)}; }
  Marginal operator()(const Dirichlet& l) const {
    return LogGamma{std::make_shared<QuantileTable>(gamma_table(l.alpha))};
  }
  Marginal operator()(const Constant& l) const { return constant(l.value); }
  template <class Process>
  Marginal operator()(const Process&) const {
    throw std::invalid_argument("a process has no quantile function");
  }
};

// Where `in` is `out`, a lane is read before it is written and never again: no loop waits for another lane.
struct DrawMarginal {
  const double* in;
  double* out;

  void operator()(const Affine& m) const {
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] = m.offset + m.factor * in[i];
  }
  void operator()(const ExponentialOfNormal& m) const {
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] = m.sigma * in[i];
    lanes::exponential(out, out, width);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] *= m.median;
  }
  void operator()(const TriangularInverse& m) const {
    const double range = m.high - m.low;
    const double at_mode = (m.mode - m.low) / range;
    const double below = range * (m.mode - m.low), above = range * (m.high - m.mode);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i) {
      const double rise = m.low + std::sqrt(below * in[i]);
      const double fall = m.high - std::sqrt(above * (1 - in[i]));
      out[i] = in[i] < at_mode ? rise : fall;
    }
  }
  void operator()(const TruncatedInverse& m) const {
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] = m.first + m.range * (m.mirrored ? 1 - in[i] : in[i]);
    lanes::normal_quantile(out, out, width);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i) {
      const double z = m.mirrored ? -out[i] : out[i];
      out[i] = std::clamp(m.mean + m.sd * z, m.low, m.high);
    }
  }
  void operator()(const WeibullInverse& m) const {
    double powers[width];
    std::fill_n(powers, width, m.power);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] = 1 - in[i];
    lanes::logarithm(out, out, width);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] = std::fabs(out[i]);
    lanes::power(out, powers, out, width);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] *= m.scale;
  }
  void operator()(const Mixed& m) const {
    (*m.table)(in, out);
  }
  void operator()(const Smooth& m) const {
    (*m.table)(in, out);
#pragma GCC ivdep
    for (std::size_t i = 0; i < width; ++i)
      out[i] = m.offset + m.factor * out[i];
  }
  void operator()(const LogGamma& m) const {
    m.table->logarithm(in, out);
  }
  void operator()(const Steps& m) const {
    for (std::size_t i = 0; i < width; ++i)
      out[i] = (*m.table)(in[i]);
  }
};

}  // namespace

Marginal make_marginal(const Law& law) {
  return std::visit(Make{}, law);
}

bool takes_normals(const Marginal& marginal) noexcept {
  if (const auto* affine = std::get_if<Affine>(&marginal)) return affine->normal;
  return std::holds_alternative<ExponentialOfNormal>(marginal) || std::holds_alternative<Smooth>(marginal) ||
         std::holds_alternative<Mixed>(marginal) || std::holds_alternative<LogGamma>(marginal);
}

void draw(const Marginal& marginal, const double* in, double* out) noexcept {
  std::visit(DrawMarginal{in, out}, marginal);
}

namespace {

const Marginal* find(std::span<const std::pair<Law, Marginal>> tables, const Law& law) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const auto& tabled) { return tabled.first == law; });
  return found == tables.end() ? nullptr : &found->second;
}

bool has_table(const Marginal& marginal) {
  return std::holds_alternative<Smooth>(marginal) || std::holds_alternative<Mixed>(marginal) ||
         std::holds_alternative<Steps>(marginal) || std::holds_alternative<LogGamma>(marginal);
}

/// Of most laws the marginal is a few numbers, made sooner than found.
bool may_have_table(const Law& law) {
  return !std::holds_alternative<Uniform>(law) && !std::holds_alternative<Normal>(law) &&
         !std::holds_alternative<Lognormal>(law) && !std::holds_alternative<Triangular>(law) &&
         !std::holds_alternative<TruncatedNormal>(law) && !std::holds_alternative<Weibull>(law) &&
         !std::holds_alternative<Constant>(law);
}

}  // namespace

Marginal MarginalMaker::make(const Law& law) {
  if (!may_have_table(law)) return make_marginal(law);
  if (const Marginal* made = find(made_, law)) return *made;
  const Marginal* known = known_ ? find(*known_, law) : nullptr;
  Marginal marginal = known != nullptr ? *known : make_marginal(law);
  if (has_table(marginal)) made_.emplace_back(law, marginal);
  return marginal;
}

}  // namespace leontide::random
