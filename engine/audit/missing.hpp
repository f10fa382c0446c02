#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/growth.hpp"
#include "audit/system.hpp"

namespace leontide::audit {

/// A figure without which a verdict stays wide, and what knowing it would do.
struct MissingFigure {
  std::string quantity;              ///< that the figure is of
  Title figure, asks;                ///< the figure, and who could give it
  std::vector<std::size_t> targets;  ///< that wait for it
  double weight = 0;                 ///< of these: hedged ones weigh less
  /// Share of cities' recent windows that grew as much as the target needs, over the values that the figure
  /// may have; none where nothing stands beside its growth.
  std::optional<double> low, high;
  std::vector<double> needed;  ///< growth for each of these values, per cent a year
  bool is_unknown = false;     ///< nothing is known of it: the band is whole

  /// By how many points of chance knowing it narrows the bands, hedged targets counted by their weight.
  double reduction() const;
};

/// What is missing, what narrows most first.
std::vector<MissingFigure> missing_figures(std::span<const Promised> promised,
                                           std::span<const Required> required, const Hedging& hedging);

}  // namespace leontide::audit
