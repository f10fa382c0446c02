#pragma once

#include <vector>

#include "yaml/keys.hpp"

namespace leontide::sweep::keys {

/// The keys that one mapping of a sweep may hold.
using KeyTable = std::vector<yaml::Key>;

/// The whole sweep file.
const KeyTable& sweep();
const KeyTable& range();   ///< an axis from, to, step
const KeyTable& values();  ///< an axis of values
/// `samples:`.
const KeyTable& samples();
/// One of `table:`, a table of rows.
const KeyTable& table();
/// `keep:`.
const KeyTable& keep();

}  // namespace leontide::sweep::keys
