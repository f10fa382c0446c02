#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "scenario/target.hpp"
#include "scenario/yaml.hpp"

namespace leontide::scenario {

/// Reads a `leontide: targets/1` file. Units are those of the model's base symbols.
std::vector<Target> read_targets(const YamlFile& file, const language::BaseSymbols& symbols,
                                 Diagnostics& diagnostics);

/// Checks targets against a model: indicators exist, units and price bases agree, years lie within the
/// horizon.
void check_targets(const std::vector<Target>& targets, const language::Model& model,
                   Diagnostics& diagnostics);

/// What an indicator's value is multiplied by to be in the target's unit.
double scale_to_target(const Target& target, const language::Unit& indicator_unit);

}  // namespace leontide::scenario
