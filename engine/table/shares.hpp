#pragma once

namespace leontide::table {

/// How far shares that must sum to 1 may miss it, as they do where their last digits were cut: they are then
/// scaled to it. The same as of chances and weights (random/problems).
inline constexpr double shares_agree = 1e-6 + 1e-12;  // 0.999999 as it is stored, too

}  // namespace leontide::table
