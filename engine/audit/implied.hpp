#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/figures.hpp"
#include "audit/system.hpp"
#include "calibration/outside_view.hpp"

namespace leontide::audit {

/// A level that a plan states without saying it: a level and its share state the whole, a doubling and what
/// it comes to the base. Every number is taken as it stands, as if no more and no less were meant.
struct Implied {
  std::string quantity;              ///< by name
  int year = 0;                      ///< in which it is stated
  double value = 0;                  ///< in plain units
  scenario::WordedUnit unit;         ///< to tell it in
  std::vector<std::size_t> targets;  ///< that state it between them
  std::optional<double> stated;      ///< what a target or figure says of the same, where one does
  std::optional<KnownFigure> last;   ///< its last figure before that year
  std::optional<double> growth;      ///< from it, per cent a year
  std::optional<calibration::OutsideShare> outside;  ///< how many cities' windows grew so, at current prices
};

/// What the targets state between them, each level once, by the shortest way. `outside` may be null.
std::vector<Implied> implied_levels(std::span<const Promised> promised, const Figures& figures,
                                    const calibration::OutsideTable* outside);

}  // namespace leontide::audit
