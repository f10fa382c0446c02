#pragma once

#include <string>

namespace leontide::table {

/// What a column of final demand is, by its name (as NBS, provincial, OECD and WIOD tables write them).
/// `balance` is a column that only makes rows add up.
enum class UseKind { consumption, investment, exports, imports, balance, other };
/// By the English and Chinese words that publishers use; `other` where none of them stands in the name.
UseKind use_kind_of(const std::string& name);

}  // namespace leontide::table
