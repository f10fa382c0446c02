#pragma once

#include <string>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// What a number is measured in: a plain number, and no prices, where nothing is stated.
struct UnitAndPrices {
  language::Unit unit;
  language::PriceBasis basis = language::PriceBasis::none;
};

/// Reads `unit:` and `prices:` of a mapping, both optional; reports a currency without price basis and a
/// basis without currency. `what` names the owner of the mapping in messages.
UnitAndPrices read_unit(const yaml::Node& mapping, const language::BaseSymbols& symbols,
                        const std::string& what, Diagnostics& diagnostics);

}  // namespace leontide::scenario
