#pragma once

// Internal: what a public Scenario holds.

#include "analysis/prepared.hpp"
#include "leontide/scenario.hpp"

namespace leontide {
inline namespace v1 {

/// The scenario with a run ready for each reading.
struct Scenario::Parts {
  analysis::Prepared prepared;  ///< drafted, checked and resolved once
};

}  // namespace v1
}  // namespace leontide
