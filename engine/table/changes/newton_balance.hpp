#pragma once

#include "table/changes/balance.hpp"

namespace leontide::table {

/// The sweep of RAS and GRAS after which `refine_multipliers` is asked.
inline constexpr std::size_t sweeps_before_newton = 200;

/// Brings the multipliers r of rows and s of columns to the margins by Newton's steps. Sweeps need tens of
/// thousands where the targets leave some cell hardly any room; the multipliers of both methods minimise
///
///     sum p r s + sum n / (r s) - sum u log r - sum v log s,
///
/// p and -n the positive and negative cells, u and v the targets, which is convex in log r and log s
/// (Junius & Oosterhaven 2003 for the problem it is the dual of), and a damped step solves for the columns
/// once the rows are eliminated. Multipliers that are 0 stay so. Appends the gap after each step. Whether the
/// tolerance was reached; where it was not, r and s are as they were. Tables too large for it are left alone.
bool refine_multipliers(const Matrix& prior, const Margins& margins, const BalanceOptions& options,
                        BalanceRecord& record);

}  // namespace leontide::table
