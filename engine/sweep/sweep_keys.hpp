#pragma once

#include <vector>

#include "yaml/keys.hpp"

namespace leontide::sweep::keys {

using Table = std::vector<yaml::Key>;

const Table& sweep();
const Table& range();   ///< an axis from, to, step
const Table& values();  ///< an axis of values
const Table& samples();
const Table& table();
const Table& keep();

}  // namespace leontide::sweep::keys
