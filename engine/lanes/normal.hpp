#pragma once

#include <cstddef>

namespace leontide::lanes {

// The standard normal distribution in fixed order of operations; `count` is any multiple of 8, `out` may be
// `in`.

/// out = z with P(Z <= z) = in. Relative error below 1e-15 for in from 1e-300 up, also near 1/2 (where z
/// nears 0). in = 0 gives -infinity, 1 infinity, anything outside [0, 1] NaN; 1/2 gives exactly 0. Method:
/// Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37, 477-484.
void normal_quantile(const double* in, double* out, std::size_t count) noexcept;

/// out = P(Z <= in). Relative error below 2e-15 down to in = -37.5 (1e-307); subnormal below, 0 below -38.5.
/// Method: Cody (1969), rational Chebyshev approximations for the error function, Mathematics of Computation
/// 23, 631-637, in the form of his ANORM (Algorithm 715, ACM TOMS 19, 1993).
void normal_cdf(const double* in, double* out, std::size_t count) noexcept;

}  // namespace leontide::lanes
