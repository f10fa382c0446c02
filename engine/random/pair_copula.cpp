#include "random/pair_copula.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "lanes/width.hpp"

namespace leontide::random {
namespace {

using lanes::width;

struct alignas(lanes::alignment) Lanes {
  double at[width];
  double& operator[](std::size_t i) { return at[i]; }
  double operator[](std::size_t i) const { return at[i]; }
};

template <class Function>
Lanes each(Function function) {
  Lanes out;
  for (std::size_t i = 0; i < width; ++i)
    out[i] = function(i);
  return out;
}

Lanes exponential(const Lanes& x) {
  Lanes out;
  lanes::exponential(x.at, out.at, width);
  return out;
}
Lanes logarithm(const Lanes& x) {
  Lanes out;
  lanes::logarithm(x.at, out.at, width);
  return out;
}

// log(1 + x) and e^x - 1 without loss near zero, from one call of log and of exp (Goldberg 1991, theorem 4,
// and Kahan's form of it; Higham 2002, Accuracy and Stability of Numerical Algorithms, section 1.14).
Lanes log_one_plus(const Lanes& x) {
  const Lanes whole = each([&](std::size_t i) { return 1 + x[i]; });
  const Lanes log = logarithm(whole);
  return each([&](std::size_t i) {
    const double rest = whole[i] - 1;
    return rest == 0 ? x[i] : std::fabs(rest) > 1 ? log[i] : log[i] * (x[i] / rest);
  });
}
Lanes exponential_less_one(const Lanes& x) {
  const Lanes power = exponential(x);
  const Lanes log = logarithm(power);
  return each([&](std::size_t i) {
    if (power[i] == 1) return x[i];
    return std::fabs(x[i]) > 1 ? power[i] - 1 : (power[i] - 1) * (x[i] / log[i]);
  });
}

// log(e^y - 1) for y > 0.
Lanes log_of_excess(const Lanes& y) {
  const Lanes lost = exponential_less_one(each([&](std::size_t i) { return -y[i]; }));
  const Lanes log = logarithm(each([&](std::size_t i) { return -lost[i]; }));
  return each([&](std::size_t i) { return y[i] + log[i]; });
}

// log(1 + e^a).
Lanes softened(const Lanes& a) {
  const Lanes tail = log_one_plus(exponential(each([&](std::size_t i) { return -std::fabs(a[i]); })));
  return each([&](std::size_t i) { return std::max(a[i], 0.0) + tail[i]; });
}

struct Shares {
  Lanes below, above;  // u and 1 - u, both with all their digits
};

Shares shares_of(const double* z) {
  Shares s;
  lanes::normal_cdf(z, s.below.at, width);
  s.above = each([&](std::size_t i) { return -z[i]; });
  lanes::normal_cdf(s.above.at, s.above.at, width);
  return s;
}

// -log u of a score.
Lanes minus_log(const double* z) {
  const Shares s = shares_of(z);
  const Lanes small = log_one_plus(each([&](std::size_t i) { return -std::min(s.above[i], 0.5); }));
  const Lanes large = logarithm(s.below);
  return each([&](std::size_t i) { return z[i] > 0 ? -small[i] : -large[i]; });
}

void score(const Shares& s, double* out) {
  Lanes least = each([&](std::size_t i) { return std::min(s.below[i], s.above[i]); });
  lanes::normal_quantile(least.at, least.at, width);
  for (std::size_t i = 0; i < width; ++i)
    out[i] = std::max(least[i], -37.0) * (s.below[i] < s.above[i] ? 1 : -1);
}

// Score of e^-b, b >= 0.
void score_of_minus_log(const Lanes& b, double* out) {
  const Lanes lost = exponential_less_one(each([&](std::size_t i) { return -b[i]; }));
  score({exponential(each([&](std::size_t i) { return -b[i]; })),
         each([&](std::size_t i) { return -lost[i]; })},
        out);
}

struct Gaussian {
  double correlation;
  void forward(const double* v, const double* x, double* out) const {
    const double scale = 1 / std::sqrt(1 - correlation * correlation);
    for (std::size_t i = 0; i < width; ++i)
      out[i] = std::clamp((x[i] - correlation * v[i]) * scale, -37.0, 37.0);
  }
  void inverse(const double* v, const double* p, double* out) const {
    const double scale = std::sqrt(1 - correlation * correlation);
    for (std::size_t i = 0; i < width; ++i)
      out[i] = correlation * v[i] + scale * p[i];
  }
};

// Given a t variable with df, the other over its conditional scale is t with df + 1 (Aas et al. 2009, B.2).
struct Student {
  const PairCopula& pair;
  Lanes scale(const Lanes& t) const {
    const double rest = (1 - pair.parameter * pair.parameter) / (pair.df + 1);
    return each([&](std::size_t i) { return std::sqrt((pair.df + t[i] * t[i]) * rest); });
  }
  void forward(const double* v, const double* x, double* out) const {
    Lanes given, other;
    pair.tables->quantile(v, given.at);
    pair.tables->quantile(x, other.at);
    const Lanes by = scale(given);
    const Lanes t = each([&](std::size_t i) { return (other[i] - pair.parameter * given[i]) / by[i]; });
    pair.tables->score_above(t.at, out);
  }
  void inverse(const double* v, const double* p, double* out) const {
    Lanes given, t;
    pair.tables->quantile(v, given.at);
    pair.tables->quantile_above(p, t.at);
    const Lanes by = scale(given);
    const Lanes other = each([&](std::size_t i) { return pair.parameter * given[i] + t[i] * by[i]; });
    pair.tables->score(other.at, out);
  }
};

// With a = -log v, b = -log x: -log h = (1 + 1/theta) log(1 + e^(-theta a) (e^(theta b) - 1)).
struct Clayton {
  double theta;
  void forward(const double* v, const double* x, double* out) const {
    const Lanes a = minus_log(v), b = minus_log(x);
    const Lanes excess = log_of_excess(each([&](std::size_t i) { return theta * b[i]; }));
    const Lanes sum = softened(each([&](std::size_t i) { return excess[i] - theta * a[i]; }));
    score_of_minus_log(each([&](std::size_t i) { return (1 + 1 / theta) * sum[i]; }), out);
  }
  void inverse(const double* v, const double* p, double* out) const {
    const Lanes a = minus_log(v), l = minus_log(p);
    const Lanes excess = log_of_excess(each([&](std::size_t i) { return theta / (1 + theta) * l[i]; }));
    const Lanes sum = softened(each([&](std::size_t i) { return excess[i] + theta * a[i]; }));
    score_of_minus_log(each([&](std::size_t i) { return sum[i] / theta; }), out);
  }
};

// With a, b as above and t = (a^theta + b^theta)^(1/theta) = a e^d: -log h = a (e^d - 1) + (theta - 1) d.
struct Gumbel {
  double theta;
  void forward(const double* v, const double* x, double* out) const {
    const Lanes a = minus_log(v);
    const Lanes log_a = logarithm(a), log_b = logarithm(minus_log(x));
    const Lanes d = softened(each([&](std::size_t i) { return theta * (log_b[i] - log_a[i]); }));
    const Lanes grown = exponential_less_one(each([&](std::size_t i) { return d[i] / theta; }));
    score_of_minus_log(each([&](std::size_t i) { return a[i] * grown[i] + (theta - 1) * d[i] / theta; }),
                       out);
  }
  // d is the root of a convex rising function and log(1 + l / a), l = -log h, lies above it, so that Newton's
  // steps fall to it without passing it.
  void inverse(const double* v, const double* p, double* out) const {
    const Lanes a = minus_log(v), l = minus_log(p);
    Lanes d = log_one_plus(each([&](std::size_t i) { return std::min(l[i] / a[i], 1e300); }));
    for (int turn = 0; turn < newton_steps; ++turn) {
      const Lanes grown = exponential_less_one(d);
      for (std::size_t i = 0; i < width; ++i) {
        const double value = a[i] * grown[i] + (theta - 1) * d[i] - l[i];
        d[i] = std::max(d[i] - value / (a[i] * (grown[i] + 1) + theta - 1), 0.0);
      }
    }
    const Lanes lost = exponential_less_one(each([&](std::size_t i) { return -theta * d[i]; }));
    const Lanes log = logarithm(each([&](std::size_t i) { return -lost[i]; }));
    // b = a e^d (1 - e^(-theta d))^(1/theta)
    const Lanes ratio = exponential(each([&](std::size_t i) { return d[i] + log[i] / theta; }));
    score_of_minus_log(each([&](std::size_t i) { return a[i] * ratio[i]; }), out);
  }
  static constexpr int newton_steps = 12;
};

// With E = e^(-theta v), X = e^(-theta x), F = e^-theta: h = E (1 - X) / (E (1 - X) + X - F).
struct Frank {
  double theta;
  Lanes decay(const Lanes& u) const {
    return exponential(each([&](std::size_t i) { return -theta * u[i]; }));
  }
  void forward(const double* v, const double* x, double* out) const {
    const Lanes e = decay(shares_of(v).below);
    const Shares other = shares_of(x);
    const Lanes lost = exponential_less_one(each([&](std::size_t i) { return -theta * other.below[i]; }));
    const Lanes gained = exponential_less_one(each([&](std::size_t i) { return theta * other.above[i]; }));
    const double f = std::exp(-theta);
    Shares h;
    for (std::size_t i = 0; i < width; ++i) {
      const double below = -e[i] * lost[i], above = f * gained[i];
      h.below[i] = below / (below + above);
      h.above[i] = above / (below + above);
    }
    score(h, out);
  }
  // With q = 1 - p and D = q E + p: e^(-theta x) = (q E + p F) / D and e^(theta (1 - x)) = 1 + q E (1 - F) /
  // (F D).
  void inverse(const double* v, const double* p, double* out) const {
    const Lanes e = decay(shares_of(v).below);
    const Shares share = shares_of(p);
    const double f = std::exp(-theta), rest = -std::expm1(-theta);
    const Lanes whole = each([&](std::size_t i) { return share.above[i] * e[i] + share.below[i]; });
    const Lanes ratio =
        each([&](std::size_t i) { return (share.above[i] * e[i] + share.below[i] * f) / whole[i]; });
    const Lanes far = logarithm(ratio);
    const Lanes near = log_one_plus(each([&](std::size_t i) { return -share.below[i] * rest / whole[i]; }));
    const Lanes above =
        log_one_plus(each([&](std::size_t i) { return share.above[i] * e[i] * rest / (f * whole[i]); }));
    score({each([&](std::size_t i) { return -(ratio[i] < 0.5 ? far[i] : near[i]) / theta; }),
           each([&](std::size_t i) { return above[i] / theta; })},
          out);
  }
};

template <class Function>
void with_family(const PairCopula& pair, Function function) {
  switch (pair.family) {
    case Family::independence: return;
    case Family::gaussian: return function(Gaussian{pair.parameter});
    case Family::student: return function(Student{pair});
    case Family::clayton: return function(Clayton{pair.parameter});
    case Family::gumbel: return function(Gumbel{pair.parameter});
    case Family::frank: return function(Frank{pair.parameter});
  }
}

// Scores of the rotated pair to those of the plain one and back.
template <class Function>
void apply(const PairCopula& pair, Given which, const double* given, const double* x, double* out,
           Function function) {
  if (pair.family == Family::independence) {
    if (out != x) std::copy_n(x, width, out);
    return;
  }
  const double of_given = (which == Given::first ? pair.flips_first : pair.flips_second) ? -1 : 1;
  const double of_other = (which == Given::first ? pair.flips_second : pair.flips_first) ? -1 : 1;
  const Lanes v = each([&](std::size_t i) { return of_given * given[i]; });
  const Lanes other = each([&](std::size_t i) { return of_other * x[i]; });
  with_family(pair, [&](const auto& family) { function(family, v.at, other.at, out); });
  for (std::size_t i = 0; i < width; ++i)
    out[i] *= of_other;
}

}  // namespace

PairCopula make_pair_copula(const PairLaw& law) {
  PairCopula pair{law.family,
                  parameter_of(law),
                  law.df,
                  law.rotation == 90 || law.rotation == 180,
                  law.rotation == 180 || law.rotation == 270,
                  nullptr};
  if (pair.family == Family::frank && pair.parameter < 0) {
    pair.parameter = -pair.parameter;
    pair.flips_first = !pair.flips_first;
  }
  if (pair.family == Family::frank && pair.parameter == 0) pair.family = Family::independence;
  if (pair.family == Family::student) {
    pair.tables = std::make_shared<StudentTables>(StudentTables{
        student_t_table(law.df), student_t_table(law.df + 1), ScoreTable(law.df), ScoreTable(law.df + 1)});
  }
  return pair;
}

void conditional(const PairCopula& pair, Given which, const double* given, const double* x,
                 double* out) noexcept {
  apply(pair, which, given, x, out, [](const auto& family, const double* v, const double* other, double* to) {
    family.forward(v, other, to);
  });
}

void inverse_conditional(const PairCopula& pair, Given which, const double* given, const double* x,
                         double* out) noexcept {
  apply(pair, which, given, x, out, [](const auto& family, const double* v, const double* other, double* to) {
    family.inverse(v, other, to);
  });
}

}  // namespace leontide::random
