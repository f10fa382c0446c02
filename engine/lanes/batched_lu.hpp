#pragma once

#include <cstddef>
#include <cstdint>

namespace leontide::lanes {

// Direct solution of (I - diag(r) A diag(s)) x = f, each lane with its own r and s, by elimination without
// exchange of rows: I - diag(r) A diag(s) of a productive economy is an M-matrix, whose pivots are all
// positive (Fiedler & Pták 1962), so a pivot that is not positive means that the lane's economy is
// unproductive.
//
// a: row-major [n][n]. r, s, f, x: lane arrays [n][64]; r or s may be null, which stands for ones. x may be
// f. Both ways give the same bits for a lane.

/// Lanes that solve_lanes eliminates together, and the n up to which it does: there their matrices stay in
/// the second cache.
inline constexpr std::size_t eliminated_together = 8, most_together = 64;

/// Doubles of scratch that solve_lanes and solve_multiplied_lane need (64-byte aligned).
std::size_t solve_lanes_scratch(std::size_t n) noexcept;            ///< at most 8 n (n + 2)
std::size_t solve_multiplied_lane_scratch(std::size_t n) noexcept;  ///< about n (n + 64): one lane

/// Solves the lanes whose bit is set in `lanes`; leaves other lanes of x alone. Returns the lanes that had a
/// positive pivot throughout; x of the other solved lanes is NaN. Together up to n = most_together, one
/// after another above.
std::uint64_t solve_lanes(std::size_t n, const double* a, const double* r, const double* s, const double* f,
                          double* x, std::uint64_t lanes, double* scratch) noexcept;

/// Solves one lane, for any n. False, with x of that lane left NaN, when a pivot is not positive
/// (unproductive).
bool solve_multiplied_lane(std::size_t n, const double* a, const double* r, const double* s, const double* f,
                           double* x, std::size_t lane, double* scratch) noexcept;

}  // namespace leontide::lanes
