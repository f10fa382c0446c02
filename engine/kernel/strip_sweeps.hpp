#pragma once

#include <cstdint>

#include "kernel/leontief.hpp"
#include "lanes/fixed_point.hpp"

namespace leontide::kernel {

/// Doubles of scratch that `sweep_strips` needs for n sectors.
std::size_t sweep_strips_scratch(std::size_t n);

/// Solves x = r∘A(s∘x) + f for the given lanes and those beside them, sixteen at a time
/// (lanes/fixed_point.hpp), all arrays [n × 64]. With
/// y = s∘x the equation is
/// - y = (r∘s)∘(A y) + s∘f, the residual of which is s times the equation's, or,
/// - for D = diag(1 / (r∘s)) and v = (I - A) y, v = (1 - 1 / (r∘s))∘(L0 v) + f / r, the residual of which
///   times r is the equation's; x = L0 v / s.
/// The second is taken `with_inverse`. The tolerance is of max |x - r∘A(s∘x) - f| to max |x|. Adds to the
/// report's sweeps and products; gives those of the lanes that did not converge.
std::uint64_t sweep_strips(const LaneLeontiefSystem& system, bool with_inverse, const double* r,
                           const double* s, const double* demand, double* output,
                           const lanes::ConvergenceTolerance& tolerance, std::uint32_t most_sweeps,
                           std::uint64_t lanes, double* scratch, SolveReport& report) noexcept;

}  // namespace leontide::kernel
