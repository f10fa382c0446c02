#pragma once

#include <cstddef>
#include <cstdint>

#include "kernel/leontief.hpp"

namespace leontide::kernel {

/// Sectors of n that a lane may touch to be solved from the base inverse and a small system of its own: all k
/// with k³ < n², where the elimination of that system is less work than one sweep of all n.
constexpr std::size_t few_touched(std::size_t n) {
  std::size_t few = 0;
  while ((few + 1) * (few + 1) * (few + 1) < n * n)
    ++few;
  return few;
}

/// Lanes whose multipliers r and s, [n × 64] each, leave all but `few_touched(n)` sectors at r s = 1, and
/// none above 1e100.
std::uint64_t lanes_of_few_touched(std::size_t n, const double* r, const double* s) noexcept;

/// Doubles of scratch that `solve_touched` needs for n sectors.
std::size_t solve_touched_scratch(std::size_t n);

/// Solves x = r∘A(s∘x) + f, arrays [n × 64], in the given lanes of few touched sectors; leaves other lanes of
/// `output` alone. With the base inverse L0, y = s∘x and h = r∘s - 1, which is zero but in the touched
/// sectors T, the equation is y = L0 (s∘f + e), where e = h∘(A y) is found in T alone: (I - h∘(L0 - I)_TT)
/// e_T = h∘((L0 - I) s∘f)_T (Woodbury 1950; Hager 1989, SIAM Review 31, 221-239). There y is s∘f + r∘s∘e / h,
/// which keeps its digits where r s is small.
///
/// A pivot of that small system is the ratio of det(I - diag(r∘s) A) with one sector more and without it:
/// while all are positive no eigenvalue on the way from the base has passed zero, so I - diag(r∘s) A stays an
/// M-matrix, and the lane is productive. Where one is not, the lane's output is NaN: it may be productive all
/// the same. The caller checks the residual.
///
/// Lanes are eliminated by eights, each with the sectors that any of them touches, up to 64, and else one by
/// one; the rows a lane does not touch are those of the identity with zero to the right, which change no bit.
void solve_touched(const LaneLeontiefSystem& system, const double* r, const double* s, const double* demand,
                   std::uint64_t lanes, double* output, double* scratch, SolveReport& report) noexcept;

}  // namespace leontide::kernel
