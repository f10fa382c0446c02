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

struct Affine {  ///< low + range * u, or mean + sd * z
  double offset, factor;
  bool normal;
};
struct ExponentialOfNormal {
  double median, sigma;
};
struct TriangularInverse {
  double low, mode, high;
};
struct TruncatedInverse {  ///< mean + sd * sign * quantile(first + share * range), share u, or 1 - u for sign
                           /// -1
  double mean, sd, low, high, first, range;
  bool mirrored;
};
struct Smooth {
  std::shared_ptr<const QuantileTable> table;
  double offset, factor;
};
struct WeibullInverse {
  double power, scale;
};
struct Mixed {
  std::shared_ptr<const MixtureTable> table;
};
struct Steps {
  std::shared_ptr<const StepTable> table;
};

struct LogGamma {  ///< log of a gamma of scale one: a part of a whole before it is divided by their sum
  std::shared_ptr<const QuantileTable> table;
};

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
  explicit MarginalMaker(std::shared_ptr<const TabledLaws> known) : known_(std::move(known)) {}

  Marginal make(const Law& law);
  std::shared_ptr<const TabledLaws> take() const { return std::make_shared<const TabledLaws>(made_); }

 private:
  std::shared_ptr<const TabledLaws> known_;  ///< may be empty
  TabledLaws made_;
};

}  // namespace leontide::random
