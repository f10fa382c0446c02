#pragma once

#include <memory>

#include "random/pair_family.hpp"
#include "random/quantile_table.hpp"
#include "random/score_table.hpp"

// The copula C(u, v) of two uniforms, ready to be applied to 64 lanes. Uniforms stand as their normal scores
// throughout: a rotation is then a change of sign, and tails keep their digits on both sides.
namespace leontide::random {

/// Student's t with df and with df + 1 degrees of freedom, both ways: the h function takes both.
struct StudentTables {
  QuantileTable quantile, quantile_above;  ///< of t with df and df + 1, from normal scores
  ScoreTable score, score_above;           ///< back again
};

/// A pair law with its rotation as two changes of sign.
struct PairCopula {
  Family family = Family::independence;
  double parameter = 0, df = 0;  ///< correlation or theta; df of student
  bool flips_first = false, flips_second = false;
  std::shared_ptr<const StudentTables> tables;  ///< of student
};

/// The pair must be without problems. Frank's of a negative theta is that of -theta rotated by 90 degrees.
PairCopula make_pair_copula(const PairLaw& law);

/// Which variable of the pair is given.
enum class Given { first, second };

/// out = score of P(other <= x | given), the h function of Aas et al. (2009), section 3.1; inverse: x from
/// out. [64] each, in place allowed. Scores beyond +-37 stand at +-37.
void conditional(const PairCopula& pair, Given which, const double* given, const double* x,
                 double* out) noexcept;
/// The inverse of `conditional` in x.
void inverse_conditional(const PairCopula& pair, Given which, const double* given, const double* x,
                         double* out) noexcept;

}  // namespace leontide::random
