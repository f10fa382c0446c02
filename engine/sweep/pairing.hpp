#pragma once

#include <optional>
#include <string>

#include "statistics/interval.hpp"
#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// A question asked of a cell: a target, or `joint`, in one reading.
struct CellQuestion {
  std::int64_t cell = 0;  ///< in the ledger
  std::string reading;    ///< by name
  std::string target;     ///< a target's id, or `joint`
};

/// Chance of `second` less that of `first`, over the trials that both completed, from the marks of their
/// trials; nothing where one of them has none, or where they stand on other draws.
std::optional<statistics::Estimate> paired(const Ledger& ledger, const CellQuestion& first,
                                           const CellQuestion& second, double level);

}  // namespace leontide::sweep
