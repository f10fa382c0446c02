#pragma once

#include <optional>
#include <string>

#include "scenario/target.hpp"

namespace leontide::audit {

/// What of a plan's wording gives way.
struct Hedging {
  double about = 0.02;  ///< by which "about" may be missed
  double strive = 0.5;  ///< what "strive for" weighs beside a firm promise
};

/// A target's promise made whole: what it does not say itself is taken from the target's question. Nothing
/// for a target that names no year, or no bound.
std::optional<scenario::Promise> promise_of(const scenario::Target& target);

/// What missing it weighs: 1 where the plan promises, less where it strives.
double weight_of(const scenario::Promise& promise, const Hedging& hedging);

/// The bound that an "about" still allows; the bound itself of any other.
double lenient(double bound, const scenario::Promise& promise, const Hedging& hedging);

/// The number of the plan, in its unit: `≥ 3400 1e8 CNY`, `5 to 10`, `above its base`.
Title promise_words(const scenario::Promise& promise);

}  // namespace leontide::audit
