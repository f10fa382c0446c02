#pragma once

#include <cstddef>

namespace leontide::lanes {

// exp, log, sin, cos and pow in one fixed order of operations, so that every CPU gives the same bits. Every
// function reads `count` numbers, any multiple of 8, and writes as many; `out` may be an input itself but may
// not overlap one in part. Special values are those of C (ISO C, Annex F), without floating-point exceptions
// raised or errno set.

/// out = e^in. Error below 0.9 ulp; 0 below -745.14, infinity above 709.79; subnormal results are right to 1
/// ulp. Method: in = n ln 2 + r, Taylor series of degree 13 in r (|r| <= 0.35), scaled by 2^n in two steps.
void exponential(const double* in, double* out, std::size_t count) noexcept;

/// out = natural logarithm of in. Error below 1 ulp, also near 1 and for subnormal numbers; log 0 =
/// -infinity, log of a negative number is NaN. Method: in = 2^k (1 + f), the series in s = f / (2 + f) of
/// fdlibm's e_log.c.
void logarithm(const double* in, double* out, std::size_t count) noexcept;

/// out = sin(in), in radians. Error below 1 ulp up to 2^45 in size, NaN above. Method: in = k pi/2 + r with
/// pi/2 in three parts, fdlibm's k_sin.c and k_cos.c in r.
void sine(const double* in, double* out, std::size_t count) noexcept;
/// out = cos(in); as `sine`.
void cosine(const double* in, double* out, std::size_t count) noexcept;

/// out = a^b. Error below 1 ulp. Negative a with a whole b works, with any other b is NaN. Special values as
/// in C, Annex F.9.4.4, but that NaN^0 and 1^NaN are NaN: what is not a number stays so. Method: log |a| in
/// double-double arithmetic, times b, then exponential of the pair.
void power(const double* a, const double* b, double* out, std::size_t count) noexcept;

}  // namespace leontide::lanes
