#pragma once

#include <cstddef>
#include <cstdint>

namespace leontide::lanes {

// v = gain∘(M v) + push in a strip of lanes, each with its own gain and push, by sweeps accelerated over the
// last two steps (Anderson 1965; Walker & Ni 2011, type II): one product and one pass a sweep, all of it in
// L1 for a matrix of 42 rows.
//
// A lane's arithmetic never reads another lane, and once at rest it stays as it is, so that the residual of
// the point it holds is what was compared with the tolerance.

// Lanes of a strip: 8 of doubles, 16 of floats, a cache line a row.
template <class Number>
inline constexpr std::size_t strip_of = 64 / sizeof(Number);
inline constexpr std::size_t strip = strip_of<double>;

template <class Number>
struct FixedPointIn {
  std::size_t n = 0;
  const Number* matrix = nullptr;  // M, row-major [n × n]
  const Number* gain = nullptr;    // [n × strip], as all below
  const Number* push = nullptr;
  const Number* residual_weight = nullptr;  // of gain∘(M v) + push - v in the equation that counts
  const Number* solution_weight = nullptr;  // of M v, or of v, in the solution that is asked for
  bool solution_is_product = false;         // which of the two
  // A lane is at rest when max |residual_weight∘residual| <= tolerance · max |solution_weight∘solution|.
  double tolerance = 0;
  std::uint32_t most_sweeps = 0;
};
using FixedPoint = FixedPointIn<double>;
using SingleFixedPoint = FixedPointIn<float>;

struct Rest {
  std::uint32_t sweeps = 0;
  std::uint32_t at_rest = 0;  // a bit for each lane
};

// Blocks of [n × strip] that `history` of sweep has; the first holds the residual of the first guess after
// one sweep.
inline constexpr std::size_t sweep_history = 6;

// From the first guess in v [n × strip] to the last point in v, and where it is the solution M v in product
// [n × strip], which else is not touched. Ends when every lane is at rest or beyond hope (not finite). All
// arrays 64-byte aligned.
Rest sweep(const FixedPoint& problem, double* v, double* product, double* history) noexcept;
Rest sweep(const SingleFixedPoint& problem, float* v, float* product, float* history) noexcept;

}  // namespace leontide::lanes
