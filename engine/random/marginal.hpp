#pragma once

#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "random/law.hpp"
#include "random/mixture_table.hpp"
#include "random/quantile_table.hpp"
#include "random/step_table.hpp"

// The quantile functions of the distributions, ready to be applied to 64 lanes.
namespace leontide::random {

/// low + range * u, or mean + sd * z
struct Affine {
  double offset, factor;
  bool normal;  ///< of z, else of u
};
/// median e^(sigma z): lognormal.
struct ExponentialOfNormal {
  double median, sigma;
};
/// Two square roots, one on either side of the mode.
struct TriangularInverse {
  double low, mode, high;
};
/// mean + sd * sign * quantile(first + share * range), share u, or 1 - u for sign -1
struct TruncatedInverse {
  double mean, sd, low, high, first, range;
  bool mirrored;
};
/// offset + factor times what a smooth table gives: gamma, beta, Student's t.
struct Smooth {
  std::shared_ptr<const QuantileTable> table;
  double offset, factor;
};
/// scale (-log(1 - u))^power, power = 1 / shape.
struct WeibullInverse {
  double power, scale;
};
/// A mixture by its own table.
struct Mixed {
  std::shared_ptr<const MixtureTable> table;
};
/// A law with single values by its table of steps.
struct Steps {
  std::shared_ptr<const StepTable> table;
};

/// log of a gamma of scale one: a part of a whole before it is divided by their sum
struct LogGamma {
  std::shared_ptr<const QuantileTable> table;
};

/// A quantile function in the form in which it is drawn.
using Marginal = std::variant<Affine, ExponentialOfNormal, TriangularInverse, TruncatedInverse,
                              WeibullInverse, Smooth, Mixed, Steps, LogGamma>;

/// The law must be a distribution or Constant without problems.
Marginal make_marginal(const Law& law);

/// Whether `draw` takes normal scores rather than uniforms.
bool takes_normals(const Marginal& marginal) noexcept;

/// out[64] = quantile of each of in[64]: normal scores or uniforms in (0, 1), as takes_normals says. May be
/// in place.
void draw(const Marginal& marginal, const double* in, double* out) noexcept;

/// Laws with the tables that were made for them: a plan leaves its own to the next one.
using TabledLaws = std::vector<std::pair<Law, Marginal>>;

/// Makes the marginals of one plan. A table is made once for a law, and taken over from an earlier plan that
/// has it.
class MarginalMaker {
 public:
  /// `known` may be null: then every table is made.
  explicit MarginalMaker(std::shared_ptr<const TabledLaws> known) : known_(std::move(known)) {}

  /// As `make_marginal`.
  Marginal make(const Law& law);
  /// The laws with tables that were made or taken over, for the next plan.
  std::shared_ptr<const TabledLaws> take() const { return std::make_shared<const TabledLaws>(made_); }

 private:
  std::shared_ptr<const TabledLaws> known_;  ///< may be empty
  TabledLaws made_;
};

}  // namespace leontide::random
