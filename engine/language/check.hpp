#pragma once

#include <optional>

#include "base/diagnostic.hpp"
#include "language/model.hpp"

namespace leontide::language {

/// Gives every equation and indicator of a model its meaning: resolves names, finds shapes, units and price
/// bases, makes hidden variables for lags of expressions. Reports all faults; empty when there was an error.
std::optional<Model> check(const ModelDraft& draft, Diagnostics& diagnostics);

}  // namespace leontide::language
