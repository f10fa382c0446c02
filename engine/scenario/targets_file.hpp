#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "scenario/target.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

struct TargetsFile {
  std::vector<Target> targets;
  std::vector<Conflict> conflicts;
};

/// Reads a `leontide: targets/1` file. Units are those of the model's base symbols; where the model could not
/// be read there are none, and units are not looked at.
TargetsFile read_targets(const yaml::YamlFile& file, const language::BaseSymbols* symbols,
                         Diagnostics& diagnostics);

/// Of targets on one quantity (`same_quantity_as:`) the one that is named counts for all of them in the joint
/// chance, where it counts at all. Names that no target of its own has are told.
void settle_same_quantities(std::vector<Target>& targets, Diagnostics& diagnostics);

/// Checks targets against a model: indicators exist, units and price bases agree, years lie within the
/// horizon.
void check_targets(const std::vector<Target>& targets, const std::vector<Conflict>& conflicts,
                   const language::Model& model, Diagnostics& diagnostics);

/// What an indicator's value is multiplied by to be in the target's unit.
double scale_to_target(const Target& target, const language::Unit& indicator_unit);

}  // namespace leontide::scenario
