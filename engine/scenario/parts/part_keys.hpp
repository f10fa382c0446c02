#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "yaml/keys.hpp"

namespace leontide::scenario::keys {

/// Of a model's list `parts:`.
const std::vector<yaml::Key>& part_use();
/// Of a part's `needs:`.
const std::vector<yaml::Key>& need();
/// Of a part's `gives:`.
const std::vector<yaml::Key>& given_by_part();

/// Sections of a part that a model has too, in the model's order.
inline constexpr std::array<std::string_view, 11> part_sections{
    "sets",   "data",      "parameters", "drivers",    "dependence", "levers",
    "events", "variables", "blocks",     "indicators", "checks"};

}  // namespace leontide::scenario::keys
