#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "scenario/target.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Growth targets beside which the share of cities' windows is told that reached such growth.
struct OutsideViewRequest {
  std::string file;  ///< relative to the targets file
  Place place;
  std::vector<std::string> targets;  ///< by id
};

/// A table of how such chances came out.
struct TrackRecordRequest {
  std::string file;  ///< relative to the targets file
  Place place;       ///< of its name
};

/// What a targets file states, before it is held against a model.
struct TargetsFile {
  std::vector<Target> targets;      ///< in the file's order
  std::vector<Conflict> conflicts;  ///< pairs of targets that the file says exclude each other
  std::optional<OutsideViewRequest> outside;
  std::optional<TrackRecordRequest> record;
  std::vector<PromisedQuantity> quantities;  ///< that promises speak of
  std::string vintage;                       ///< the day after which nothing may be known; may be empty
};

/// Reads a `leontide: targets/1` file. Units are those of the model's base symbols; where the model could not
/// be read there are none, and units are not looked at.
TargetsFile read_targets(const yaml::YamlFile& file, const language::BaseSymbols* symbols,
                         Diagnostics& diagnostics);

/// Looks each of the outside view's targets up in its table. Reports names that no target has, and targets
/// that are no growth of at least a number of per cent.
void add_outside_view(const OutsideViewRequest& view, const calibration::OutsideTable& shares,
                      std::vector<Target>& targets, Diagnostics& diagnostics);

/// The file that `outside_view:` names; nothing where none is.
const yaml::Node* outside_view_file(const yaml::Node& root);

/// The file that `track_record:` names; nothing where none is.
const yaml::Node* track_record_file(const yaml::Node& root);

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
