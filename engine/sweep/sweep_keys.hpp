#pragma once

#include <vector>

#include "yaml/keys.hpp"

namespace leontide::sweep::keys {

/// The keys that one mapping of a sweep may hold.
using Table = std::vector<yaml::Key>;

/// The whole sweep file.
const Table& sweep();
const Table& range();   ///< an axis from, to, step
const Table& values();  ///< an axis of values
/// `samples:`.
const Table& samples();
/// One of `table:`, a table of rows.
const Table& table();
/// `keep:`.
const Table& keep();

}  // namespace leontide::sweep::keys
