#pragma once

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// A model that `extends:` another has its equations and states other sets, data, parameters, drivers,
/// levers, events or dependence: each named thing replaces the parent's of that name, a list replaces the
/// whole list. Returns the parent's tree with the child's entries in it. Reports equations, indicators,
/// blocks and checks in the child, which are the parent's to state.
yaml::YamlFile extend_model(yaml::YamlFile parent, const yaml::YamlFile& child, Diagnostics& diagnostics);

}  // namespace leontide::scenario
