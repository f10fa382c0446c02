#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "random/pair_family.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Reads `{family: clayton, parameter: 2, rotation: 90}` or `{family: frank, tau: 0.3}`; nothing after an
/// error. What does not fit the family is told by random::problems.
std::optional<random::PairLaw> read_pair(const yaml::Node& node, const std::string& what,
                                         Diagnostics& diagnostics);

}  // namespace leontide::scenario
