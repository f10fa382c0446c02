#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/normal.hpp"
#include "lanes/width.hpp"
#include "random/marginal.hpp"

using namespace leontide::random;
using leontide::lanes::width;

namespace {

// The quantile at the share whose normal score is z.
double at_score(const Marginal& marginal, double z) {
  double lane[width];
  std::fill_n(lane, width, z);
  if (!takes_normals(marginal)) leontide::lanes::normal_cdf(lane, lane, width);
  draw(marginal, lane, lane);
  return lane[0];
}

double share_below(double z) {
  return std::erfc(-z / std::sqrt(2.0)) / 2;
}

}  // namespace

TEST_CASE("shares of a law are the inverse of its quantile") {
  const Law laws[] = {Uniform{-1, 3},
                      Normal{5, 2},
                      Lognormal{2, 0.5},
                      Triangular{0, 1, 4},
                      Pert{0, 1, 4, 4},
                      Beta{2, 5, 1, 3},
                      Gamma{3, 2},
                      StudentT{8, 1, 2},
                      TruncatedNormal{0, 1, 1, 3},
                      TruncatedNormal{5, 1, 1, 3},
                      Weibull{1.5, 2}};
  for (const Law& law : laws) {
    const Marginal marginal = make_marginal(law);
    for (const double z : {-4.0, -1.3, 0.0, 0.7, 3.5}) {
      INFO(name_of(law) << " at " << z);
      const Shares shares = shares_at(law, at_score(marginal, z));
      CHECK(shares.below == Approx(share_below(z)).epsilon(1e-7));
      CHECK(shares.above == Approx(share_below(-z)).epsilon(1e-7));
    }
  }
}

TEST_CASE("a mixture of one part is that part, and of two equal ones too") {
  const Marginal alone = make_marginal(Gamma{3, 2});
  const Marginal one = make_marginal(Mixture{{2}, {{Gamma{3, 2}}}});
  const Marginal two = make_marginal(Mixture{{1, 5}, {{Gamma{3, 2}}, {Gamma{3, 2}}}});
  for (double z = -6; z < 6; z += 0.0371) {
    CHECK(at_score(one, z) == Approx(at_score(alone, z)).epsilon(1e-6));
    CHECK(at_score(two, z) == Approx(at_score(alone, z)).epsilon(1e-6));
  }
}

TEST_CASE("a mixture's quantiles solve its distribution function") {
  const Law parts[] = {Normal{0, 1}, Normal{4, 0.5}, StudentT{3, 1, 2}};
  const Mixture mixture{{5, 3, 2}, {{parts[0]}, {parts[1]}, {parts[2]}}};
  const Marginal marginal = make_marginal(mixture);
  for (double z = -5; z < 5; z += 0.0173) {
    const double x = at_score(marginal, z);
    double below = 0, above = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      below += mixture.weights[i] / 10 * shares_at(parts[i], x).below;
      above += mixture.weights[i] / 10 * shares_at(parts[i], x).above;
    }
    INFO("score " << z << ", x " << x);
    CHECK(below == Approx(share_below(z)).epsilon(1e-5));
    CHECK(above == Approx(share_below(-z)).epsilon(1e-5));
  }
}

TEST_CASE("a mixture rises everywhere, also over edges, gaps and spikes") {
  const Mixture mixtures[] = {
      {{1, 1}, {{Uniform{0, 1}}, {Uniform{3, 4}}}},
      {{0.999, 0.001}, {{Normal{0, 1}}, {Normal{50, 1e-4}}}},
      {{1, 0, 1}, {{Weibull{0.5, 1}}, {Normal{-100, 1}}, {TruncatedNormal{0, 1, 2, 3}}}},
  };
  for (const Mixture& mixture : mixtures) {
    const Marginal marginal = make_marginal(mixture);
    double before = -HUGE_VAL;
    for (double z = -8.3; z < 8.3; z += 0.0007) {
      const double x = at_score(marginal, z);
      REQUIRE(std::isfinite(x));
      REQUIRE(x >= before);
      before = x;
    }
  }
  // Half the draws in each of two parts with a gap between them.
  const Marginal gap = make_marginal(mixtures[0]);
  CHECK(at_score(gap, -0.01) == Approx(2 * share_below(-0.01)).epsilon(1e-6));
  CHECK(at_score(gap, 0.01) == Approx(3 + 2 * share_below(0.01) - 1).epsilon(1e-6));
  // A part of weight zero is none.
  CHECK(at_score(make_marginal(mixtures[2]), -8) >= 0);
}

// A third of the draws lies below the gap, so that it is crossed at the score of a third.
TEST_CASE("a gap between the parts of a mixture holds no draws") {
  constexpr double third = -0.4307272992954576;
  const Marginal gap = make_marginal(Mixture{{1, 2}, {{Uniform{0, 1}}, {Uniform{3, 4}}}});
  for (const double beside : {1e-9, 1e-7, 1e-5, 1e-3}) {
    INFO(beside << " beside the gap");
    CHECK(at_score(gap, third - beside) <= 1);
    CHECK(at_score(gap, third - beside) == Approx(3 * share_below(third - beside)).epsilon(1e-3));
    CHECK(at_score(gap, third + beside) >= 3);
  }
  // In a valley there are as many as the distribution function says.
  const Marginal valley = make_marginal(Mixture{{1, 1}, {{Normal{-2, 0.5}}, {Normal{2, 0.5}}}});
  for (double z = -0.006; z < 0.006; z += 1.7e-5) {
    const double x = at_score(valley, z);
    const double below = (share_below((x + 2) / 0.5) + share_below((x - 2) / 0.5)) / 2;
    INFO("score " << z << ", x " << x);
    CHECK(below == Approx(share_below(z)).margin(1e-6));
  }
}
