#pragma once

#include <cstddef>
#include <cstdint>

namespace leontide::lanes {

// v = gain∘(M v) + push in a strip of lanes, each with its own gain and push, by cycles of three sweeps:
// after the third, the point is mixed of the three images so that the least residual is left in the sense of
// least squares (the alternating form of Anderson's method: Pratapa, Suryanarayana & Pask 2016, J. Comput.
// Phys. 306, 43-54). So two sweeps of three are a product and little else, all of it in L1 for a matrix of 42
// rows.
//
// A lane's arithmetic never reads another lane, and once at rest it stays as it is.

// Lanes of a strip: 8 of doubles, 16 of floats, a cache line a row.
template <class Number>
inline constexpr std::size_t strip_of = 64 / sizeof(Number);
inline constexpr std::size_t strip = strip_of<double>;

template <class Number>
struct FixedPointIn {
  std::size_t n = 0;
  const Number* matrix = nullptr;  // M, row-major [n × n]
  const Number* gain = nullptr;    // [n × strip]
  const Number* push = nullptr;    // [n × strip]
};

// When a point is the solution: max |residual_weight∘(gain∘(M v) + push - v)| <= tolerance · max
// |solution_weight∘solution|, where the solution is v or M v.
struct Measure {
  const double* residual_weight = nullptr;  // [n × strip]
  const double* solution_weight = nullptr;  // [n × strip]
  bool solution_is_product = false;
  double tolerance = 0;
};

struct Rest {
  std::uint32_t sweeps = 0;
  std::uint32_t at_rest = 0;  // a bit for each lane
};

// Blocks of [n × strip] that `history` has; the first holds the first guess's image after one sweep.
inline constexpr std::size_t sweep_history = 3;

// From the first guess in v [n × strip] to the last point that was measured, and where M v is the solution to
// that in product [n × strip], which else is not touched. Every sweep measures. Ends when every lane is at
// rest or beyond hope (not finite). All arrays 64-byte aligned.
Rest sweep(const FixedPointIn<double>& problem, const Measure& measure, std::uint32_t most_sweeps, double* v,
           double* product, double* history) noexcept;

// From the first guess in v to a point near the solution: at rest is a lane whose residual, by what the least
// squares tell of it, is at most `tolerance` of the point, both in the Euclidean norm. Numbers should be near
// one, lest their squares leave a float's range.
Rest approach(const FixedPointIn<float>& problem, double tolerance, std::uint32_t most_cycles, float* v,
              float* history) noexcept;

}  // namespace leontide::lanes
