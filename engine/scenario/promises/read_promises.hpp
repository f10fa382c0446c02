#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/promises/promise.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

/// The keys of `promise:`.
const std::vector<yaml::Key>& promise_keys();
/// The keys of one of `quantities:`.
const std::vector<yaml::Key>& quantity_keys();
/// The keys of `base_figure:`.
const std::vector<yaml::Key>& base_figure_keys();

/// A day as YYYY-MM-DD, so that days are ordered as their texts are; empty where it is none.
std::string read_day(const yaml::Node& node, Diagnostics& diagnostics);

/// A figure with its source; one known after `vintage` (where there is one) is refused. `what` names whose it
/// is in messages.
std::optional<BaseFigure> read_base_figure(const yaml::Node& node, const std::string& vintage,
                                           const std::string& what, Diagnostics& diagnostics);

/// Reads `promise:` of a target.
Promise read_promise(const yaml::Node& node, Diagnostics& diagnostics);

/// Reads `quantities:` of a targets file. Reports members that are stated twice or hold themselves.
std::vector<PromisedQuantity> read_quantities(const yaml::Node& node, const std::string& vintage,
                                              Diagnostics& diagnostics);

}  // namespace leontide::scenario
