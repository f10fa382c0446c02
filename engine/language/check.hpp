#pragma once

#include "base/diagnostic.hpp"
#include "language/model.hpp"

namespace leontide::language {

/// What checking gives.
struct Checked {
  Model model;  ///< with `is_sound` false: what is sound in it, and indicators with the unit they state
  bool is_sound = false;
};

/// Gives every equation and indicator of a model its meaning: resolves names, finds shapes, units and price
/// bases, makes hidden variables for lags of expressions. Reports all faults: what reads a faulty name is
/// taken to fit, so that one fault hides no other.
Checked check(const ModelDraft& draft, Diagnostics& diagnostics);

}  // namespace leontide::language
