#pragma once

#include <string>
#include <vector>

#include "table/changes/balance_accounts.hpp"

namespace leontide::table {

/// Puts targets in the place of the margins they name, a sector's in its row and its column. Throws Refusal
/// `out_of_range` for a label with two targets, `unknown_category` for one that names nothing.
void set_targets(Margins& margins, const std::vector<MarginTarget>& targets);

/// `"household" sums to 150`, for each label that is named.
std::string present_totals(const Margins& margins, const std::vector<MarginTarget>& targets);

/// A few of the labels from `first` on.
std::string some_of(const std::vector<std::string>& labels, std::size_t first);

}  // namespace leontide::table
