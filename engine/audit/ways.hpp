#pragma once

#include "audit/conflicts.hpp"
#include "audit/promised.hpp"

namespace leontide::audit {

/// What one target of a conflict would have to promise instead, all others as they are.
struct WayOut {
  std::size_t target = 0;  ///< of the plan
  std::optional<double>
      bound;              ///< nearest to its own with which the set can hold; none where no number will do
  double moved = 0;       ///< from its own, as a share of it
  bool is_about = false;  ///< near enough for "about"
  double cost = 0;        ///< the move, times what missing the target weighs
};

/// For each target of the set, the least costly first: what "about" allows costs nothing.
std::vector<WayOut> ways_out(std::span<const Promised> promised,
                             const std::vector<scenario::PromisedQuantity>& quantities,
                             const Figures& figures, const System& system, const ConflictSet& set,
                             const Hedging& hedging);

}  // namespace leontide::audit
