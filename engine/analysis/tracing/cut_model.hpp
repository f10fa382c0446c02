#pragma once

// Internal to tracing: a model whose equations stand side by side, each reading a path of numbers.

#include <cstdint>
#include <optional>
#include <vector>

#include "scenario/scenario.hpp"

namespace leontide::analysis {

/// Of each variable the numbers that its readers see, and what may be added to them.
struct CutModel {
  scenario::Reading reading;                     ///< whose equations read paths
  std::vector<std::uint32_t> same_year_bumps;    ///< [variables] driver added to this year's value
  std::vector<std::uint32_t> year_before_bumps;  ///< [variables] driver added to the value of the step before
  /// [variables solved by `leontief`] the indicator that shows r∘A(s∘x), x the path and its bump.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> purchases;
};

/// `path` is [variables][steps][rows]. Indicator v of the cut model is variable v.
CutModel cut_model(const scenario::Reading& reading,
                   const std::vector<std::vector<std::vector<double>>>& path);

}  // namespace leontide::analysis
